package org.hindsight.edition;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hindsight.account.User;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Severity;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A published post-mortem. Never altered; it can be followed by another one, or withdrawn. */
@Entity
@Table(name = "edition")
public class Edition extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "incident_id")
    public Incident incident;

    @Enumerated(EnumType.STRING)
    @Column(name = "audience")
    public Audience audience;

    /** Counts the editions of the incident for this audience, from 1. */
    @Column(name = "edition_no")
    public int no;

    @Enumerated(EnumType.STRING)
    @Column(name = "label")
    public Label label;

    /** What changed, for readers. */
    @Column(name = "note")
    public @Nullable String note;

    @Column(name = "title")
    public String title;

    /** A plain sentence or two for lists. */
    @Column(name = "lead")
    public String lead;

    @Enumerated(EnumType.STRING)
    @Column(name = "severity")
    public Severity severity;

    @Column(name = "began_at")
    public Instant beganAt;

    /** From impact started to resolved, where both were known. */
    @Column(name = "lasted_seconds")
    public @Nullable Long lastedSeconds;

    /** Names of what was affected. */
    @ElementCollection
    @CollectionTable(name = "edition_service", joinColumns = @JoinColumn(name = "edition_id"))
    @OrderColumn(name = "position")
    @Column(name = "name")
    public List<String> services = new ArrayList<>();

    @Column(name = "published_at")
    public Instant publishedAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "published_by")
    public @Nullable User publishedBy;

    @Column(name = "withdrawn_at")
    public @Nullable Instant withdrawnAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "withdrawn_by")
    public @Nullable User withdrawnBy;

    @Column(name = "withdrawn_because")
    public @Nullable String withdrawnBecause;

    /** All editions of an incident for an audience, newest first. */
    static List<Edition> of(Incident incident, Audience audience) {
        return list("incident = ?1 and audience = ?2 order by no desc", incident, audience);
    }

    static Optional<Edition> of(Incident incident, Audience audience, int no) {
        return find("incident = ?1 and audience = ?2 and no = ?3", incident, audience, no)
                .firstResultOptional();
    }

    public boolean withdrawn() {
        return withdrawnAt != null;
    }

    void withdraw(String reason, @Nullable User by, Instant now) {
        if (withdrawn()) {
            throw Problem.refused("Edition " + no + " was withdrawn already.");
        }
        withdrawnAt = now;
        withdrawnBy = by;
        withdrawnBecause = reason.strip();
    }
}
