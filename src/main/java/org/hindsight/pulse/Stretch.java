package org.hindsight.pulse;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.hindsight.platform.json.JsonRules;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in steps of whole minutes.
 *
 * @param first the first minute
 * @param step how many minutes make a step
 * @param steps how many there are; the last may reach beyond what was asked for
 * @param end the first minute after what was asked for
 */
record Stretch(int first, int step, int steps, int end) {

    private static final int MOST = 5000;
    private static final Duration USUAL = Duration.ofHours(24);
    private static final int USUAL_STEPS = 300;
    private static final int[] USUAL_LENGTHS = {1, 5, 10, 15, 30, 60, 120, 360, 720, 1440};

    /** What a query asks for: the last 24 hours where it does not say, in at most 300 steps. */
    static Stretch asked(@Nullable Instant from, @Nullable Instant to, @Nullable String step, Instant now) {
        Instant end = to == null ? Minute.start(Minute.of(now) + 1) : to;
        Instant begin = from == null ? end.minus(USUAL) : from;
        within("from", begin);
        within("to", end);
        int first = Minute.of(begin);
        int last = Minute.of(end.plusSeconds(59).plusNanos(999_999_999));
        if (first >= last || !begin.isBefore(end)) {
            throw Problem.invalid("to", "must lie after from");
        }
        int length = step == null ? usual(last - first) : length(step);
        long steps = ((long) last - first + length - 1) / length;
        if (steps > MOST) {
            throw Problem.invalid("step", "makes " + steps + " steps; at most 5,000 are given. Take longer ones");
        }
        return new Stretch(first, length, (int) steps, last);
    }

    /** The minutes that are over, in whole steps of so many: one that is half over would look like a fall. */
    static Stretch last(Duration length, int step, Instant now) {
        return whole(Math.toIntExact(length.toMinutes()), step, Minute.of(now));
    }

    /**
     * The minutes from one moment, or a little earlier, to another, or a little earlier, in some hundred whole steps. They begin
     * at round minutes: who looks again later finds the same steps, and some more.
     */
    static Stretch between(Instant from, Instant to) {
        int first = Minute.of(from);
        int end = Math.max(first + 1, Minute.of(to));
        int step = usual(end - first);
        int begin = Math.floorDiv(first, step) * step;
        int steps = (end - begin) / step;
        return new Stretch(begin, step, steps, begin + steps * step);
    }

    private static Stretch whole(int minutes, int step, int end) {
        int steps = (minutes + step - 1) / step;
        return new Stretch(end - steps * step, step, steps, end);
    }

    private static void within(String field, Instant at) {
        if (at.isBefore(JsonRules.EARLIEST) || at.isAfter(JsonRules.LATEST)) {
            throw Problem.invalid(field, "must lie between the years 1900 and 2199");
        }
    }

    private static int usual(int minutes) {
        for (int length : USUAL_LENGTHS) {
            if (minutes <= length * USUAL_STEPS) {
                return length;
            }
        }
        return (minutes / (USUAL_STEPS * 1440) + 1) * 1440;
    }

    private static int length(String step) {
        try {
            Duration length = Duration.parse(step);
            if (length.toMinutes() >= 1 && length.toMinutes() < Integer.MAX_VALUE && length.toSeconds() % 60 == 0) {
                return Math.toIntExact(length.toMinutes());
            }
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw badStep(step);
        }
        throw badStep(step);
    }

    private static Problem badStep(String step) {
        return Problem.invalid("step", "must be whole minutes or days in ISO 8601, such as PT1M, PT1H or P1D: " + step);
    }

    int minutes() {
        return end - first;
    }

    /** The minute at which a step begins. */
    int minute(int place) {
        return first + place * step;
    }
}
