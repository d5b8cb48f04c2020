package org.hindsight.edition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hindsight.account.Caller;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.MilestoneName;
import org.hindsight.platform.problem.Problem;
import org.hindsight.postmortem.Check;
import org.hindsight.postmortem.Document;
import org.hindsight.postmortem.DraftState;
import org.hindsight.postmortem.Drafts;
import org.hindsight.postmortem.Facts;
import org.jspecify.annotations.Nullable;

/**
 * Publishing and withdrawing. Verbs that write want an incident under its lock (see {@link
 * Incidents#toChange}); an edition and its files are written in that one transaction, all but its PDF and its bundle (see
 * {@link Press}).
 */
@ApplicationScoped
public class Editions {

    /** The code of a check for what the leak scan found. */
    static final String LEAK = "LEAK";

    private final Drafts drafts;
    private final Rendition rendition;
    private final LeakScans scans;
    private final Shelf shelf;
    private final Press press;
    private final Announcer announcer;
    private final Caller caller;
    private final Clock clock;
    private final EntityManager database;
    private final Publisher publisher;

    Editions(
            Drafts drafts,
            Rendition rendition,
            LeakScans scans,
            Shelf shelf,
            Press press,
            Announcer announcer,
            Caller caller,
            Clock clock,
            EntityManager database,
            Publisher publisher) {
        this.drafts = drafts;
        this.rendition = rendition;
        this.scans = scans;
        this.shelf = shelf;
        this.press = press;
        this.announcer = announcer;
        this.caller = caller;
        this.clock = clock;
        this.database = database;
        this.publisher = publisher;
    }

    /** What takes its time and wants no lock: to be called before the incident is taken to be published. */
    void prepare(Incident incident) {
        drafts.drawPictures(incident);
    }

    /** Freezes the draft as it stands and publishes it. */
    public EditionView publish(Incident incident, NewEdition input) {
        List<Edition> earlier = Edition.of(incident, input.audience());
        if (input.label() == Label.CORRECTION && earlier.isEmpty()) {
            throw Problem.refused("There is no edition to correct yet. Publish a preliminary or a final one first.");
        }
        if (drafts.state(incident).isEmpty()) {
            throw Problem.refused(incident.ref() + " has no post-mortem to publish yet. Begin its draft first.");
        }
        Ready ready = reading(() -> ready(incident, input, earlier));
        if (!ready.blocking().isEmpty()) {
            throw Problem.refused(sentence(ready.blocking())).with("checks", ready.blocking());
        }
        if (ready.slug() != null) {
            Report.open(incident, ready.slug());
        }
        Edition edition = edition(incident, ready.document(), ready.imprint());
        ready.files().forEach((format, bytes) -> EditionFile.keep(edition, format, bytes));
        press.order(edition, ready.imprint().publishedAt());
        announcer.published(edition);
        shelf.changed();
        return EditionView.of(edition, ready.slug(), EditionFile.sums(edition));
    }

    /**
     * An edition before it is kept.
     *
     * @param slug of the address of its report; null where nobody outside may read it
     */
    private record Ready(
            Document document,
            @Nullable String slug,
            Imprint imprint,
            Map<Format, byte[]> files,
            List<Check> blocking) {}

    private Ready ready(Incident incident, NewEdition input, List<Edition> earlier) {
        Drafts.BothReadings draft = drafts.both(incident);
        Document document = draft.of(input.audience());
        Seen.refuseIfOther(input.seen(), document, earlier);
        shelf.lock();
        String slug = slug(incident, input.audience());
        Imprint imprint = imprint(incident, input, earlier, slug, clock.instant());
        Map<Format, byte[]> files = rendition.all(document, imprint);
        return new Ready(
                document,
                slug,
                imprint,
                files,
                blocking(incident, input, draft, files).checks());
    }

    /** Has something done that only reads: what was written before is sent once, not looked for at each of its queries. */
    private <T> T reading(Supplier<T> work) {
        database.flush();
        database.setFlushMode(FlushModeType.COMMIT);
        try {
            return work.get();
        } finally {
            database.setFlushMode(FlushModeType.AUTO);
        }
    }

    private static String sentence(List<Check> blocking) {
        return blocking.size() == 1
                ? "One check blocks this edition: " + blocking.get(0).message()
                : blocking.size() + " checks block this edition.";
    }

    /** The address of the report, also where this would be its first edition; null where nobody outside may read it. */
    private static @Nullable String slug(Incident incident, Audience audience) {
        Optional<String> known = Report.of(incident).map(report -> report.slug);
        return audience == Audience.PUBLIC ? known.orElseGet(() -> Report.free(incident)) : known.orElse(null);
    }

