package org.hindsight.edition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.TemplateData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Change;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Journal;
import org.hindsight.incident.Kind;
import org.hindsight.platform.Markdown;
import org.hindsight.postmortem.Document;
import org.hindsight.postmortem.Drafts;
import org.hindsight.postmortem.Facts;
import org.jspecify.annotations.Nullable;

/** What readers of a public edition will not see, and why, so that a publisher can settle it. */
@ApplicationScoped
class Omissions {

    /** The parts of the record that carry an audience of their own. */
    static final List<Kind> KINDS =
            List.of(Kind.ENTRY, Kind.SYMPTOM, Kind.CAUSE, Kind.IMPACT, Kind.WORKAROUND, Kind.SIGNAL, Kind.ACTION);

    private static final List<String> TEXTS = List.of("text", "statement", "name", "quote", "title");
    private static final int LONGEST = 160;

    /**
     * All of it.
     *
     * @param renamed who appears by another name
     */
    record Overview(List<Item> leftOut, List<Renamed> renamed) {}

    /**
     * Something that is left out.
     *
     * @param what it is: {@code section}, {@code passage}, {@code entry}, {@code symptom}, {@code cause}, {@code impact},
     *     {@code workaround}, {@code signal}, {@code action}, {@code note}, {@code reason}, {@code tags} or {@code comments}
     * @param no its number, where things of its kind are numbered
     * @param section the key of the section that it stands in, for sections and passages
     * @param text its first words
     * @param reason a sentence
     * @param where the page on which that can be changed; null for what is always internal
     */
    @Schema(name = "Omission")
    @TemplateData
    record Item(
            String what,
            @Nullable Integer no,
            @Nullable String section,
            String text,
            String reason,
            @Nullable String where,

            @JsonIgnore int version) {

        /** What a button on the page names it by: it holds for what the publisher read. */
        public String key() {
            return what + "-" + no + "-" + version;
        }

        public String anchor() {
            return what + (no == null ? "" : "-" + no);
        }

        /** As people call it: "entry #7". */
        public String spoken() {
            return Omissions.spoken(what, no);
        }

        /** Whether its audience can be changed right there. */
        @JsonIgnore
        public boolean labelled() {
            return KINDS.stream().anyMatch(kind -> kind.key().equals(what));
        }

        Kind kind() {
            return Kind.valueOf(what.toUpperCase(Locale.ROOT));
        }

        int number() {
            return no == null ? 0 : no;
        }
    }

    /** A person, and what the public edition says instead. */
    @Schema(name = "ShownByRole")
    record Renamed(String person, String shown) {}

    private final Journal journal;
    private final Drafts drafts;

    Omissions(Journal journal, Drafts drafts) {
        this.journal = journal;
        this.drafts = drafts;
    }

    Overview of(Incident incident, Document everything, Document published) {
        List<Item> leftOut = new ArrayList<>(ofDraft(incident, everything, published));
        leftOut.addAll(ofRecord(incident, Audience.INTERNAL));
        leftOut.addAll(ofAttachments(incident, everything, published));
        leftOut.addAll(always(incident));
        return new Overview(List.copyOf(leftOut), renamed(everything.facts(), published.facts()));
    }

    private List<Item> ofDraft(Incident incident, Document everything, Document published) {
        String desk = "/incidents/" + incident.ref() + "/postmortem#section-";
        Map<String, Document.DocumentSection> open = new HashMap<>();
        published.sections().forEach(section -> open.put(section.key(), section));
        Map<String, List<Drafts.InternalPassage>> passages = new HashMap<>();
        drafts.internalPassages(incident)
                .forEach(passage -> passages.computeIfAbsent(passage.section(), key -> new ArrayList<>())
                        .add(passage));
        List<Item> items = new ArrayList<>();
        for (Document.DocumentSection section : everything.sections()) {
            if (open.containsKey(section.key())) {
                for (Drafts.InternalPassage passage : passages.getOrDefault(section.key(), List.of())) {
                    items.add(new Item(
                            "passage",
                            null,
                            section.key(),
                            shortened(Markdown.plain(passage.text())),
                            "Marked internal in the text of “" + section.title() + "” (" + passage.mark() + ").",
                            desk + section.key(),
                            0));
                }
            } else {
                items.add(new Item(
                        "section",
                        null,
                        section.key(),
                        section.title(),
                        "The section's audience is Internal.",
                        desk + section.key(),
                        0));
            }
        }
        return items;
    }

    /** The parts of the record that are meant for these readers, and stand. */
    List<Item> ofRecord(Incident incident, Audience audience) {
        List<Item> items = new ArrayList<>();
        for (Kind kind : KINDS) {
            journal.asKnownAt(incident, kind, journal.now(), JsonNode.class).stream()
                    .filter(item -> !item.path("retracted").asBoolean())
                    .filter(item -> item.path("audience").asText().equals(Audience.PUBLIC.name())
                            == (audience == Audience.PUBLIC))
                    .forEach(item -> items.add(item(incident, kind, item, audience)));
        }
        return items;
    }

