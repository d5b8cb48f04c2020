package org.hindsight.edition;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hindsight.account.User;
import org.hindsight.incident.Incident;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's word that a sentence which the leak scan found may be public after all. It holds for exactly these words
 * and for that reason of the scan; it can be taken back, and is never deleted.
 */
@Entity
@Table(name = "clearance")
class Clearance extends PanacheEntity {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "incident_id")
    public Incident incident;

    /** Counts the clearances of the incident, from 1. */
    @Column(name = "clearance_no")
    public int no;

    /** Its words as {@link org.hindsight.platform.text.Words#flat} leaves them. */
    @Column(name = "sentence")
    public String sentence;

    /** Whose name the sentence may hold; null where the sentence itself was found. */
    @Column(name = "person")
    public @Nullable String person;

    @Column(name = "reason")
    public String reason;

    @Column(name = "given_at")
    public Instant givenAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "given_by")
    public @Nullable User givenBy;

    @Column(name = "taken_back_at")
    public @Nullable Instant takenBackAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "taken_back_by")
    public @Nullable User takenBackBy;

    /** All of an incident, oldest first. */
    static List<Clearance> of(Incident incident) {
        return list("from Clearance c left join fetch c.givenBy where c.incident = ?1 order by c.no", incident);
    }

    static Optional<Clearance> of(Incident incident, int no) {
        return find("incident = ?1 and no = ?2", incident, no).firstResultOptional();
    }

    boolean stands() {
        return takenBackAt == null;
    }

    void takeBack(@Nullable User by, Instant now) {
        if (!stands()) {
            throw Problem.refused("Clearance " + no + " was taken back already.");
        }
        takenBackAt = now;
        takenBackBy = by;
    }
}
