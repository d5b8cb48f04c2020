package org.hindsight.incident;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.jspecify.annotations.Nullable;

/**
 * The promise of an update, as it is told.
 *
 * @param by until when something is to be said; null in the answer to its withdrawal only
 * @param promisedAt when the promise was made, moved or withdrawn
 * @param entry the number of the entry that says it; null where there was nothing to withdraw
 * @param settledBy the number of the entry that kept it, or that says it was missed; null while it is open
 * @param settledAt when it was kept, or should have been
 */
@Schema(name = "NextUpdate")
public record NextUpdateView(
        @Nullable Instant by,
        Instant promisedAt,
        @Nullable Person promisedBy,
        @Nullable Integer entry,
        State state,
        @Nullable Integer settledBy,
        @Nullable Instant settledAt) {

    /** What became of a promise. */
    @Schema(name = "NextUpdateState")
    public enum State {
        /** Nothing yet. */
        OPEN,
        /** An entry of the kind {@code COMMUNICATION} kept it. */
        KEPT,
        /** Its time passed. */
        MISSED,
        /** It was taken back; the incident then has none. */
        WITHDRAWN
    }

    /** Whether its time has come and nothing kept it. */
    public boolean due(Instant now) {
        return state == State.OPEN && by != null && !now.isBefore(by);
    }
}
