package org.hindsight.pulse.detection;

import java.time.Duration;

/**
 * How what is normal is learned and when reports are too many; the same for every service. Times are rounded up to whole
 * steps of a series.
 *
 * @param window the stretch whose reports are added up and judged, the newest step included (5 minutes)
 * @param smoothing the time before and after the same time of another week or day that is compared too (15 minutes), at
 *     least one step; nothing is learned from as long before an outage
 * @param weeks at most so many earlier weeks are compared (6)
 * @param fewestWeeks with fewer, days are compared (2)
 * @param days at most so many earlier days are compared (7)
 * @param fewestDays with fewer, the last hours count (2)
 * @param recent the last hours that count (3 hours)
 * @param fewestRecent with less, {@code prior} is all there is (1 hour)
 * @param prior reports per minute that are taken as normal where nothing is known (5)
 * @param doubtInWeeks the least relative standard deviation of a rate known from weeks (0.1)
 * @param doubtInDays the same, known from days (0.25)
 * @param doubtInHours the same, known from hours (0.5)
 * @param doubtInPrior the same, not known at all (1)
 * @param elevated above it, reports are elevated (4 standard deviations, 2 times normal, 6 reports)
 * @param notElevated at or below it, they are so no longer (2, 1.5, 3)
 * @param outage above it, there is an outage (4, 4, 15)
 * @param notOutage at or below it, there is none any more (2, 2.5, 8)
 * @param elevatedAfter how long reports must be elevated before the state says so (2 minutes)
 * @param outageAfter how long they must be those of an outage (3 minutes)
 * @param leaveAfter how long they must be at or below the lower threshold before a state is left (10 minutes)
 * @param fewestSteps an outage begins, and any state is left, after at least so many steps, however long a step is (2): a
 *     single one may be a collector that sent late
 * @param longestOutage what lasts longer is learned as normal (24 hours)
 */
public record Settings(
        Duration window,
        Duration smoothing,
        int weeks,
        int fewestWeeks,
        int days,
        int fewestDays,
        Duration recent,
        Duration fewestRecent,
        double prior,
        double doubtInWeeks,
        double doubtInDays,
        double doubtInHours,
        double doubtInPrior,
        Threshold elevated,
        Threshold notElevated,
        Threshold outage,
        Threshold notOutage,
        Duration elevatedAfter,
        Duration outageAfter,
        Duration leaveAfter,
        int fewestSteps,
        Duration longestOutage) {

    public static final Settings DEFAULTS = new Settings(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            6,
            2,
            7,
            2,
            Duration.ofHours(3),
            Duration.ofHours(1),
            5,
            0.1,
            0.25,
            0.5,
            1,
            new Threshold(4, 2, 6),
            new Threshold(2, 1.5, 3),
            new Threshold(4, 4, 15),
            new Threshold(2, 2.5, 8),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(10),
            2,
            Duration.ofHours(24));

    public Settings {
        if (!notElevated.isAtMost(elevated) || !notOutage.isAtMost(outage) || !elevated.isAtMost(outage)) {
            throw new IllegalArgumentException(
                    "A state is left at a lower threshold than it is entered, and an outage is more than elevated.");
        }
    }

    /** How far back anything is compared: of older counts nothing need be kept. */
    public Duration reach() {
        return Duration.ofDays(7L * weeks).plus(smoothing).plus(window);
    }
}
