package org.hindsight.edition;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.postmortem.Document;
import org.hindsight.postmortem.Facts;

/** What readers of a public edition will not see, so that a publisher can settle it. */
@ApplicationScoped
class Omissions {

    private static final List<Kind> KINDS =
            List.of(Kind.ENTRY, Kind.SYMPTOM, Kind.CAUSE, Kind.IMPACT, Kind.WORKAROUND, Kind.SIGNAL, Kind.ACTION);
    private static final List<String> TEXTS = List.of("text", "statement", "name", "quote", "title");
    private static final Pattern PASSAGE = Pattern.compile("\\{internal:|(?m)^:::\\s*internal");
    private static final int LONGEST = 110;

    /**
     * All of it.
     *
     * @param renamed who appears by another name
     */
    record Overview(List<Item> leftOut, List<Renamed> renamed) {}

    /**
     * Something that is left out.
     *
     * @param text its first words
     * @param kind what it is
     * @param where the page on which that can be changed
     */
    record Item(String text, String kind, String where) {}

    /** A person, and what the public edition says instead. */
    record Renamed(String person, String shown) {}

    private final Journal journal;

    Omissions(Journal journal) {
        this.journal = journal;
    }

    Overview of(Incident incident, Document everything, Document published) {
        List<Item> leftOut = new ArrayList<>();
        String desk = "/incidents/" + incident.ref() + "/postmortem";
        Map<String, Document.DocumentSection> open = new HashMap<>();
        published.sections().forEach(section -> open.put(section.key(), section));
        for (Document.DocumentSection section : everything.sections()) {
            if (!open.containsKey(section.key())) {
                leftOut.add(new Item("Section: " + section.title(), "section", desk + "#" + section.key()));
            } else {
                long passages = passages(section.markdown())
                        - passages(open.get(section.key()).markdown());
                if (!section.markdown().equals(open.get(section.key()).markdown())) {
                    String many = passages > 1 ? passages + " internal passages" : "An internal passage";
                    leftOut.add(
                            new Item(many + " in “" + section.title() + "”", "passage", desk + "#" + section.key()));
                }
            }
        }
        for (Kind kind : KINDS) {
            journal.asKnownAt(incident, kind, journal.now(), JsonNode.class).stream()
                    .filter(item -> !item.path("retracted").asBoolean())
                    .filter(item -> !item.path("audience").asText().equals(Audience.PUBLIC.name()))
                    .forEach(item -> leftOut.add(item(incident, kind, item)));
        }
        return new Overview(leftOut, renamed(everything.facts(), published.facts()));
    }

    private static long passages(String markdown) {
        Matcher found = PASSAGE.matcher(markdown);
        return found.results().count();
    }

    private static Item item(Incident incident, Kind kind, JsonNode item) {
        int no = item.path("no").asInt();
        String text = TEXTS.stream()
                .map(field -> item.path(field).asText(""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
        String plain = Lead.of(text);
        String shown = plain.length() <= LONGEST
                ? plain
                : plain.substring(0, LONGEST - 1).strip() + "…";
        String starred = item.path("starred").asBoolean() ? ", starred for the report" : "";
        String number = kind == Kind.ENTRY ? "#" + no + " " : "";
        return new Item(
                number + shown,
                (kind == Kind.ENTRY ? "timeline entry" : kind.key() + " " + no) + starred,
                "/incidents/" + incident.ref() + "#" + kind.key() + "-" + no);
    }

    private static List<Renamed> renamed(Facts everything, Facts published) {
        Map<Integer, String> shown = new HashMap<>();
        published.entries().forEach(entry -> shown.put(entry.no(), entry.by()));
        Stream<Renamed> roles = everything.roles().stream()
                .filter(held -> held.person() != null)
                .map(held -> new Renamed(Objects.requireNonNull(held.person()), held.role()));
        Stream<Renamed> authors = everything.entries().stream()
                .filter(entry -> shown.containsKey(entry.no()))
                .filter(entry -> !entry.by().equals(shown.get(entry.no())))
                .map(entry -> new Renamed(entry.by(), String.valueOf(shown.get(entry.no()))));
        return Stream.concat(roles, authors).distinct().toList();
    }
}
