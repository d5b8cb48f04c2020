package org.hindsight.postmortem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one document cites, and where it shows what. */
final class References {

    /** What prose may cite. */
    enum Thing {
        ENTRY,
        SYMPTOM,
        CAUSE,
        IMPACT,
        WORKAROUND,
        SIGNAL,
        ACTION;

        String word() {
            return Wording.spoken(name());
        }

        String anchor(int no) {
            return word() + "-" + no;
        }

        /** As a citation names it: {@code #7}, {@code cause 3}. */
        String label(int no) {
            return this == ENTRY ? "#" + no : word() + " " + no;
        }
    }

    record Citation(Thing thing, int no) {

        String label() {
            return thing.label(no);
        }

        String anchor() {
            return thing.anchor(no);
        }

        /** Spelt out for those who cannot see it: "entry 7". */
        String spoken() {
            return thing.word() + " " + no;
        }
    }

    private final Facts facts;
    private final Set<String> shown = new LinkedHashSet<>();
    private final Map<String, Citation> cited = new LinkedHashMap<>();

    References(Facts facts) {
        this.facts = facts;
    }

    /** The anchor for a thing that is shown here, unless it was shown before: an id stands once in a document. */
    @Nullable String show(Thing thing, int no) {
        String anchor = thing.anchor(no);
        return shown.add(anchor) ? anchor : null;
    }

    /** Remembers that a thing is cited. */
    void cite(Thing thing, int no) {
        cited.putIfAbsent(thing.anchor(no), new Citation(thing, no));
    }

    /** What is cited, in order of first citation. */
    List<Document.Cited> evidence() {
        List<Document.Cited> evidence = new ArrayList<>();
        cited.forEach((anchor, citation) -> text(facts, citation.thing(), citation.no())
                .ifPresent(text -> evidence.add(new Document.Cited(
                        citation.thing().label(citation.no()), anchor, shown.contains(anchor), text))));
        return evidence;
    }

    /** A thing in one line of Markdown; empty when these facts do not have it. */
    static Optional<String> text(Facts facts, Thing thing, int no) {
        return switch (thing) {
            case ENTRY ->
                facts.entry(no)
                        .map(entry -> Wording.moment(entry.occurredAt(), entry.precision()) + ": "
                                + oneLine(entry.text()) + " (" + Wording.literal(entry.by()) + ")");
            case SYMPTOM ->
                first(facts.symptoms().stream()
                        .filter(symptom -> symptom.no() == no)
                        .map(symptom -> Wording.literal(symptom.statement())));
            case CAUSE ->
                first(facts.causes().stream()
                        .filter(cause -> cause.no() == no)
                        .map(cause -> Wording.literal(cause.statement()) + " (" + Wording.spoken(cause.state()) + ")"));
            case IMPACT ->
                first(facts.impacts().stream()
                        .filter(impact -> impact.no() == no)
                        .map(impact -> Wording.literal(impact.name()) + ": " + Wording.literal(impact.figure())));
            case WORKAROUND ->
                first(facts.workarounds().stream()
                        .filter(workaround -> workaround.no() == no)
                        .map(workaround -> oneLine(workaround.text())));
            case SIGNAL ->
                first(facts.signals().stream()
                        .filter(signal -> signal.no() == no)
                        .map(signal -> "“" + Wording.literal(signal.quote()) + "”, "
                                + Wording.literal(signal.sourceName()) + ", " + Wording.moment(signal.at())));
            case ACTION ->
                first(facts.actions().stream()
                        .filter(action -> action.no() == no)
                        .map(action -> Wording.literal(action.title())));
        };
    }

    /** A thing in one line of plain text, to be recognised by. */
    static Optional<String> plainText(Facts facts, Thing thing, int no) {
        return switch (thing) {
            case ENTRY ->
                facts.entry(no)
                        .map(entry ->
                                Wording.clock(entry.occurredAt(), entry.precision()) + " " + oneLine(entry.text()));
            case WORKAROUND -> text(facts, thing, no);
            default -> text(facts, thing, no).map(text -> text.replaceAll("\\\\(\\p{Punct})", "$1"));
        };
    }

    static boolean has(Facts facts, Thing thing, int no) {
        return text(facts, thing, no).isPresent();
    }

    private static Optional<String> first(java.util.stream.Stream<String> texts) {
        return texts.findFirst();
    }

    static String oneLine(String markdown) {
        return markdown.replaceAll("\\s+", " ").strip();
    }
}
