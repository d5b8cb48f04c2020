package org.hindsight.postmortem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Status;
import org.hindsight.platform.Etag;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.text.InternalPassages;
import org.hindsight.postmortem.prose.Mentions;
import org.hindsight.postmortem.template.DocumentTemplate;
import org.hindsight.postmortem.template.DocumentTemplates;
import org.hindsight.timeline.Timeline;
import org.hindsight.timeline.attachment.Pictures;
import org.jspecify.annotations.Nullable;

/**
 * The drafts of post-mortems: writing, reviewing, and what they look like to an audience. Verbs that write
 * want an incident under its lock (see {@link org.hindsight.incident.Incidents#toChange}); they do not
 * raise the incident's revision, for a draft keeps its own history.
 */
@ApplicationScoped
public class Drafts {

    private final Incidents incidents;
    private final FactsOf facts;
    private final Timeline timeline;
    private final DocumentTemplates templates;
    private final Caller caller;
    private final Clock clock;
    private final EntityManager database;
    private final Pictures pictures;
    private final Event<DraftWritten> news;

    Drafts(
            Incidents incidents,
            FactsOf facts,
            Timeline timeline,
            DocumentTemplates templates,
            Caller caller,
            Clock clock,
            EntityManager database,
            Pictures pictures,
            Event<DraftWritten> news) {
        this.pictures = pictures;
        this.news = news;
        this.incidents = incidents;
        this.facts = facts;
        this.timeline = timeline;
        this.templates = templates;
        this.caller = caller;
        this.clock = clock;
        this.database = database;
    }

    /** Where the draft stands; empty while nobody began one. */
    public Optional<DraftState> state(Incident incident) {
        return Draft.of(incident).map(draft -> draft.state);
    }

    /**
     * A post-mortem that wants somebody to go on with it.
     *
     * @param state null where nobody has begun it
     * @param reviewAsked whether the caller was asked to review it and has not said anything yet
     * @param reviewDueOn until when people were asked to review it, if that was said
     */
    public record Waiting(
            Incident incident,
            String ref,
            String title,
            @Nullable DraftState state,
            boolean reviewAsked,
            @Nullable LocalDate reviewDueOn) {

        /** Whether the day until which a review was asked for has passed. */
        public boolean reviewLate(LocalDate today) {
            return reviewAsked && reviewDueOn != null && reviewDueOn.isBefore(today);
        }
    }

    private Waiting waiting(Draft draft) {
        boolean asked = draft.state == DraftState.IN_REVIEW && draft.awaits(caller.email());
        return new Waiting(
                draft.incident,
                draft.incident.ref(),
                draft.incident.title,
                draft.state,
                asked,
                asked ? draft.reviewDueOn : null);
    }

    /** The drafts that the caller may know of: those that wait for the caller's review first, then the newest. */
    public List<Waiting> begun() {
        List<String> conditions = new ArrayList<>(List.of("d.incident = i"));
        Map<String, Object> values = new HashMap<>();
        incidents.restrictToVisible(conditions, values);
        return Draft.<Draft>list(
                        "select d from Draft d join fetch d.incident i where " + String.join(" and ", conditions)
                                + " order by d.id desc",
                        values)
                .stream()
                .map(this::waiting)
                .sorted(Comparator.comparing(waiting -> !waiting.reviewAsked()))
                .toList();
    }

    /** The newest incidents that are over and that nobody has begun to write about. */
    public List<Waiting> notBegun(int most) {
        List<String> conditions =
                new ArrayList<>(List.of("i.status = :over", "not exists (select 1 from Draft d where d.incident = i)"));
        Map<String, Object> values = new HashMap<>(Map.of("over", Status.RESOLVED));
        incidents.restrictToVisible(conditions, values);
        return Incident.<Incident>find(
                        "from Incident i where " + String.join(" and ", conditions)
                                + " order by i.declaredAt desc, i.id desc",
                        values)
                .page(0, most)
                .list()
                .stream()
                .map(incident -> new Waiting(incident, incident.ref(), incident.title, null, false, null))
                .toList();
    }

    /** The draft as the audience would read it; 404 while there is none. */
    public Document document(Incident incident, Audience audience) {
        return put(incident, draft(incident), audience).document();
    }

    /**
     * A passage that writers marked as internal.
     *
     * @param section the key of the section that it stands in
     * @param mark what opens it, as people write it
     * @param text Markdown
     */
    public record InternalPassage(String section, String mark, String text) {}

