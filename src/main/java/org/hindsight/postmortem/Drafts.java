package org.hindsight.postmortem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hindsight.account.Caller;
import org.hindsight.account.Role;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.hindsight.incident.Status;
import org.hindsight.platform.Etag;
import org.hindsight.platform.problem.Problem;
import org.hindsight.postmortem.template.DocumentTemplate;
import org.hindsight.postmortem.template.DocumentTemplates;
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
    private final DocumentTemplates templates;
    private final Caller caller;
    private final Clock clock;
    private final EntityManager database;

    Drafts(
            Incidents incidents,
            FactsOf facts,
            DocumentTemplates templates,
            Caller caller,
            Clock clock,
            EntityManager database) {
        this.incidents = incidents;
        this.facts = facts;
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
     */
    public record Waiting(
            Incident incident,
            String ref,
            String title,
            @Nullable DraftState state) {
        static Waiting of(Incident incident, @Nullable DraftState state) {
            return new Waiting(incident, incident.ref(), incident.title, state);
        }
    }

    /** The drafts that the caller may know of, the one that was begun last first. */
    public List<Waiting> begun() {
        List<String> conditions = new ArrayList<>(List.of("d.incident = i"));
        Map<String, Object> values = new HashMap<>();
        incidents.restrictToVisible(conditions, values);
        return Draft.<Draft>list(
                        "select d from Draft d join fetch d.incident i where " + String.join(" and ", conditions)
                                + " order by d.id desc",
                        values)
                .stream()
                .map(draft -> Waiting.of(draft.incident, draft.state))
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
                .map(incident -> Waiting.of(incident, null))
                .toList();
    }

    /** The draft as the audience would read it; 404 while there is none. */
    public Document document(Incident incident, Audience audience) {
        return put(incident, draft(incident), audience).document();
    }

    /** What stands in the way of publishing the draft to the audience, or deserves a look. */
    public List<Check> checks(Incident incident, Audience audience) {
        return put(incident, draft(incident), audience).checks();
    }

    /** What reviewers wrote; internal whatever becomes of the draft. */
    public List<String> comments(Incident incident) {
        return Draft.of(incident).stream()
                .flatMap(draft -> draft.reviews.stream())
                .flatMap(review -> Optional.ofNullable(review.comment).stream())
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
            Filling filling = new Filling(
                    facts.gather(incident, Audience.INTERNAL), facts.gather(incident, Audience.PUBLIC), now);
            draft.take(wanted, filling, null, now);
        }
        return known.isEmpty();
    }

    DraftView view(Incident incident) {
        Draft draft = draft(incident);
        Put internal = put(incident, draft, Audience.INTERNAL);
        List<Check> checks = new ArrayList<>(internal.checks());
        put(incident, draft, Audience.PUBLIC).checks().stream()
                .filter(check -> !checks.contains(check))
                .forEach(checks::add);
        List<SectionView> sections = new ArrayList<>();
        for (Section section : draft.shown()) {
            sections.add(SectionView.of(section, internal.html(section.key)));
        }
        List<ReviewView> reviews = draft.reviews.stream().map(ReviewView::of).toList();
        return new DraftView(
                incident.ref(),
                draft.template,
                draft.state,
                sections,
                DraftView.reviewers(reviews),
                reviews,
                checks,
                draft.version);
    }

    /** One section as it reads internally; 404 when the draft has none of that key. */
    SectionView section(Incident incident, String key) {
        Section section = shown(incident, key);
        Facts everything = facts.gather(incident, Audience.INTERNAL);
        return SectionView.of(
                section,
                new Composition(everything, everything)
                        .section(section.key, section.title, section.markdown)
                        .section()
                        .html());
    }

    /** Writes a section, if nobody else has since the writer read it. */
    void write(Incident incident, String key, NewSection input, @Nullable String ifMatch) {
        Section section = shown(incident, key);
        Etag.require(ifMatch, section.revision);
        Audience audience = input.audience() == null ? section.audience : input.audience();
        section.write(input.markdown(), audience, person(), clock.instant());
    }

    /** Writes what was changed on a desk; all of it, or nothing when somebody else changed one of the same sections. */
    void write(Incident incident, List<Sheet> desk) {
        List<String> taken = new ArrayList<>();
        for (Sheet sheet : touched(incident, desk)) {
            Section section = known(incident, sheet.key());
            if (section.revision == sheet.revision()) {
                NewSection input = sheet.input();
                Audience audience = input.audience() == null ? section.audience : input.audience();
                section.write(input.markdown(), audience, person(), clock.instant());
            } else {
                taken.add("“" + section.title + "”");
            }
        }
        if (!taken.isEmpty()) {
            throw Problem.stale("Somebody else saved " + String.join(", ", taken)
                    + " meanwhile. Nothing was overwritten, and yours is kept below: compare, then save again.");
        }
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
        section.write(markdown, section.audience, person(), clock.instant());
    }

    /** Says something about the draft; approving is a publisher's word. */
    ReviewView review(Incident incident, NewReview input) {
        Draft draft = draft(incident);
        if (input.verdict() == Verdict.APPROVED) {
            caller.mustBe(Role.PUBLISHER);
        }
        if (input.section() != null
                && draft.section(input.section()).filter(known -> known.shown).isEmpty()) {
            throw Problem.invalid("section", "is not a section of this draft");
        }
        return ReviewView.of(draft.review(input, person(), clock.instant()));
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
    private record Put(Document document, List<Check> checks) {
        org.hindsight.platform.SafeHtml html(String key) {
            return document.sections().stream()
                    .filter(section -> section.key().equals(key))
                    .map(Document.DocumentSection::html)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Put put(Incident incident, Draft draft, Audience audience) {
        Facts everything = facts.gather(incident, Audience.INTERNAL);
        Facts shown = audience == Audience.INTERNAL ? everything : facts.gather(incident, audience);
        Composition composition = new Composition(shown, everything);
        List<Document.DocumentSection> sections = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        for (Section section : draft.shown()) {
            if (audience == Audience.INTERNAL || section.audience == Audience.PUBLIC) {
                Composition.Composed composed = composition.section(section.key, section.title, section.markdown);
                sections.add(composed.section());
                checks.addAll(composed.faults());
            }
        }
        checks.addAll(RecordChecks.of(shown));
        Document document = new Document(
                audience, draft.template, incident.title, shown, List.copyOf(sections), composition.evidence());
        return new Put(document, checks.stream().distinct().toList());
    }
}