    private Imprint imprint(
            Incident incident, NewEdition input, List<Edition> earlier, @Nullable String slug, Instant now) {
        int no = earlier.isEmpty() ? 1 : earlier.get(0).no + 1;
        String address = Addresses.of(input.audience(), incident.ref(), slug, no);
        String newest = input.audience() == Audience.PUBLIC && slug != null
                ? Addresses.report(slug)
                : "/incidents/" + incident.ref() + "/publish";
        String note = input.note() == null || input.note().isBlank()
                ? null
                : input.note().strip();
        return new Imprint(
                no,
                input.audience(),
                input.label(),
                note,
                now,
                input.audience() == Audience.PUBLIC ? slug : null,
                publisher.linkOrPath(address),
                publisher.linkOrPath(newest),
                earlier.stream().map(Imprint.Earlier::of).toList());
    }

    private Edition edition(Incident incident, Document document, Imprint imprint) {
        Facts facts = document.facts();
        Edition edition = new Edition();
        edition.incident = incident;
        edition.audience = imprint.audience();
        edition.no = imprint.number();
        edition.label = imprint.label();
        edition.note = imprint.note();
        edition.title = document.title();
        edition.lead = Lead.of(facts.incident().summary());
        edition.severity = facts.incident().severity();
        edition.services.addAll(facts.incident().services());
        edition.beganAt =
                facts.at(MilestoneName.IMPACT_STARTED).orElse(facts.incident().declaredAt());
        edition.lastedSeconds = facts.durations().stream()
                .filter(duration -> duration.key().equals("time-to-resolve"))
                .findFirst()
                .map(duration -> duration.seconds())
                .orElse(null);
        edition.publishedAt = imprint.publishedAt();
        edition.publishedBy = person();
        edition.persist();
        return edition;
    }

    private @Nullable User person() {
        return caller.user()
                .map(user -> database.getReference(User.class, user.id))
                .orElse(null);
    }

    /**
     * What keeps this from being published now.
     *
     * @param checks all of it, the finds among them
     */
    record Blocking(List<Check> checks, List<LeakScan.Find> finds) {}

    /** As it would be published now, by somebody who does not yet do so. */
    Blocking blocking(Incident incident, NewEdition wanted, Drafts.BothReadings draft) {
        List<Edition> earlier = Edition.of(incident, wanted.audience());
        Imprint imprint = imprint(incident, wanted, earlier, slug(incident, wanted.audience()), clock.instant());
        return blocking(incident, wanted, draft, rendition.all(draft.of(wanted.audience()), imprint));
    }

    /** @param files finished, as they will be kept */
    private Blocking blocking(
            Incident incident, NewEdition wanted, Drafts.BothReadings draft, Map<Format, byte[]> files) {
        List<Check> blocking = new ArrayList<>();
        List<LeakScan.Find> finds = List.of();
        draft.checks(wanted.audience()).stream()
                .filter(check -> check.level() == Check.Level.BLOCK)
                .forEach(blocking::add);
        if (wanted.label() == Label.FINAL
                && drafts.state(incident).filter(DraftState.APPROVED::equals).isEmpty()) {
            blocking.add(Check.block(
                    "NOT_APPROVED",
                    null,
                    "A final edition wants an approved draft. Have it approved, or publish a preliminary one."));
        }
        if (wanted.audience() == Audience.PUBLIC) {
            if (incident.restricted) {
                blocking.add(Check.block(
                        "RESTRICTED",
                        null,
                        incident.ref() + " is restricted to named people. Lift that before everyone may read of it."));
            }
            finds = scans.finds(incident, draft.everything(), draft.open(), wanted.note(), files);
            finds.stream().map(find -> check(draft.open(), find)).distinct().forEach(blocking::add);
        }
        return new Blocking(List.copyOf(blocking), finds);
    }

    static Check check(Document document, LeakScan.Find find) {
        String around = find.around().isEmpty() ? "" : " It is here: " + find.around();
        return Check.block(LEAK, find.section(), where(document, find) + " " + find.message() + around);
    }

    static String where(Document document, LeakScan.Find find) {
        if (find.file() != null) {
            return "The finished " + find.file();
        }
        return document.sections().stream()
                .filter(section -> section.key().equals(find.section()))
                .map(section -> "“" + section.title() + "”")
                .findFirst()
                .orElse("The document");
    }

    /** The finds that block a public edition now. */
    List<LeakScan.Find> leaks(Incident incident) {
        return drafts.state(incident).isEmpty()
                ? List.of()
                : blocking(
                                incident,
                                new NewEdition(Label.PRELIMINARY, Audience.PUBLIC, null, null),
                                drafts.both(incident))
                        .finds();
    }