    /** The passages that no public document has; nothing while there is no draft. */
    public List<InternalPassage> internalPassages(Incident incident) {
        return Draft.of(incident).stream()
                .flatMap(draft -> draft.shown().stream())
                .flatMap(section -> InternalPassages.cuts(section.markdown).stream()
                        .map(cut -> new InternalPassage(section.key, cut.mark(), cut.text())))
                .toList();
    }

    /**
     * A draft as either audience would read it, put together at one moment from the same facts.
     *
     * @param inside what stands in the way of an internal edition, or deserves a look
     * @param outside the same of a public one
     */
    public record BothReadings(Document everything, Document open, List<Check> inside, List<Check> outside) {

        public Document of(Audience audience) {
            return audience == Audience.PUBLIC ? open : everything;
        }

        public List<Check> checks(Audience audience) {
            return audience == Audience.PUBLIC ? outside : inside;
        }
    }

    /** The draft for both audiences; 404 while there is none. */
    public BothReadings both(Incident incident) {
        Draft draft = draft(incident);
        FactsOf.Sources sources = facts.sources(incident);
        Facts everything = sources.gather(Audience.INTERNAL);
        Said said = Said.of(incident, everything);
        Put inside = put(incident, draft, everything, everything, said);
        Put outside = put(incident, draft, sources.gather(Audience.PUBLIC), everything, said);
        Collection<Mentions.Person> people = sources.people();
        return new BothReadings(
                inside.document(),
                outside.document(),
                with(inside.checks(), WritingChecks.of(draft.shown(), Audience.INTERNAL, people)),
                with(outside.checks(), WritingChecks.of(draft.shown(), Audience.PUBLIC, people)));
    }

    private static List<Check> with(List<Check> checks, List<Check> more) {
        return Stream.concat(checks.stream(), more.stream()).toList();
    }

    /** Whether the holder of a role is told by that role alone: then no person is named. */
    public static boolean namesNobody(String role, String holder) {
        return Names.spoken(role).equals(holder);
    }

    /**
     * Draws the pictures that its documents show, so that nobody has to who holds the lock of the incident. Keeps nothing in
     * mind that might have changed by the time the lock is taken.
     */
    public void drawPictures(Incident incident) {
        Set<Integer> wanted = database.createQuery(
                        "select s.markdown from Section s where s.draft.incident = ?1", String.class)
                .setParameter(1, incident)
                .getResultStream()
                .flatMap(PictureBlocks::mentioned)
                .collect(Collectors.toSet());
        if (!wanted.isEmpty()) {
            database.createQuery(
                            "select a.sha256, a.type, a.width, a.height from Attachment a"
                                    + " where a.incident = ?1 and a.no in ?2 and a.removedBecause is null",
                            Object[].class)
                    .setParameter(1, incident)
                    .setParameter(2, wanted)
                    .getResultList()
                    .forEach(row ->
                            pictures.shown((String) row[0], (String) row[1], (Integer) row[2], (Integer) row[3]));
        }
    }

    /** What reviewers wrote and what was answered; internal whatever becomes of the draft. */
    public List<String> comments(Incident incident) {
        return Draft.of(incident).stream()
                .flatMap(draft -> draft.reviews.stream())
                .flatMap(review -> Stream.concat(
                        Stream.ofNullable(review.comment),
                        review.replies.stream().map(reply -> reply.comment)))
                .toList();
    }

    /**
     * Begins the draft after a template, or switches it to another one, which loses nothing that was
     * written; answers whether it was begun.
     */
    public boolean begin(Incident incident, String template) {
        DocumentTemplate wanted = templates
                .of(template)
                .orElseThrow(() -> Problem.invalid(
                        "template",
                        "is not a document template; there are "
                                + templates.all().stream()
                                        .map(DocumentTemplate::key)
                                        .collect(Collectors.joining(", "))));
        Instant now = clock.instant();
        Optional<Draft> known = Draft.of(incident);
        Draft draft = known.orElseGet(() -> Draft.begin(incident, now));
        if (!draft.template.equals(wanted.key())) {
            FactsOf.Sources sources = facts.sources(incident);
            Filling filling = new Filling(sources.gather(Audience.INTERNAL), sources.gather(Audience.PUBLIC), now);
            draft.take(wanted, filling, null, now);
        }
        return known.isEmpty();
    }

