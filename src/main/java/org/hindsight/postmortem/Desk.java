package org.hindsight.postmortem;

import io.quarkus.qute.TemplateData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hindsight.account.Person;
import org.hindsight.incident.Duration;
import org.hindsight.platform.Markdown;
import org.hindsight.platform.text.WordDiff;
import org.hindsight.platform.web.Form;
import org.hindsight.postmortem.References.Thing;
import org.hindsight.postmortem.template.DocumentTemplate;
import org.jspecify.annotations.Nullable;

/**
 * What is on the writing desk.
 *
 * @param panels the sections of the draft; empty while there is none
 * @param state where the draft stands; null while there is none
 * @param template the title of its template
 * @param draft the whole draft; null while there is none
 * @param form what was typed when it was refused, if it was
 */
@TemplateData
record Desk(
        Facts.Head incident,
        @Nullable DraftState state,
        String templateKey,
        String template,
        List<Panel> panels,
        List<Note> notes,
        @Nullable DraftView draft,
        List<Shelf> shelves,
        Collection<DocumentTemplate> templates,
        Form form) {

    /**
     * What was typed on a desk that was refused.
     *
     * @param touched the sections whose writer changed them
     * @param merged the sections that were just merged with what somebody else saved
     */
    record Typed(Form form, List<String> touched, List<String> merged) {}

    /**
     * A section on the desk.
     *
     * @param typed what was written into it and not saved, else empty
     * @param fault what is wrong with that, else empty
     * @param stale whether somebody else saved the section meanwhile
     * @param merged whether what was typed was just merged with what somebody else saved
     * @param comments what reviewers said about it and nobody has settled
     */
    @TemplateData
    record Panel(
            SectionView section,
            List<Note> notes,
            Form typed,
            String fault,
            boolean stale,
            boolean merged,
            List<ReviewView> comments) {

        /** What it cites and the record tells otherwise by now. */
        public List<Changed> changed() {
            return section.stale().stream().map(Changed::of).toList();
        }

        /** What stands in the field: what was typed, else what is saved. */
        public String text() {
            return typed.value("markdown", section.markdown());
        }

        /** Whether it holds text that is not saved. */
        public boolean unsaved() {
            return !typed.values().isEmpty();
        }

        public boolean meantFor(String audience) {
            return typed.value("audience", section.audience().name()).equals(audience);
        }

        /** How far it is: "written" by a person, "begun" by the template, or "empty". */
        public String standing() {
            return section.markdown().isBlank() ? "empty" : section.written() ? "written" : "begun";
        }

        public long blocking() {
            return Desk.blocking(notes);
        }

        /** "Saved 23 November 2026, 19:12 UTC by Ada". */
        public String saved() {
            return "Saved " + Wording.moment(section.savedAt())
                    + (section.savedBy() == null
                            ? ""
                            : " by " + section.savedBy().name());
        }
    }

    /**
     * Something cited that the record tells otherwise by now.
     *
     * @param mark tells what it says now from what it will say later
     */
    @TemplateData
    record Changed(String label, String cites, String mark, boolean retracted, WordDiff diff) {
        static Changed of(SectionView.Stale stale) {
            return new Changed(
                    stale.label(),
                    stale.cites(),
                    stale.mark(),
                    stale.retracted(),
                    WordDiff.of(stale.before(), stale.after()));
        }
    }

    /** A check as a quiet note. */
    @TemplateData
    record Note(Check check, @Nullable String title) {

        public String word() {
            return switch (check.level()) {
                case BLOCK -> "Blocks";
                case WARN -> "Look";
                case HINT -> "Hint";
            };
        }
    }

    /** Facts of one kind, to be cited. */
    @TemplateData
    record Shelf(String id, String title, List<Cite> cites) {}

    /**
     * A fact and how to cite it.
     *
     * @param anchor where citations in the preview lead, unless the preview shows the fact itself
     */
    @TemplateData
    record Cite(String code, String text, @Nullable String anchor) {}

    static Desk without(Facts facts, Collection<DocumentTemplate> templates, Form form) {
        return new Desk(facts.incident(), null, "", "", List.of(), List.of(), null, List.of(), templates, form);
    }

    static Desk of(Document document, DraftView draft, Collection<DocumentTemplate> templates, Typed typed) {
        Map<String, String> titles =
                draft.sections().stream().collect(Collectors.toMap(SectionView::key, SectionView::title));
        List<Note> notes = draft.checks().stream()
                .map(check -> new Note(check, check.section() == null ? null : titles.get(check.section())))
                .toList();
        List<Panel> panels = draft.sections().stream()
                .map(section -> panel(section, notes, draft.reviews(), typed))
                .toList();
        String template = templates.stream()
                .filter(known -> known.key().equals(draft.template()))
                .map(DocumentTemplate::title)
                .findFirst()
                .orElse(draft.template());
        return new Desk(
                document.facts().incident(),
                draft.state(),
                draft.template(),
                template,
                panels,
                notes,
                draft,
                shelves(document),
                templates,
                typed.form());
    }

    /** Checks that stand at the section with more than a sentence. */
    private static final Set<String> SHOWN_APART = Set.of("STALE_CITATION", "OPEN_COMMENT");

    private static Panel panel(SectionView section, List<Note> notes, List<ReviewView> reviews, Typed desk) {
        String key = section.key();
        Form typed = desk.touched().contains(key) ? desk.form().part(key) : Form.EMPTY;
        return new Panel(
                section,
                notes.stream()
                        .filter(note -> Objects.equals(note.check().section(), key))
                        .filter(note -> !SHOWN_APART.contains(note.check().code()))
                        .toList(),
                typed,
                desk.form().error("markdown." + key),
                !typed.value("revision", String.valueOf(section.revision())).equals(String.valueOf(section.revision())),
                desk.merged().contains(key),
                reviews.stream()
                        .filter(review -> review.open() && Objects.equals(review.section(), key))
                        .toList());
    }

    /** The title of a section; its key where the present template does not show it. */
    public String titleOf(String key) {
        return panels.stream()
                .filter(panel -> panel.section().key().equals(key))
                .map(panel -> panel.section().title())
                .findFirst()
                .orElse(key);
    }

    /** Whether what was said stands beside its section; there it is answered, else in the review. */
    public boolean besideItsSection(ReviewView review) {
        return panels.stream().anyMatch(panel -> panel.comments().contains(review));
    }

    /** An answer to what a reviewer said that was typed and is not sent, else empty. */
    public String replyTo(ReviewView review) {
        return form.value("reply." + review.no());
    }

    /** What is wrong with it, else empty. */
    public String replyFault(ReviewView review) {
        return form.error("reply." + review.no());
    }

    /** Everybody who can be asked for a review. */
    public List<Person> people() {
        return Person.present();
    }

    /** How many sections a person has written in. */
    public long written() {
        return panels.stream().filter(panel -> panel.section().written()).count();
    }

    public long blocking() {
        return blocking(notes);
    }

    private static long blocking(List<Note> notes) {
        return notes.stream()
                .filter(note -> note.check().level() == Check.Level.BLOCK)
                .count();
    }

    private static List<Shelf> shelves(Document document) {
        Facts facts = document.facts();
        Set<String> shown = document.evidence().stream()
                .filter(Document.Cited::shown)
                .map(Document.Cited::anchor)
                .collect(Collectors.toSet());
        List<Shelf> shelves = new ArrayList<>();
        shelves.add(new Shelf("figures", "Figures", figures(facts)));
        add(
                shelves,
                "Entries",
                Thing.ENTRY,
                facts,
                facts.entries().stream().map(Facts.Entry::no).toList(),
                shown);
        add(
                shelves,
                "Symptoms",
                Thing.SYMPTOM,
                facts,
                facts.symptoms().stream().map(Facts.Symptom::no).toList(),
                shown);
        add(
                shelves,
                "Causes",
                Thing.CAUSE,
                facts,
                facts.causes().stream().map(Facts.Cause::no).toList(),
                shown);
        add(
                shelves,
                "Impact",
                Thing.IMPACT,
                facts,
                facts.impacts().stream().map(Facts.Impact::no).toList(),
                shown);
        add(
                shelves,
                "Workarounds",
                Thing.WORKAROUND,
                facts,
                facts.workarounds().stream().map(Facts.Workaround::no).toList(),
                shown);
        add(
                shelves,
                "Signals",
                Thing.SIGNAL,
                facts,
                facts.signals().stream().map(Facts.Signal::no).toList(),
                shown);
        add(
                shelves,
                "Actions",
                Thing.ACTION,
                facts,
                facts.actions().stream().map(Facts.Action::no).toList(),
                shown);
        List<Cite> pictures = facts.attachments().stream()
                .filter(attachment -> attachment.width() != null)
                .map(picture -> new Cite(
                        "{{picture." + picture.id() + "}}",
                        picture.name() + ", at #" + picture.entry() + ": "
                                + facts.entry(picture.entry())
                                        .map(entry -> Wording.shortened(Markdown.plain(entry.text()), 80))
                                        .orElse(""),
                        null))
                .toList();
        if (!pictures.isEmpty()) {
            shelves.add(new Shelf("pictures", "Pictures, alone on a line", pictures));
        }
        shelves.add(new Shelf(
                "blocks",
                "Blocks, alone on a line",
                Blocks.offered().entrySet().stream()
                        .map(block -> new Cite("{{" + block.getKey() + "}}", block.getValue(), null))
                        .toList()));
        return shelves;
    }

    private static void add(
            List<Shelf> shelves, String title, Thing thing, Facts facts, List<Integer> numbers, Set<String> shown) {
        List<Cite> cites = new ArrayList<>();
        for (int no : numbers) {
            String text = References.plainText(facts, thing, no).orElse("");
            cites.add(new Cite(
                    "[" + thing.label(no) + "]",
                    text.length() > 110
                            ? text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, 110))) + "…"
                            : text,
                    shown.contains(thing.anchor(no)) ? null : thing.anchor(no)));
        }
        if (!cites.isEmpty()) {
            shelves.add(new Shelf(thing.word() + "-facts", title, cites));
        }
    }

    private static List<Cite> figures(Facts facts) {
        Map<String, String> rules = facts.durations().stream()
                .collect(Collectors.toMap(
                        Duration::key,
                        duration -> ", " + duration.from().spoken() + " → "
                                + duration.to().spoken()));
        return Figures.all(facts).entrySet().stream()
                .map(figure -> new Cite(
                        "{{" + figure.getKey() + "}}",
                        figure.getValue() + rules.getOrDefault(figure.getKey(), ""),
                        null))
                .toList();
    }
}
