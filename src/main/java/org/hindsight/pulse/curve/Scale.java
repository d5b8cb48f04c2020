package org.hindsight.pulse.curve;

import java.util.stream.LongStream;

/** The upright axis: from nought, with few round figures. */
record Scale(long step, long top) {

    private static final int MOST = 4;

    /** A scale that holds the greatest value; never so low that a single report looks like many. */
    static Scale of(double greatest) {
        double held = Math.max(MOST, greatest);
        for (long power = 1; ; power *= 10) {
            for (long step : new long[] {power, 2 * power, 5 * power}) {
                long steps = (long) Math.ceil(held / step);
                if (steps <= MOST) {
                    return new Scale(step, steps * step);
                }
            }
        }
    }

    LongStream ticks() {
        return LongStream.rangeClosed(0, top / step).map(tick -> tick * step);
    }
}
