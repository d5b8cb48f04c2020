package org.hindsight.postmortem;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/** A text that a section once had, or has. Never altered. */
@Entity
@Table(name = "postmortem_section_version")
@SequenceGenerator(name = "postmortem_section_version_seq", sequenceName = "postmortem_section_version_seq")
class SectionVersion extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "section_id")
    Section section;

    @Column(name = "revision")
    int revision;

    @Column(name = "markdown")
    String markdown;

    @Enumerated(EnumType.STRING)
    @Column(name = "audience")
    Audience audience;

    @Column(name = "saved_at")
    Instant savedAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "saved_by_id")
    @Nullable User savedBy;

    static Optional<SectionVersion> of(Section section, int revision) {
        return find("section = ?1 and revision = ?2", section, revision).firstResultOptional();
    }

    static void keep(Section section) {
        SectionVersion version = new SectionVersion();
        version.section = section;
        version.revision = section.revision;
        version.markdown = section.markdown;
        version.audience = section.audience;
        version.savedAt = section.savedAt;
        version.savedBy = section.savedBy;
        version.persist();
    }
}
