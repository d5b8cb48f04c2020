package org.hindsight.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import org.hindsight.account.Person;
import org.hindsight.account.User;
import org.jspecify.annotations.Nullable;

/** A promise to say something by a certain time, and what became of it. */
@Embeddable
class NextUpdate {

    @Column(name = "next_update_by")
    Instant by;

    @Column(name = "next_update_promised_at")
    Instant promisedAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "next_update_promiser_id")
    User promisedBy;

    @Column(name = "next_update_entry_no")
    int entry;

    @Enumerated(EnumType.STRING)
    @Column(name = "next_update_state")
    NextUpdateView.State state;

    @Column(name = "next_update_settled_by")
    @Nullable Integer settledBy;

    @Column(name = "next_update_settled_at")
    @Nullable Instant settledAt;

    static NextUpdate promised(Instant by, User promisedBy, int entry, Instant now) {
        NextUpdate promise = new NextUpdate();
        promise.by = by;
        promise.promisedAt = now;
        promise.promisedBy = promisedBy;
        promise.entry = entry;
        promise.state = NextUpdateView.State.OPEN;
        return promise;
    }

    boolean open() {
        return state == NextUpdateView.State.OPEN;
    }

    void reopen() {
        state = NextUpdateView.State.OPEN;
        settledBy = null;
        settledAt = null;
    }

    void settle(NextUpdateView.State how, int by, Instant at) {
        state = how;
        settledBy = by;
        settledAt = at;
    }

    NextUpdateView view() {
        return new NextUpdateView(by, promisedAt, Person.of(promisedBy), entry, state, settledBy, settledAt);
    }
}
