package org.hindsight.postmortem;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
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

    private static String clean(String text) {
        return text.replace("\r\n", "\n");
    }

    /** What a person wrote; answers whether that changed anything. */
    boolean write(String text, Audience readers, User by, Instant now) {
        String clean = clean(text);
        if (clean.equals(markdown) && readers == audience) {
            return false;
        }
        written = true;
        shown = true;
        save(clean, readers, by, now);
        draft.changed();
        return true;
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