    /** The HTML as it would be published now. */
    String preview(Incident incident, Audience audience, @Nullable Label label, @Nullable String note) {
        Document document = drafts.document(incident, audience);
        NewEdition input = new NewEdition(label == null ? Label.PRELIMINARY : label, audience, note, null);
        List<Edition> earlier = Edition.of(incident, audience);
        String slug = Report.of(incident)
                .map(report -> report.slug)
                .orElseGet(() -> Report.slug(incident.title, incident.ref()));
        return rendition.html(document, imprint(incident, input, earlier, slug, clock.instant()));
    }

    /** The Markdown file as it would be published now. */
    Changes.File next(Incident incident, Document document) {
        NewEdition input = new NewEdition(Label.PRELIMINARY, document.audience(), null, null);
        Imprint draft = imprint(incident, input, List.of(), null, clock.instant());
        return new Changes.File(MarkdownFile.of(document, draft), false);
    }

    /** Whether the last word on an incident is published: a final edition or a correction that stands. */
    public boolean settled(Incident incident) {
        return Edition.count(
                        "incident = ?1 and label in ?2 and withdrawnAt is null",
                        incident,
                        List.of(Label.FINAL, Label.CORRECTION))
                > 0;
    }

    /** A report that anybody may read. */
    public record Published(String title, String address, int number, Label label, Instant at) {}

    /** The reports that anybody may read, the one that was published last first. */
    public List<Published> newest(int most) {
        return Report.standing().stream()
                .sorted(Comparator.comparing((Report.Standing report) -> report.edition().publishedAt)
                        .reversed())
                .limit(most)
                .map(report -> new Published(
                        report.edition().title,
                        report.address(),
                        report.edition().no,
                        report.edition().label,
                        report.edition().publishedAt))
                .toList();
    }

    /** Where the draft stands; empty while nobody began one. */
    Optional<DraftState> draft(Incident incident) {
        return drafts.state(incident);
    }

    /** The editions of an incident, newest first. */
    public List<EditionView> of(Incident incident) {
        List<Edition> editions = Edition.list("incident = ?1 order by publishedAt desc, id desc", incident);
        Map<Long, Map<Format, EditionFile.Sum>> sums = EditionFile.sums(editions);
        String slug = Report.of(incident).map(report -> report.slug).orElse(null);
        return editions.stream()
                .map(edition -> EditionView.of(edition, slug, sums.getOrDefault(edition.id, Map.of())))
                .toList();
    }

    /** Takes an edition back; its number and its reason stay. */
    public EditionView withdraw(Incident incident, int no, NewWithdrawal input) {
        Edition edition = (input.audience() == null
                        ? Edition.of(incident, Audience.PUBLIC, no)
                                .or(() -> Edition.of(incident, Audience.INTERNAL, no))
                        : Edition.of(incident, input.audience(), no))
                .orElseThrow(() -> Problem.notFound(incident.ref() + " has no edition " + no + "."));
        if (edition.audience == Audience.PUBLIC) {
            refuseLeaks(incident, input.reason());
        }
        shelf.lock();
        edition.withdraw(input.reason(), person(), clock.instant());
        announcer.withdrawn(edition);
        shelf.changed();
        String slug = Report.of(incident).map(report -> report.slug).orElse(null);
        return EditionView.of(edition, slug, EditionFile.sums(edition));
    }

    /** The reason stands where the edition was, for everybody. */
    private void refuseLeaks(Incident incident, String reason) {
        scans.of(incident).finds(List.of(new LeakScan.Part(null, reason))).stream()
                .findFirst()
                .ifPresent(find -> {
                    throw Problem.invalid("reason", "is read by everybody, and " + find.message());
                });
    }

    /** Has the PDF of an edition made once more that was given up. */
    EditionView printAgain(Incident incident, Audience audience, int no) {
        Edition edition = Edition.of(incident, audience, no)
                .filter(one -> !one.withdrawn())
                .orElseThrow(() -> Problem.notFound(incident.ref() + " has no edition " + no + " that stands."));
        PrintOrder order = PrintOrder.givenUp(edition)
                .orElseThrow(() -> Problem.refused("The PDF of edition " + no + " is there, or is being made."));
        press.orderAgain(order, clock.instant());
        return EditionView.of(
                edition, Report.of(incident).map(report -> report.slug).orElse(null), EditionFile.sums(edition));
    }

    /** The edition that was just asked for, for its readers inside. */
    Edition internal(Incident incident, int no) {
        return Edition.of(incident, Audience.INTERNAL, no)
                .orElseThrow(() -> Problem.notFound(incident.ref() + " has no internal edition " + no + "."));
    }
}
