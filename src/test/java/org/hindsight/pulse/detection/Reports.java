package org.hindsight.pulse.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Reports as users send them: by chance, around a rate that may depend on the minute. The same seed sends the same. */
final class Reports {

    /** A Monday. */
    static final Instant START = Instant.parse("2026-10-05T00:00:00Z");

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final int HOUR = 60;
    static final int DAY = 24 * HOUR;
    static final int WEEK = 7 * DAY;

    private final Random chance;

    Reports(long seed) {
        this.chance = new Random(seed);
    }

    /** A count for each minute, by its rate; minutes are counted from {@link #START}. */
    long[] during(int minutes, IntToDoubleFunction rate) {
        long[] counts = new long[minutes];
        for (int i = 0; i < minutes; i++) {
            counts[i] = poisson(rate.applyAsDouble(i));
        }
        return counts;
    }

    static Counts perMinute(long... counts) {
        return new Counts(START, MINUTE, counts);
    }

    /** One report a minute at four in the night, twenty at four in the afternoon. */
    static double daily(int minute) {
        double height = (1 - Math.cos(2 * Math.PI * (minute - 4 * HOUR) / DAY)) / 2;
        return 1 + 19 * height;
    }

    /** One report a minute all day, twenty when everybody comes home. */
    static double evenings(int minute) {
        double hours = (minute % DAY - 20 * HOUR) / (double) HOUR;
        return 1 + 19 * Math.exp(-hours * hours / 2);
    }

    /** Quiet, but for an hour or two on Monday morning, when everybody comes to work. */
    static double mondays(int minute) {
        double halfHours = (minute % WEEK - 9 * HOUR) / 30.0;
        return 3 + 30 * Math.exp(-halfHours * halfHours / 2);
    }

    private long poisson(double mean) {
        if (mean > 200) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * chance.nextGaussian()));
        }
        double end = Math.exp(-mean);
        double product = chance.nextDouble();
        long count = 0;
        while (product > end) {
            product *= chance.nextDouble();
            count++;
        }
        return count;
    }
}
