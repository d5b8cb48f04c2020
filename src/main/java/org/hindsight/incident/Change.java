package org.hindsight.incident;

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

/**
 * One line of an incident's journal: what a thing was like after a write, who wrote it and when. Never
 * altered. The journal is the trail of each thing, the memory for "as known at", and the order of news.
 */
@Entity
@Table(name = "change")
public class Change extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "incident_id")
    public Incident incident;

    /** The incident's revision that this change made. */
    @Column(name = "revision")
    public int revision;

    /** When it was recorded. */
    @Column(name = "recorded_at")
    public Instant recordedAt;

    /** Who wrote it; nobody when the application itself did. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "user_id")
    public @Nullable User by;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    public Kind kind;

    /** The thing's number within its incident and kind; 0 for the incident itself. */
    @Column(name = "item_no")
    public int no;

    @Enumerated(EnumType.STRING)
    @Column(name = "what")
    public What what;

    @Column(name = "reason")
    public @Nullable String reason;

    /** The thing after the change, as JSON. */
    @Column(name = "item")
    public String item;
}