    private static List<Item> ofAttachments(Incident incident, Document everything, Document published) {
        return everything.facts().attachments().stream()
                .filter(file -> published.facts().attachment(file.id()).isEmpty())
                .map(file -> new Item(
                        "attachment",
                        null,
                        null,
                        shortened(file.name()),
                        published.facts().entries().stream().anyMatch(entry -> entry.no() == file.entry())
                                ? "The file is Internal."
                                : "Its entry #" + file.entry() + " is Internal.",
                        "/incidents/" + incident.ref() + "/timeline/" + file.entry() + "#attachments",
                        0))
                .toList();
    }

    private static Item item(Incident incident, Kind kind, JsonNode item, Audience audience) {
        int no = item.path("no").asInt();
        String text = TEXTS.stream()
                .map(field -> item.path(field).asText(""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
        boolean starred = item.path("starred").asBoolean();
        String reason = opening(spoken(kind.key(), no)) + " is "
                + (audience == Audience.PUBLIC ? "Public" : "Internal")
                + (starred
                        ? audience == Audience.PUBLIC
                                ? ", and starred for the report."
                                : ", although it is starred for the report."
                        : ".");
        return new Item(
                kind.key(),
                no,
                null,
                shortened(Lead.of(text)),
                reason,
                "/incidents/" + incident.ref() + (kind == Kind.ENTRY ? "/timeline/" + no : "#" + kind.key() + "-" + no),
                item.path("version").asInt());
    }

    /** What no label makes public. */
    private List<Item> always(Incident incident) {
        List<Item> items = new ArrayList<>();
        if (!incident.tags.isEmpty()) {
            items.add(always("tags", null, String.join(", ", incident.tags), "Tags are always internal."));
        }
        journal.asKnownAt(incident, Kind.ENTRY, journal.now(), JsonNode.class).stream()
                .filter(entry -> !entry.path("note").asText("").isBlank())
                .forEach(entry -> items.add(always(
                        "note",
                        entry.path("no").asInt(),
                        entry.path("note").asText(),
                        "A note on a change of status or role is always internal.")));
        journal.asKnownAt(incident, Kind.CAUSE, journal.now(), JsonNode.class)
                .forEach(cause -> Stream.of("evidence", "effects")
                        .flatMap(field -> nodes(cause.path(field)))
                        .filter(weight -> !weight.path("note").asText("").isBlank())
                        .forEach(weight -> items.add(always(
                                "note",
                                null,
                                weight.path("note").asText(),
                                "A note on the evidence of cause "
                                        + cause.path("no").asInt() + " is always internal."))));
        List<Change> retractions =
                Change.list("incident = ?1 and reason is not null and no > 0 order by revision", incident);
        retractions.forEach(change -> items.add(always(
                "reason",
                null,
                Objects.requireNonNullElse(change.reason, ""),
                "The reason why " + spoken(change.kind.key(), change.no) + " was retracted is always internal.")));
        int comments = drafts.comments(incident).size();
        if (comments > 0) {
            items.add(always(
                    "comments",
                    null,
                    comments == 1 ? "One comment" : comments + " comments",
                    "What reviewers write is always internal."));
        }
        return items;
    }

    private static Stream<JsonNode> nodes(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Item always(String what, @Nullable Integer no, String text, String reason) {
        return new Item(what, no, null, shortened(Lead.of(text)), reason, null, 0);
    }

    static String spoken(String what, @Nullable Integer no) {
        return what + (no == null ? "" : (what.equals("entry") ? " #" : " ") + no);
    }

    private static String opening(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1).strip() + "…";
    }

    private static List<Renamed> renamed(Facts everything, Facts published) {
        Map<Integer, String> shown = new HashMap<>();
        published.entries().forEach(entry -> shown.put(entry.no(), entry.by()));
        Map<Integer, String> owners = new HashMap<>();
        published.actions().stream()
                .filter(action -> action.owner() != null)
                .forEach(action -> owners.put(action.no(), String.valueOf(action.owner())));
        Stream<Renamed> roles = everything.roles().stream()
                .filter(held -> held.person() != null)
                .map(held -> new Renamed(Objects.requireNonNull(held.person()), held.role()));
        Stream<Renamed> authors = everything.entries().stream()
                .filter(entry -> shown.containsKey(entry.no()))
                .filter(entry -> !entry.by().equals(shown.get(entry.no())))
                .map(entry -> new Renamed(entry.by(), String.valueOf(shown.get(entry.no()))));
        Stream<Renamed> owning = everything.actions().stream()
                .flatMap(action -> Optional.ofNullable(action.owner())
                        .filter(owner -> owners.containsKey(action.no()) && !owner.equals(owners.get(action.no())))
                        .map(owner -> new Renamed(owner, String.valueOf(owners.get(action.no()))))
                        .stream());
        return Stream.of(roles, authors, owning).flatMap(all -> all).distinct().toList();
    }
}
