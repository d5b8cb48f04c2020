package org.hindsight.pulse.curve;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.ToDoubleFunction;
import org.hindsight.platform.drawing.Mark;
import org.hindsight.pulse.detection.State;

/** Curves that tell something. */
final class Stories {

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Instant IMPACT = Instant.parse("2026-11-17T16:02:00Z");
    static final Instant PEAK = Instant.parse("2026-11-17T16:24:00Z");
    static final Instant OVER = Instant.parse("2026-11-17T19:40:00Z");

    private Stories() {}

    /** The model incident: six a minute, a rise to 1,912 within 22 minutes, then a slow decay. */
    static Curve outage(Instant start, int steps, Duration step) {
        return outage(start, steps, step, List.of(), null);
    }

    static Curve outage(Instant start, int steps, Duration step, List<Mark> marks, Curve.Window window) {
        return of(start, steps, step, Stories::inTheOutage, marks, window);
    }

    private static double inTheOutage(Instant at) {
        if (at.isBefore(IMPACT) || !at.isBefore(OVER)) {
            return 0;
        }
        double rising = (double) Duration.between(IMPACT, at).toMinutes()
                / Duration.between(IMPACT, PEAK).toMinutes();
        double falling = Duration.between(PEAK, at).toMinutes() / 45.0;
        return at.isAfter(PEAK) ? 1906 * Math.exp(-falling) : 12 + 1894 * rising * rising;
    }

    private static Curve of(
            Instant start,
            int count,
            Duration step,
            ToDoubleFunction<Instant> extra,
            List<Mark> marks,
            Curve.Window window) {
        List<Curve.Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = start.plus(step.multipliedBy(i));
            double more = extra.applyAsDouble(at) * step.toMinutes();
            double usual = 6.0 * step.toMinutes();
            State state = more == 0 ? State.NORMAL : more < 4 * usual ? State.ELEVATED : State.OUTAGE;
            steps.add(new Curve.Step(at, Math.round(usual + more), usual, state));
        }
        return new Curve("Music streaming", step, steps, marks, window);
    }

    /** A day of minutes, all of them normal. */
    static Curve day(IntToLongFunction counts, Double usual) {
        List<Curve.Step> steps = new ArrayList<>();
        Instant start = Instant.parse("2026-11-17T00:00:00Z");
        for (int i = 0; i < 1440; i++) {
            steps.add(new Curve.Step(start.plusSeconds(60L * i), counts.applyAsLong(i), usual, State.NORMAL));
        }
        return new Curve("Music streaming", MINUTE, steps, List.of(), null);
    }

    static Mark mark(String at, String label) {
        return new Mark(Instant.parse("2026-11-17T" + at + ":00Z"), label);
    }
}
