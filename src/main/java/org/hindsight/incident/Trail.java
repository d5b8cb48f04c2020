package org.hindsight.incident;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hindsight.platform.text.WordDiff;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.Wording;
import org.jspecify.annotations.Nullable;

/** What became of a thing, step by step, in words: for the pages that show its history. */
public final class Trail {

    private static final Pattern CONSTANT = Pattern.compile("(?!SEV|API$|UTC$)[A-Z][A-Z_]+");

    private Trail() {}

    /**
     * One step, oldest first.
     *
     * @param by who took it; "Hindsight" when the application itself did
     * @param fields what it made different; empty for the first one, which is the thing itself
     */
    public record Step(
            String what, String by, Instant at, @Nullable String reason, List<Field> fields) {}

    /** A field before and after. */
    public record Field(String name, WordDiff diff) {}

    public static List<Step> of(List<Version> versions) {
        return versions.stream()
                .map(version -> new Step(
                        Wording.words(version.change()),
                        version.by() == null ? "Hindsight" : version.by().name(),
                        version.at(),
                        version.reason(),
                        version.change() == What.EDITED ? fields(version.fields()) : List.of()))
                .toList();
    }

    private static List<Field> fields(Map<String, Version.Difference> differences) {
        List<Field> fields = new ArrayList<>();
        differences.forEach((name, difference) ->
                fields.add(new Field(words(name), WordDiff.of(text(difference.before()), text(difference.after())))));
        return fields;
    }

    /** Where what somebody typed differs from what was saved meanwhile: theirs before, mine after. */
    public static List<Field> between(Form saved, Form typed) {
        List<Field> fields = new ArrayList<>();
        typed.values().forEach((name, mine) -> {
            List<String> theirs = saved.values().getOrDefault(name, List.of());
            boolean known = !name.equals("version") && !name.contains("-");
            String before = String.join(", ", theirs);
            String after = String.join(", ", mine);
            if (known && !before.strip().equals(after.replace("\r\n", "\n").strip())) {
                fields.add(new Field(words(name), WordDiff.of(inWords(before), inWords(after))));
            }
        });
        saved.values().forEach((name, theirs) -> {
            if (theirs.contains("true") && !typed.values().containsKey(name)) {
                fields.add(new Field(words(name), WordDiff.of("yes", "no")));
            }
        });
        return fields;
    }

    private static String words(String field) {
        String words = Wording.fieldInWords(field);
        return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }

    private static String text(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return "";
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? "yes" : "no";
        }
        if (node.has("sha256")) {
            return node.path("name").asText() + " ("
                    + Wording.size(node.path("bytes").asLong()) + ")";
        }
        if (node.isContainerNode()) {
            List<String> parts = new ArrayList<>();
            node.properties().stream()
                    .filter(part ->
                            !part.getKey().equals("n") && !part.getValue().isNull())
                    .forEach(part -> parts.add(mark(part.getKey()) + text(part.getValue())));
            if (node.isArray()) {
                node.forEach(part -> parts.add(text(part)));
            }
            return String.join(node.isArray() ? "\n" : ", ", parts);
        }
        return inWords(node.asText());
    }

    /** What stands before the number of an entry or a cause. */
    private static String mark(String key) {
        return switch (key) {
            case "entry" -> "#";
            case "cause" -> "C";
            default -> "";
        };
    }

    private static String inWords(String text) {
        if (CONSTANT.matcher(text).matches()) {
            return Wording.words(text);
        }
        if (text.length() > 16 && text.length() < 40 && text.charAt(10) == 'T') {
            try {
                return Wording.exact(Instant.parse(text));
            } catch (DateTimeException notAnInstant) {
                return text;
            }
        }
        return text;
    }
}