    DraftView view(Incident incident) {
        Draft draft = draft(incident);
        Put internal = put(incident, draft, Audience.INTERNAL);
        Said said = internal.said();
        List<Check> checks = new ArrayList<>(internal.checks());
        put(incident, draft, Audience.PUBLIC).checks().stream()
                .filter(check -> !checks.contains(check))
                .forEach(checks::add);
        checks.addAll(WritingChecks.of(draft.shown(), Audience.INTERNAL, facts.people(incident)));
        List<SectionView> sections = new ArrayList<>();
        for (Section section : draft.shown()) {
            sections.add(
                    SectionView.of(section, PictureBlocks.onDesk(internal.html(section.key), incident.ref()), said));
        }
        List<ReviewView> reviews = draft.reviews.stream().map(ReviewView::of).toList();
        return new DraftView(
                incident.ref(),
                draft.template,
                draft.state,
                sections,
                DraftView.reviewers(draft.reviewers, reviews),
                reviews,
                checks,
                draft.version,
                draft.reviewDueOn,
                checklist(draft));
    }

    private List<String> points(Draft draft) {
        return templates.of(draft.template).map(DocumentTemplate::checklist).orElse(List.of());
    }

    /** The checklist of its template, with what is done of it. */
    List<DraftView.Point> checklist(Incident incident) {
        return checklist(draft(incident));
    }

