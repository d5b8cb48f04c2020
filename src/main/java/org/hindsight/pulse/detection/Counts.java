package org.hindsight.pulse.detection;

import java.time.Duration;
import java.time.Instant;

/** User reports of one service, counted per step of equal length, without a break from the first step on. */
public final class Counts {

    /** Stands for the count of a step of which nothing is known, which is something else than 0. */
    public static final long UNKNOWN = -1;

    private final Instant start;
    private final Duration step;
    private final long[] values;

    /**
     * @param start when the first step begins
     * @param step how long each is; a whole number of them makes a day
     * @param values reports per step, or {@link #UNKNOWN}
     */
    public Counts(Instant start, Duration step, long... values) {
        this.start = start;
        this.step = step;
        this.values = values.clone();
    }

    public Instant start() {
        return start;
    }

    public Duration step() {
        return step;
    }

    /** How many steps there are. */
    public int size() {
        return values.length;
    }

    /** The reports of a step, or {@link #UNKNOWN}; the first step is 0. */
    public long at(int index) {
        return values[index];
    }
}
