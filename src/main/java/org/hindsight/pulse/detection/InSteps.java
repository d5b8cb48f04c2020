package org.hindsight.pulse.detection;

import java.time.Duration;

/** The times of the settings, in steps of a series. */
record InSteps(
        int week,
        int day,
        int window,
        int smoothing,
        int recent,
        int fewestRecent,
        int block,
        int elevatedAfter,
        int outageAfter,
        int leaveAfter,
        int longestOutage) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int DAYS_OF_A_WEEK = 7;

    static InSteps of(Duration step, Settings settings) {
        if (step.isZero()
                || step.isNegative()
                || !step.multipliedBy(DAY.dividedBy(step)).equals(DAY)) {
            throw new IllegalArgumentException("A day must be a whole number of steps, not of " + step + ".");
        }
        int day = up(DAY, step);
        // One step alone says little, however long it is.
        int smoothing = (int) Math.max(1, settings.smoothing().dividedBy(step));
        return new InSteps(
                day * DAYS_OF_A_WEEK,
                day,
                up(settings.window(), step),
                smoothing,
                up(settings.recent(), step),
                up(settings.fewestRecent(), step),
                up(settings.smoothing().multipliedBy(2), step),
                up(settings.elevatedAfter(), step),
                Math.max(settings.fewestSteps(), up(settings.outageAfter(), step)),
                Math.max(settings.fewestSteps(), up(settings.leaveAfter(), step)),
                up(settings.longestOutage(), step));
    }

    /** The steps of a stretch around the same time of another week or day. */
    int stretch() {
        return 2 * smoothing + 1;
    }

    /** The steps before an outage from which nothing is learned. */
    int runUp() {
        return Math.max(window, smoothing);
    }

    private static int up(Duration time, Duration step) {
        return (int) Math.max(1, time.plus(step).minusNanos(1).dividedBy(step));
    }
}
