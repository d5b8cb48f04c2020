package org.hindsight.pulse.detection;

import java.time.Instant;

/**
 * What is to be said of one step, and why.
 *
 * @param at when the step begins
 * @param count reports in it, or {@link Counts#UNKNOWN}
 * @param normal what would have been normal
 * @param seen reports in the window that ends with it; of three steps and more, the busiest is not counted
 * @param expected reports in as many steps
 * @param elevatedAbove more than so many in the window are elevated
 * @param outageAbove more than so many are those of an outage
 * @param spike the state that follows
 */
public record Verdict(
        Instant at,
        long count,
        Normal normal,
        double seen,
        double expected,
        double elevatedAbove,
        double outageAbove,
        Spike spike) {

    public State state() {
        return spike.state();
    }
}
