package org.hindsight.postmortem.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/** Reads the file of a document template; see the README beside the templates for its format. */
final class TemplateText {

    /** Why a file is not a template: a sentence that says what to do. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    private static final Pattern KEY = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?");
    private static final Pattern FACT = Pattern.compile("([a-z]+)\\s*:\\s*(.*)");
    private static final Pattern HEADING =
            Pattern.compile("##\\s+(?<title>.*?)\\s*(?:\\{#(?<key>[^\\s}]*)(?<rest>[^}]*)\\})?\\s*");
    private static final Pattern AUDIENCE = Pattern.compile("\\s+audience=(PUBLIC|INTERNAL)\\s*");
    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(`{3,}|~{3,}).*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\s{0,3}\\{\\{\\s*([^{}]+?)\\s*}}\\s*");
    private static final Set<String> FACTS = Set.of("key", "title", "description", "for");
    private static final int LONGEST_POINT = 200;
    private static final int MOST_POINTS = 20;
    private static final int MOST_SECTIONS = 60;

    private final Placeholders placeholders;
    private final List<String> lines;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<String> checklist = new ArrayList<>();
    private final List<DocumentTemplate.Section> sections = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    private TemplateText(String text, Placeholders placeholders) {
        this.placeholders = placeholders;
        lines = text.replace("\uFEFF", "").replace("\r\n", "\n").lines().toList();
    }

    static DocumentTemplate read(String text, Placeholders placeholders) throws Unreadable {
        return new TemplateText(text, placeholders).template();
    }

    private DocumentTemplate template() throws Unreadable {
        int body = readFacts();
        readSections(body);
        if (sections.isEmpty()) {
            throw new Unreadable("It has no section; a section begins with a line such as “## Summary {#summary}”.");
        }
        return new DocumentTemplate(
                needed("key"),
                needed("title"),
                facts.get("description"),
                facts.get("for"),
                List.copyOf(sections),
                List.copyOf(checklist));
    }

    private String needed(String name) throws Unreadable {
        String fact = facts.get(name);
        if (fact == null || fact.isEmpty()) {
            throw new Unreadable("Its head lacks “" + name + ": …”.");
        }
        if (name.equals("key") && !KEY.matcher(fact).matches()) {
            throw new Unreadable("Its key may have up to 60 small letters, digits and hyphens; it is “" + fact + "”.");
        }
        if (fact.length() > 200) {
            throw new Unreadable("Its " + name + " may have at most 200 characters.");
        }
        return fact;
    }

    /** Reads the head; answers the line after it. */
    private int readFacts() throws Unreadable {
        int line = 0;
        while (line < lines.size() && lines.get(line).isBlank()) {
            line++;
        }
        if (line >= lines.size() || !lines.get(line).strip().equals("---")) {
            throw new Unreadable("It must begin with a line “---”, then “key: …” and “title: …”, then “---”.");
        }
        for (line++; line < lines.size(); line++) {
            String text = lines.get(line).strip();
            if (text.equals("---")) {
                return line + 1;
            }
            Matcher fact = FACT.matcher(text);
            if (fact.matches() && fact.group(1).equals("check")) {
                addPoint(line, fact.group(2).strip());
            } else if (fact.matches() && FACTS.contains(fact.group(1))) {
                facts.put(fact.group(1), fact.group(2).strip());
            } else if (!text.isEmpty()) {
                throw new Unreadable("Line " + (line + 1)
                        + " of its head is not one of “key:”, “title:”, “description:”, “for:”," + " “check:”.");
            }
        }
        throw new Unreadable("Its head is not closed with a line “---”.");
    }

    private void addPoint(int line, String point) throws Unreadable {
        if (point.isEmpty() || point.length() > LONGEST_POINT || checklist.contains(point)) {
            throw new Unreadable("Line " + (line + 1)
                    + ": a point of the checklist has 1 to 200 characters, and stands there once.");
        }
        if (checklist.size() == MOST_POINTS) {
            throw new Unreadable("Its checklist has more than " + MOST_POINTS + " points.");
        }
        checklist.add(point);
    }

    private void readSections(int from) throws Unreadable {
        Matcher open = null;
        StringBuilder body = new StringBuilder();
        String fence = "";
        for (int line = from; line < lines.size(); line++) {
            String text = lines.get(line);
            Matcher heading = HEADING.matcher(text);
            if (fence.isEmpty() && heading.matches()) {
                finish(open, body, from);
                open = heading;
                from = line;
                body.setLength(0);
                continue;
            }
            if (fence.isEmpty()) {
                refuseUnknown(text, line);
            }
            fence = fence(fence, text);
            body.append(text).append('\n');
        }
        finish(open, body, from);
    }

    private void refuseUnknown(String text, int line) throws Unreadable {
        Matcher alone = PLACEHOLDER.matcher(text);
        if (alone.matches()) {
            Optional<String> fault = placeholders.fault(alone.group(1));
            if (fault.isPresent()) {
                throw new Unreadable(
                        "Line " + (line + 1) + ": {{" + alone.group(1) + "}} shows nothing. " + fault.get());
            }
        }
    }

    private static String fence(String open, String line) {
        Matcher fenced = FENCE.matcher(line);
        if (!fenced.matches()) {
            return open;
        }
        if (open.isEmpty()) {
            return fenced.group(1);
        }
        return fenced.group(1).startsWith(open) ? "" : open;
    }

    private void finish(@Nullable Matcher heading, StringBuilder body, int line) throws Unreadable {
        if (heading == null) {
            if (!body.toString().replaceAll("(?s)<!--.*?-->", "").isBlank()) {
                throw new Unreadable("There is text before the first section; put it below a “## …” line.");
            }
            return;
        }
        String where = "Line " + (line + 1) + ": ";
        String key = heading.group("key");
        if (key == null || !KEY.matcher(key).matches()) {
            throw new Unreadable(where + "a section needs a key of small letters, digits and hyphens, as in"
                    + " “## Summary {#summary}”.");
        }
        if (!keys.add(key)) {
            throw new Unreadable(where + "there are two sections “" + key + "”; each needs a key of its own.");
        }
        String title = heading.group("title");
        if (title.isEmpty() || title.length() > 200) {
            throw new Unreadable(where + "a section needs a title of at most 200 characters.");
        }
        Matcher audience = AUDIENCE.matcher(heading.group("rest"));
        if (!heading.group("rest").isBlank() && !audience.matches()) {
            throw new Unreadable(where + "after the key only “audience=PUBLIC” or “audience=INTERNAL” may stand.");
        }
        if (sections.size() == MOST_SECTIONS) {
            throw new Unreadable("It has more than " + MOST_SECTIONS + " sections.");
        }
        boolean open = audience.matches() && audience.group(1).equals("PUBLIC");
        sections.add(new DocumentTemplate.Section(
                key,
                title,
                open ? Audience.PUBLIC : Audience.INTERNAL,
                body.toString().strip()));
    }
}