    private List<DraftView.Point> checklist(Draft draft) {
        List<String> points = points(draft);
        List<DraftView.Point> checklist = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            checklist.add(DraftView.Point.of(i + 1, points.get(i), draft.ticked.get(points.get(i))));
        }
        return checklist;
    }

    /** One section as it reads internally; 404 when the draft has none of that key. */
    SectionView section(Incident incident, String key) {
        Section section = shown(incident, key);
        Facts everything = facts.gather(incident, Audience.INTERNAL);
        Said said = Said.of(incident, everything);
        return SectionView.of(
                section,
                PictureBlocks.onDesk(
                        new Composition(everything, everything, said, pictures)
                                .section(section.key, section.title, section.markdown)
                                .section()
                                .html(),
                        incident.ref()),
                said);
    }

    private Said said(Incident incident) {
        return Said.of(incident, facts.gather(incident, Audience.INTERNAL));
    }

    /** How a text would read as that section, put together as the document will be; nothing is kept. */
    SectionPreview preview(Incident incident, String key, NewSection input) {
        Section section = shown(incident, key);
        FactsOf.Sources sources = facts.sources(incident);
        Facts everything = sources.gather(Audience.INTERNAL);
        Said said = Said.of(incident, everything);
        Composition.Composed internal =
                new Composition(everything, everything, said, pictures).section(key, section.title, input.markdown());
        Set<Check> checks = new LinkedHashSet<>(internal.faults());
        Audience meantFor = input.audience() == null ? section.audience : input.audience();
        if (meantFor == Audience.PUBLIC) {
            checks.addAll(new Composition(sources.gather(Audience.PUBLIC), everything, said, pictures)
                    .section(key, section.title, input.markdown())
                    .faults());
        }
        checks.addAll(WritingChecks.of(key, input.markdown(), meantFor, Audience.INTERNAL, sources.people()));
        return new SectionPreview(PictureBlocks.onDesk(internal.section().html(), incident.ref()), List.copyOf(checks));
    }

    /** Writes a section, if nobody else has since the writer read it. */
    void write(Incident incident, String key, NewSection input, @Nullable String ifMatch) {
        Section section = shown(incident, key);
        Etag.require(ifMatch, section.revision);
        Audience audience = input.audience() == null ? section.audience : input.audience();
        write(section, input.markdown(), audience, said(incident));
    }

    private void write(Section section, String markdown, Audience audience, Said said) {
        section.write(markdown, audience, said, person(), clock.instant());
        news.fire(new DraftWritten(section.draft.incident));
    }

    /**
     * Writes what was changed on a desk. Where somebody else saved the same section meanwhile, both texts are merged; all of
     * it is written, or nothing when both changed the same sentence.
     *
     * @return the keys of the sections that were merged
     */
    List<String> write(Incident incident, List<Sheet> desk) {
        List<Sheet> touched = touched(incident, desk);
        if (touched.isEmpty()) {
            return List.of();
        }
        Said said = said(incident);
        List<String> merged = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        for (Sheet sheet : touched) {
            Section section = known(incident, sheet.key());
            Optional<NewSection> whole = section.mergedWith(sheet);
            if (whole.isEmpty()) {
                taken.add("“" + section.title + "”");
                continue;
            }
            if (section.revision != sheet.revision()) {
                merged.add(section.key);
            }
            NewSection input = whole.get();
            Audience audience = input.audience() == null ? section.audience : input.audience();
            write(section, input.markdown(), audience, said);
        }
        if (!taken.isEmpty()) {
            throw Problem.stale("Somebody else saved " + String.join(", ", taken)
                    + " meanwhile and changed the same sentences. Nothing was overwritten, and yours is kept below: compare,"
                    + " then save again.");
        }
        return merged;
    }

    /** A section with every text that it had. */
    Section past(Incident incident, String key) {
        return shown(incident, key);
    }

    /** Gives a section back a text that it once had, if nobody else has written it since the caller looked. */
    void restore(Incident incident, String key, int revision, @Nullable String ifMatch) {
        Section section = shown(incident, key);
        Etag.require(ifMatch, section.revision);
        SectionVersion version = SectionVersion.of(section, revision)
                .orElseThrow(() -> Problem.invalid("revision", "is none that this section had"));
        write(section, version.markdown, version.audience, said(incident));
    }

    /**
     * Takes note that a section is still true although something that it cites changed.
     *
     * @param seen whether that is what the caller saw of it
     */
    void settle(Incident incident, String key, String cites, Predicate<String> seen) {
        shown(incident, key).settle(cites, said(incident), seen);
    }

    /** Those sections of a desk that differ from what it showed. */
    List<Sheet> touched(Incident incident, List<Sheet> desk) {
        return desk.stream()
                .filter(sheet -> !known(incident, sheet.key()).isUntouchedIn(sheet))
                .toList();
    }

    /** Writes a section whatever stands there; for a story that is told at once, not for people. */
    public void fill(Incident incident, String key, String markdown) {
        Section section = shown(incident, key);
        write(section, markdown, section.audience, said(incident));
    }

    /**
     * Ticks a point of the checklist, or takes the tick back.
     *
     * @param no the number of the point, from 1
     */
    DraftView.Point tick(Incident incident, int no, boolean done) {
        Draft draft = draft(incident);
        List<String> points = points(draft);
        if (no < 1 || no > points.size()) {
            throw Problem.notFound("The checklist of this post-mortem has no point " + no + ".");
        }
        draft.tick(points.get(no - 1), done, person(), clock.instant());
        return checklist(draft).get(no - 1);
    }

    /** Takes note that nothing is left to do about a comment, or that there is after all. */
    ReviewView settleReview(Incident incident, int no, boolean settled) {
        Review review = reviewed(incident, no);
        if (settled) {
            review.settle(person(), clock.instant());
        } else {
            review.reopen();
        }
        return ReviewView.of(review);
    }

    /**
     * Answers what a reviewer said, settled or not. A reply is no review: it asks for nothing, approves nothing, and whoever
     * was asked for a review still is.
     */
    ReviewView reply(Incident incident, int no, NewReply input) {
        Review review = reviewed(incident, no);
        review.answer(input, person(), clock.instant());
        return ReviewView.of(review);
    }

    private Review reviewed(Incident incident, int no) {
        return draft(incident).reviews.stream()
                .filter(known -> known.no == no)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("This post-mortem has no review " + no + "."));
    }

    /** Refuses an approval of what the approver has not read: sections that others saved since the desk was opened. */
    void refuseUnread(Incident incident, List<Sheet> desk) {
        List<String> unread = desk.stream()
                .filter(sheet -> known(incident, sheet.key()).revision != sheet.revision())
                .map(sheet -> "“" + known(incident, sheet.key()).title + "”")
                .toList();
        if (!unread.isEmpty()) {
            throw Problem.stale("Somebody saved " + String.join(", ", unread)
                    + " since you opened this page. Read what stands there now, then approve.");
        }
    }

    /**
     * Says something about the draft; approving is a publisher's word.
     *
     * @param ifMatch the version of the draft that the caller read, where that is told
     */
    ReviewView review(Incident incident, NewReview input, @Nullable String ifMatch) {
        Draft draft = draft(incident);
        Etag.check(ifMatch, draft.version);
        if (input.verdict() == Verdict.APPROVED) {
            caller.mustBe(Role.PUBLISHER);
        }
        if (input.section() != null
                && draft.section(input.section()).filter(known -> known.shown).isEmpty()) {
            throw Problem.invalid("section", "is not a section of this draft");
        }
        if (input.reviewers() != null || input.dueOn() != null) {
            draft.ask(asked(incident, input), input.dueOn());
        }
        return ReviewView.of(draft.review(input, person(), clock.instant()));
    }

    private static List<User> asked(Incident incident, NewReview input) {
        List<User> people = new ArrayList<>();
        for (String email : Objects.requireNonNullElse(input.reviewers(), List.<String>of())) {
            people.add(User.of(email.strip())
                    .filter(user -> Incidents.mayKnow(user, incident))
                    .orElseThrow(() -> Problem.invalid(
                            "reviewers", "“" + email.strip() + "” is nobody who may read this incident")));
        }
        return people;
    }

    /** The facts that writers may cite. */
    Facts citable(Incident incident) {
        return facts.gather(incident, Audience.INTERNAL);
    }

    private User person() {
        return database.getReference(User.class, caller.person().id);
    }

    private Draft draft(Incident incident) {
        return Draft.of(incident)
                .orElseThrow(() -> Problem.notFound(incident.ref() + " has no post-mortem yet; begin one first."));
    }

    private Section shown(Incident incident, String key) {
        Section section = known(incident, key);
        if (!section.shown) {
            throw noSuchSection(incident);
        }
        return section;
    }

    /** A section of the draft, also one that the present template does not show. */
    private Section known(Incident incident, String key) {
        return draft(incident).section(key).orElseThrow(() -> noSuchSection(incident));
    }

    private static Problem noSuchSection(Incident incident) {
        return Problem.notFound("The post-mortem of " + incident.ref() + " has no such section.");
    }

    /** A draft put together for an audience. */
    private record Put(Document document, List<Check> checks, Said said) {
        org.hindsight.platform.SafeHtml html(String key) {
            return document.sections().stream()
                    .filter(section -> section.key().equals(key))
                    .map(Document.DocumentSection::html)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What the review has not settled yet. */
    private List<Check> reviewChecks(Draft draft) {
        List<Check> checks = new ArrayList<>();
        String desk = "/incidents/" + draft.incident.ref() + "/postmortem";
        draft.reviews.stream()
                .filter(Review::open)
                .map(review -> Check.warn(
                                "OPEN_COMMENT",
                                review.section,
                                "A comment is open: “"
                                        + Wording.shortened(Objects.requireNonNullElse(review.comment, ""), 120)
                                        + "” Change the text, or settle it.")
                        .at(desk + "#comment-" + review.no))
                .forEach(checks::add);
        long left = checklist(draft).stream().filter(point -> !point.done()).count();
        if (draft.state != DraftState.DRAFT && left > 0) {
            checks.add(Check.warn(
                            "CHECKLIST_OPEN",
                            null,
                            left + (left == 1 ? " point" : " points") + " of the review's checklist "
                                    + (left == 1 ? "is" : "are") + " not ticked yet.")
                    .at(desk + "#review"));
        }
        return checks;
    }

    private Put put(Incident incident, Draft draft, Audience audience) {
        FactsOf.Sources sources = facts.sources(incident);
        Facts everything = sources.gather(Audience.INTERNAL);
        Facts shown = audience == Audience.INTERNAL ? everything : sources.gather(audience);
        return put(incident, draft, shown, everything, Said.of(incident, everything));
    }

    /** @param shown what the document's audience may know of everything */
    private Put put(Incident incident, Draft draft, Facts shown, Facts everything, Said said) {
        Audience audience = shown.audience();
        Composition composition = new Composition(shown, everything, said, pictures);
        List<Document.DocumentSection> sections = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        for (Section section : draft.shown()) {
            if (audience == Audience.INTERNAL || section.audience == Audience.PUBLIC) {
                Composition.Composed composed = composition.section(section.key, section.title, section.markdown);
                sections.add(composed.section());
                checks.addAll(composed.faults());
                section.stale(said).stream()
                        .filter(stale -> !stale.retracted())
                        .map(stale -> Check.warn("STALE_CITATION", section.key, stale.sentence()))
                        .forEach(checks::add);
            }
        }
        checks.addAll(RecordChecks.of(shown, timeline.occurrences(incident)));
        checks.addAll(reviewChecks(draft));
        Document document = new Document(
                audience,
                draft.template,
                shown.incident().title(),
                shown,
                List.copyOf(sections),
                composition.evidence());
        return new Put(document, checks.stream().distinct().toList(), said);
    }
}
