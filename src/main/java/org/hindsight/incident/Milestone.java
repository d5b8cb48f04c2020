package org.hindsight.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.hindsight.platform.time.Precision;
import org.jspecify.annotations.Nullable;

/** One instant of an incident with what proves it. Whether a person set it is kept: such a one is never moved by itself. */
@Embeddable
class Milestone {

    @Column(name = "at_instant")
    Instant at;

    @Enumerated(EnumType.STRING)
    @Column(name = "known_to")
    Precision precision;

    @Column(name = "entry_no")
    @Nullable Integer entry;

    @Column(name = "by_hand")
    boolean byHand;

    static Milestone of(Instant at, Precision precision, @Nullable Integer entry, boolean byHand) {
        Milestone milestone = new Milestone();
        milestone.at = at;
        milestone.precision = precision;
        milestone.entry = entry;
        milestone.byHand = byHand;
        return milestone;
    }

    MilestoneView view() {
        return new MilestoneView(at, precision, entry);
    }
}
