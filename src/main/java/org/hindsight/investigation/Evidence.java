package org.hindsight.investigation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/** A timeline entry that weighs for or against a cause. */
@Embeddable
public class Evidence {

    @Column(name = "n")
    int n;

    @Column(name = "entry_no")
    int entry;

    @Enumerated(EnumType.STRING)
    @Column(name = "weighs")
    Direction weighs;

    /** Always internal. */
    @Column(name = "note")
    @Nullable String note;

    static Evidence of(int n, int entry, Direction weighs, @Nullable String note) {
        Evidence evidence = new Evidence();
        evidence.n = n;
        evidence.entry = entry;
        evidence.weighs = weighs;
        evidence.note = note;
        return evidence;
    }

    CauseView.Evidence view() {
        return new CauseView.Evidence(n, entry, weighs, note);
    }
}
