package org.hindsight.edition;

import io.quarkus.qute.TemplateData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Kind;
import org.hindsight.postmortem.Check;
import org.hindsight.postmortem.Document;
import org.hindsight.postmortem.Drafts;
import org.jspecify.annotations.Nullable;

/** What a publisher looks at before publishing: put together once from both readings of the draft. */
@ApplicationScoped
class Proofs {

    /**
     * A draft on its way to print.
     *
     * @param beside its internal and its public reading
     * @param since what changed from the newest edition that stands, for each audience that has one
     * @param hurdles what blocks the edition that is wanted
     * @param open the parts of the record that the public will see
     * @param seen all of it in a few signs
     */
    @TemplateData
    record Proof(
            Beside beside,
            List<Since> since,
            List<Hurdle> hurdles,
            Omissions.Overview omitted,
            List<Omissions.Item> open,
            String seen) {

        /** What is left out of the text, of each kind of the record, and always: only what there is. */
        public List<Group> groups() {
            List<Group> groups = new ArrayList<>();
            group(groups, "From the text", List.of("section", "passage"));
            group(groups, "Timeline entries", List.of("entry"));
            group(groups, "Symptoms", List.of("symptom"));
            group(groups, "Suspected causes", List.of("cause"));
            group(groups, "Impact figures", List.of("impact"));
            group(groups, "Workarounds", List.of("workaround"));
            group(groups, "Signals", List.of("signal"));
            group(groups, "Action items", List.of("action"));
            group(groups, "Attached files", List.of("attachment"));
            group(groups, "Always internal", List.of("tags", "note", "reason", "comments"));
            return groups;
        }

        private void group(List<Group> groups, String title, List<String> kinds) {
            List<Omissions.Item> items = omitted.leftOut().stream()
                    .filter(item -> kinds.contains(item.what()))
                    .toList();
            if (!items.isEmpty()) {
                groups.add(new Group(title, items));
            }
        }

        /** How many things of that kind are left out. */
        public long leftOut(String what) {
            return omitted.leftOut().stream()
                    .filter(item -> item.what().equals(what))
                    .count();
        }

        /** How many other parts of the record are left out. */
        public long otherLeftOut() {
            return omitted.leftOut().stream()
                    .filter(item -> (item.labelled() && !item.what().equals("entry"))
                            || item.what().equals("attachment"))
                    .count();
        }
    }

    /** Things of one kind that are left out. */
    @TemplateData
    record Group(String title, List<Omissions.Item> items) {

        /** Whether there is anything to settle about them. */
        public boolean open() {
            return items.stream().anyMatch(item -> item.where() != null);
        }
    }

    /** What changed since an edition. */
    @TemplateData
    record Since(Audience audience, int number, String address, Beside changes) {}

    /**
     * Something that blocks.
     *
     * @param section where it is mended, if that is a section
     * @param sentence what the publisher may clear; null where the text has to change
     */
    @TemplateData
    record Hurdle(
            String message,
            @Nullable String section,
            @Nullable String place,
            @Nullable String sentence) {}

    private final Drafts drafts;
    private final Editions editions;
    private final Omissions omissions;

    Proofs(Drafts drafts, Editions editions, Omissions omissions) {
        this.drafts = drafts;
        this.editions = editions;
        this.omissions = omissions;
    }

    /** The proof of a draft; empty while there is none. */
    Optional<Proof> of(Incident incident, NewEdition wanted) {
        if (drafts.state(incident).isEmpty()) {
            return Optional.empty();
        }
        Drafts.BothReadings draft = drafts.both(incident);
        Document everything = draft.everything();
        Document published = draft.open();
        Omissions.Overview omitted = omissions.of(incident, everything, published);
        Editions.Blocking blocking = editions.blocking(incident, wanted, draft);
        List<Since> since = new ArrayList<>();
        since(incident, published).ifPresent(since::add);
        since(incident, everything).ifPresent(since::add);
        return Optional.of(new Proof(
                Readings.of(incident, everything, published, omitted, drafts.internalPassages(incident)),
                since,
                hurdles(published, blocking),
                omitted,
                omissions.ofRecord(incident, Audience.PUBLIC),
                Seen.of(everything, published, editions.of(incident))));
    }

    /** Where to go on after a part of the record was labelled: the one after it in the list that it was taken from. */
    String next(Incident incident, Kind kind, int no, Audience nowFor) {
        Audience list = nowFor == Audience.PUBLIC ? Audience.INTERNAL : Audience.PUBLIC;
        int place = Omissions.KINDS.indexOf(kind);
        return omissions.ofRecord(incident, list).stream()
                .filter(item -> {
                    int other = Omissions.KINDS.indexOf(item.kind());
                    return other > place || (other == place && item.number() > no);
                })
                .findFirst()
                .map(Omissions.Item::anchor)
                .orElse(nowFor == Audience.PUBLIC ? "left-out" : "shown");
    }

    /** What is left out for an audience: nothing for those inside. */
    Omissions.Overview omitted(Incident incident, Audience audience) {
        if (audience == Audience.INTERNAL) {
            return new Omissions.Overview(List.of(), List.of());
        }
        Drafts.BothReadings draft = drafts.both(incident);
        return omissions.of(incident, draft.everything(), draft.open());
    }

    /** What a program has to send along that publishes only what it looked at. */
    String seen(Incident incident) {
        Drafts.BothReadings draft = drafts.both(incident);
        return Seen.of(draft.everything(), draft.open(), editions.of(incident));
    }

    private Optional<Since> since(Incident incident, Document document) {
        return Edition.of(incident, document.audience()).stream()
                .filter(edition -> !edition.withdrawn())
                .findFirst()
                .map(edition -> new Since(
                        document.audience(),
                        edition.no,
                        Addresses.of(
                                edition,
                                Report.of(incident).map(report -> report.slug).orElse(null)),
                        Changes.between(Changes.File.of(edition), editions.next(incident, document))));
    }

    private static List<Hurdle> hurdles(Document published, Editions.Blocking blocking) {
        List<Hurdle> hurdles = new ArrayList<>();
        blocking.checks().stream()
                .filter(check -> !check.code().equals(Editions.LEAK))
                .map(check -> new Hurdle(check.message(), check.section(), check.place(), null))
                .forEach(hurdles::add);
        blocking.finds().stream()
                .map(find -> {
                    Check check = Editions.check(published, find);
                    return new Hurdle(check.message(), find.section(), null, find.sentence());
                })
                .distinct()
                .forEach(hurdles::add);
        return hurdles;
    }
}
