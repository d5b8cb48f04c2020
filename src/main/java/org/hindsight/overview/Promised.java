package org.hindsight.overview;

import java.time.Duration;
import java.time.Instant;
import org.hindsight.incident.IncidentView;
import org.hindsight.incident.NextUpdateView;
import org.hindsight.incident.NextUpdateView.State;
import org.hindsight.platform.web.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The promise of an update as pages show it.
 *
 * @param by until when something is, or was, to be said
 * @param state a promise whose time passed counts as missed, also while that is not written down yet
 * @param settled the number of the entry that kept it, or that says it was missed
 * @param keptAt when it was kept
 * @param dated whether its day is another one than today
 * @param distance how far its time is away, in words: "in 6 min", "4 min ago"
 */
record Promised(
        Instant by,
        State state,
        @Nullable Integer settled,
        @Nullable Instant keptAt,
        boolean dated,
        String distance) {

    /** What a running incident promises; null where that is nothing. */
    static @Nullable Promised of(IncidentView incident, Instant now) {
        NextUpdateView promise = incident.nextUpdate();
        if (promise == null || promise.by() == null || !incident.status().ongoing()) {
            return null;
        }
        Instant by = promise.by();
        State state = promise.due(now) ? State.MISSED : promise.state();
        return new Promised(
                by,
                state,
                promise.settledBy(),
                state == State.KEPT ? promise.settledAt() : null,
                !Wording.machineDay(by).equals(Wording.machineDay(now)),
                distance(Duration.between(now, by)));
    }

    private static String distance(Duration ahead) {
        return ahead.isNegative() ? Wording.spoken(ahead.negated()) + " ago" : "in " + Wording.spoken(ahead);
    }

    public boolean kept() {
        return state == State.KEPT;
    }

    public boolean missed() {
        return state == State.MISSED;
    }
}
