package org.hindsight.edition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hindsight.incident.Incident;
import org.hindsight.platform.text.LineDiff;
import org.hindsight.platform.text.TextLine;
import org.hindsight.platform.text.WordDiff;
import org.hindsight.platform.text.Words;
import org.hindsight.postmortem.Document;
import org.hindsight.postmortem.Drafts;

/** The internal and the public reading of a draft beside each other, with a reason for whatever differs. */
final class Readings {

    private static final Pattern NUMBERED =
            Pattern.compile("#(?<entry>\\d+)|(?<what>symptom|cause|impact|workaround|signal|action) (?<no>\\d+)");

    /** Fewer words than these say of nothing what it is. */
    private static final int TELLING = 3;

    /** A passage holds figures and blocks that are spelt out in the finished text: most of the words have to do. */
    private static final double MOSTLY = 0.7;

    private static final Beside.Reason DERIVED = new Beside.Reason(
            "Follows from what is left out elsewhere: the public edition counts and quotes only what is public.", null);

    private final Document everything;
    private final Document published;
    private final String desk;
    private final Map<String, List<Drafts.InternalPassage>> passages;
    private final List<Omissions.Item> leftOut;
    private final List<String> leftOutWords;
    private final List<Omissions.Renamed> renamed;

    private Readings(
            Incident incident,
            Document everything,
            Document published,
            Omissions.Overview omitted,
            List<Drafts.InternalPassage> passages) {
        this.everything = everything;
        this.published = published;
        this.desk = "/incidents/" + incident.ref() + "/postmortem#section-";
        this.passages = passages.stream().collect(Collectors.groupingBy(Drafts.InternalPassage::section));
        this.leftOut = omitted.leftOut().stream()
                .filter(item -> !item.what().equals("section") && !item.what().equals("passage"))
                .toList();
        this.leftOutWords = leftOut.stream()
                .map(item -> Words.flat(item.text().replace("…", "")))
                .toList();
        this.renamed = omitted.renamed();
    }

    static Beside of(
            Incident incident,
            Document everything,
            Document published,
            Omissions.Overview omitted,
            List<Drafts.InternalPassage> passages) {
        return new Readings(incident, everything, published, omitted, passages).beside();
    }

    private Beside beside() {
        Map<String, Document.DocumentSection> open = new HashMap<>();
        published.sections().forEach(section -> open.put(section.key(), section));
        List<Beside.Part> parts = new ArrayList<>();
        for (Document.DocumentSection section : everything.sections()) {
            List<TextLine> whole = MarkdownFile.lines(section.finished());
            Document.DocumentSection shown = open.get(section.key());
            parts.add(
                    shown == null
                            ? Beside.part(
                                    section.key(),
                                    section.title(),
                                    new Beside.Reason("The section's audience is Internal.", desk + section.key()),
                                    whole,
                                    List.of(),
                                    change -> Set.of())
                            : Beside.part(
                                    section.key(),
                                    section.title(),
                                    whole,
                                    MarkdownFile.lines(shown.finished()),
                                    change -> why(section.key(), change)));
        }
        List<TextLine> evidence = evidence(everything);
        if (!evidence.isEmpty()) {
            parts.add(Beside.part(
                    "evidence", "Evidence", evidence, evidence(published), change -> why("evidence", change)));
        }
        return new Beside(List.copyOf(parts));
    }

    private static List<TextLine> evidence(Document document) {
        return document.evidence().stream()
                .filter(cited -> !cited.shown())
                .flatMap(cited -> TextLine.of(cited.label() + ": " + cited.text()).stream())
                .toList();
    }

    private Set<Beside.Reason> why(String section, LineDiff.Change change) {
        Set<Beside.Reason> reasons = new LinkedHashSet<>();
        for (WordDiff.Run run : change.words().runs()) {
            if (run.fate() == WordDiff.Fate.REMOVED && !Words.flat(run.text()).isEmpty()) {
                reasons.addAll(why(section, run.text()));
            }
        }
        if (reasons.isEmpty()) {
            reasons.add(DERIVED);
        }
        return reasons;
    }

    private Set<Beside.Reason> why(String section, String removed) {
        String words = Words.flat(removed);
        Set<Beside.Reason> reasons = new LinkedHashSet<>();
        passages.getOrDefault(section, List.of()).stream()
                .filter(passage -> within(words, Words.flat(passage.text())))
                .map(passage ->
                        new Beside.Reason("Marked internal in the text (" + passage.mark() + ").", desk + section))
                .forEach(reasons::add);
        if (reasons.isEmpty()) {
            reasons.addAll(things(removed, words));
        }
        renamed.stream()
                .filter(person -> removed.contains(person.person()))
                .map(person -> new Beside.Reason(
                        person.person() + " is shown as “" + person.shown() + "”: people appear by their part.", null))
                .forEach(reasons::add);
        return reasons;
    }

    private Set<Beside.Reason> things(String removed, String words) {
        Set<String> named = new LinkedHashSet<>();
        Matcher number = NUMBERED.matcher(removed);
        while (number.find()) {
            named.add(
                    number.group("entry") != null
                            ? "entry-" + number.group("entry")
                            : number.group("what") + "-" + number.group("no"));
        }
        Set<Beside.Reason> reasons = new LinkedHashSet<>();
        String padded = " " + words + " ";
        for (int i = 0; i < leftOut.size(); i++) {
            Omissions.Item item = leftOut.get(i);
            String known = leftOutWords.get(i);
            boolean told = known.split(" ", TELLING).length >= TELLING && padded.contains(" " + known + " ");
            if (told || named.contains(item.anchor())) {
                reasons.add(new Beside.Reason(item.reason(), item.where()));
            }
        }
        return reasons;
    }

    private static boolean within(String words, String passage) {
        if ((" " + passage + " ").contains(" " + words + " ")
                || (!passage.isEmpty() && (" " + words + " ").contains(" " + passage + " "))) {
            return true;
        }
        Set<String> some = new LinkedHashSet<>(List.of(words.split(" ", -1)));
        Set<String> all = new LinkedHashSet<>(List.of(passage.split(" ", -1)));
        long shared = some.stream().filter(all::contains).count();
        return some.size() >= TELLING && shared >= MOSTLY * some.size();
    }
}
