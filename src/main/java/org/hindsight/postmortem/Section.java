package org.hindsight.postmortem;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.platform.problem.Problem;
import org.hindsight.platform.text.Merge;
import org.hindsight.postmortem.template.DocumentTemplate;
import org.jspecify.annotations.Nullable;

/** A section of a draft. Each text that it ever had stays among its versions. */
@Entity
@Table(name = "postmortem_section")
@SequenceGenerator(name = "postmortem_section_seq", sequenceName = "postmortem_section_seq")
class Section extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "postmortem_id")
    Draft draft;

    @Column(name = "section_key")
    String key;

    @Column(name = "title")
    String title;

    @Column(name = "position")
    int position;

    /** False when the template was switched to one without this section before anybody wrote in it. */
    @Column(name = "shown")
    boolean shown;

    /** Whether a person has changed what the template began with. */
    @Column(name = "written")
    boolean written;

    @Column(name = "markdown")
    String markdown = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "audience")
    Audience audience = Audience.INTERNAL;

    /** Counts the texts from 1. */
    @Column(name = "revision")
    int revision;

    @Column(name = "saved_at")
    Instant savedAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "saved_by_id")
    @Nullable User savedBy;

    /** What the record said of each thing that the text cites when a person last wrote the sentences that cite it. */
    @ElementCollection
    @CollectionTable(name = "postmortem_citation", joinColumns = @JoinColumn(name = "section_id"))
    @MapKeyColumn(name = "cites")
    @Column(name = "said")
    Map<String, String> citations = new HashMap<>();

    @OneToMany(mappedBy = "section", cascade = CascadeType.PERSIST)
    @OrderBy("revision")
    List<SectionVersion> versions = new ArrayList<>();

    /** Takes its place in a template, and the text of the template unless somebody wrote another. */
    void plan(DocumentTemplate.Section plan, String filled, int place, @Nullable User by, Instant now) {
        title = plan.title();
        position = place;
        shown = true;
        if (!written) {
            save(filled, plan.audience(), by, now);
        }
    }

    /** Whether a writer gave the section back as it was shown. */
    boolean isUntouchedIn(Sheet sheet) {
        NewSection given = sheet.input();
        return SectionVersion.of(this, sheet.revision())
                .filter(shownThen -> shownThen.markdown.equals(clean(given.markdown())))
                .filter(shownThen -> given.audience() == null || given.audience() == shownThen.audience)
                .isPresent();
    }

    /**
     * What a writer gave back, with what others saved since the writer read it; empty where both changed the same
     * sentence, or the writer read a text that the section never had.
     */
    Optional<NewSection> mergedWith(Sheet sheet) {
        NewSection mine = sheet.input();
        if (sheet.revision() == revision) {
            return Optional.of(mine);
        }
        return SectionVersion.of(this, sheet.revision())
                .flatMap(base -> Merge.of(base.markdown, clean(mine.markdown()), markdown)
                        .filter(whole -> whole.length() <= NewSection.MOST)
                        .map(whole ->
                                new NewSection(whole, mine.audience() == base.audience ? audience : mine.audience())));
    }

    private static String clean(String text) {
        return text.replace("\r\n", "\n");
    }

    /** What a person wrote; answers whether that changed anything. */
    boolean write(String text, Audience readers, Said said, User by, Instant now) {
        String clean = clean(text);
        if (clean.equals(markdown) && readers == audience) {
            return false;
        }
        rememberWhatIsCited(clean, said);
        written = true;
        shown = true;
        save(clean, readers, by, now);
        draft.changed();
        return true;
    }

    /** A sentence that was not touched still rests on what was said when it was written. */
    private void rememberWhatIsCited(String text, Said said) {
        Map<String, Set<String>> before = written ? CitedSentences.in(markdown) : Map.of();
        Map<String, Set<String>> after = CitedSentences.in(text);
        citations.keySet().retainAll(after.keySet());
        after.forEach((cites, sentences) -> {
            boolean untouched = sentences.equals(before.get(cites)) && citations.containsKey(cites);
            if (!untouched) {
                said.now(cites).ifPresentOrElse(words -> citations.put(cites, words), () -> citations.remove(cites));
            }
        });
    }

    /** What the text cites and the record tells otherwise by now, in the order of the text. */
    List<SectionView.Stale> stale(Said said) {
        if (citations.isEmpty()) {
            return List.of();
        }
        List<SectionView.Stale> stale = new ArrayList<>();
        for (String cites : CitedSentences.in(markdown).keySet()) {
            String before = citations.get(cites);
            String after = said.now(cites).orElse("");
            if (before != null && !before.equals(after)) {
                stale.add(SectionView.Stale.of(cites, before, after, said.retracted(cites)));
            }
        }
        return stale;
    }

    /**
     * Takes note that what the text says is still true.
     *
     * @param seen whether that is what somebody saw who found so
     */
    void settle(String cites, Said said, Predicate<String> seen) {
        String now = said.now(cites)
                .orElseThrow(() -> Problem.refused("[" + cites + "] is not on the record any more. Cite something else,"
                        + " or take it out of the sentence."));
        if (!seen.test(now)) {
            throw Problem.refused("What [" + cites + "] says changed once more since you looked. Look again.");
        }
        if (!citations.containsKey(cites)) {
            throw Problem.invalid("cites", "is nothing that this section cites");
        }
        citations.put(cites, now);
        draft.version++;
    }

    private void save(String text, Audience readers, @Nullable User by, Instant now) {
        if (revision > 0 && text.equals(markdown) && readers == audience) {
            return;
        }
        markdown = text;
        audience = readers;
        savedAt = now;
        savedBy = by;
        revision++;
        if (!isPersistent()) {
            persist();
        }
        SectionVersion.keep(this);
    }
}
