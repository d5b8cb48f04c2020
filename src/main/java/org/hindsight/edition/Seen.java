package org.hindsight.edition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hindsight.incident.Audience;
import org.hindsight.platform.Digests;
import org.hindsight.platform.problem.Problem;
import org.hindsight.postmortem.Document;
import org.hindsight.postmortem.Facts;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher looked at, in a few signs: a mark for each section and each part of the record, for each audience. Counts of
 * user reports are none of it, for they change while people read.
 */
final class Seen {

    static final String OTHER = "Nothing was published, for this is not what you looked at any more";

    private static final Pattern AUDIENCE = Pattern.compile("(PUBLIC|INTERNAL):([^;]*)");
    private static final Pattern MARK = Pattern.compile("([^ =]+)=([0-9a-f]+)");
    private static final String EDITIONS = "@editions";
    private static final int SIGNS = 12;

    private Seen() {}

    /** @param all every edition of the incident */
    static String of(Document everything, Document published, List<EditionView> all) {
        return written(published, count(all, Audience.PUBLIC)) + ";"
                + written(everything, count(all, Audience.INTERNAL));
    }

    private static long count(List<EditionView> all, Audience audience) {
        return all.stream().filter(edition -> edition.audience() == audience).count();
    }

    private static String written(Document document, long editions) {
        return document.audience()
                + ":"
                + marks(document, editions).entrySet().stream()
                        .map(mark -> mark.getKey() + "=" + mark.getValue())
                        .collect(Collectors.joining(" "));
    }

    /** Refuses what was looked at when it was not yet as it is now. */
    static void refuseIfOther(@Nullable String seen, Document now, List<Edition> earlier) {
        if (seen == null || seen.isBlank()) {
            return;
        }
        Map<String, String> then = read(seen, now.audience());
        Map<String, String> marks = marks(now, earlier.size());
        List<String> changed = new ArrayList<>();
        marks.forEach((part, mark) -> {
            if (!mark.equals(then.get(part))) {
                changed.add(spoken(part, now, earlier));
            }
        });
        then.keySet().stream()
                .filter(part -> !marks.containsKey(part))
                .forEach(part -> changed.add("a section is gone"));
        if (!changed.isEmpty()) {
            throw Problem.refused(OTHER + ": "
                    + changed.stream().distinct().collect(Collectors.joining("; "))
                    + ". Look at it as it is now, then publish.");
        }
    }

    private static Map<String, String> read(String seen, Audience audience) {
        Matcher audiences = AUDIENCE.matcher(seen);
        while (audiences.find()) {
            if (audiences.group(1).equals(audience.name())) {
                Map<String, String> marks = new LinkedHashMap<>();
                Matcher mark = MARK.matcher(audiences.group(2));
                while (mark.find()) {
                    marks.put(mark.group(1), mark.group(2));
                }
                return marks;
            }
        }
        throw Problem.invalid("seen", "is nothing that this server gave");
    }

    private static Map<String, String> marks(Document document, long editions) {
        Facts facts = document.facts();
        Map<String, String> marks = new LinkedHashMap<>();
        marks.put(EDITIONS, Long.toHexString(editions));
        Facts.Head head = facts.incident();
        marks.put(
                "@incident",
                mark(
                        head.title(),
                        head.summary(),
                        head.severity(),
                        head.status(),
                        head.services(),
                        facts.milestones(),
                        facts.roles()));
        marks.put("@timeline", mark(facts.entries()));
        marks.put(
                "@record",
                mark(
                        facts.symptoms().stream()
                                .map(symptom -> List.of(
                                        symptom.no(),
                                        symptom.statement(),
                                        symptom.regions(),
                                        symptom.services(),
                                        String.valueOf(symptom.platform()),
                                        String.valueOf(symptom.firstSeenAt()),
                                        String.valueOf(symptom.lastSeenAt()),
                                        String.valueOf(symptom.sharePercent())))
                                .toList(),
                        facts.causes(),
                        facts.impacts(),
                        facts.workarounds(),
                        facts.signals(),
                        facts.actions()));
        document.sections().forEach(section -> marks.put(section.key(), mark(section.title(), section.markdown())));
        return marks;
    }

    private static String mark(@Nullable Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part).append('\n');
        }
        return Digests.sha256(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .substring(0, SIGNS);
    }

    private static String spoken(String part, Document now, List<Edition> earlier) {
        return switch (part) {
            case EDITIONS ->
                earlier.isEmpty()
                        ? "there are fewer editions"
                        : "edition " + earlier.get(0).no + " was published on "
                                + Told.moment(earlier.get(0).publishedAt)
                                + (earlier.get(0).publishedBy == null ? "" : " by " + earlier.get(0).publishedBy.name);
            case "@incident" -> "the incident itself changed (title, summary, status, milestones or roles)";
            case "@timeline" -> "the timeline changed";
            case "@record" -> "symptoms, causes, impact figures, advice, signals or actions changed";
            default ->
                now.sections().stream()
                        .filter(section -> section.key().equals(part))
                        .map(section -> "“" + section.title() + "” changed")
                        .findFirst()
                        .orElse("a section changed");
        };
    }
}
