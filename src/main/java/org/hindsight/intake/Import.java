package org.hindsight.intake;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hindsight.account.User;
import org.jspecify.annotations.Nullable;

/** A file that somebody brought, and how far its import is. */
@Entity
@Table(name = "import")
class Import extends PanacheEntity {

    @Enumerated(EnumType.STRING)
    @Column(name = "format")
    public ImportFormat format;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    public ImportView.State state;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id")
    public User by;

    @Column(name = "created_at")
    public Instant createdAt;

    /** The incident that it all goes into, when the person named one. */
    @Column(name = "into_ref")
    public @Nullable String into;

    @Column(name = "content")
    public byte[] content;

    /** The items as JSON: of the preview, then of the run. */
    @Column(name = "items")
    public String items;

    Brought file() {
        return new Brought(content, into);
    }
}
