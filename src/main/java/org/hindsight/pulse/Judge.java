package org.hindsight.pulse;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hindsight.pulse.detection.Basis;
import org.hindsight.pulse.detection.Counts;
import org.hindsight.pulse.detection.Detector;
import org.hindsight.pulse.detection.Settings;
import org.hindsight.pulse.detection.State;
import org.hindsight.pulse.detection.Verdict;

/**
 * Says of any stretch of time what was normal in it and in which state the service was, from the counts alone: the same
 * counts always give the same answer. Wants a transaction.
 */
@ApplicationScoped
class Judge {

    /** How far back is compared. */
    static final int BEFORE =
            Math.toIntExact(Duration.ofDays(7L * Settings.DEFAULTS.weeks() + 1).toMinutes());

    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    /** What is longer is judged by the hour, and beyond that by the day. */
    private static final int MOST = 160_000;

    private final Tally tally;
    private final Clock clock;

    Judge(Tally tally, Clock clock) {
        this.tally = tally;
        this.clock = clock;
    }

    /**
     * What was found of a stretch of time.
     *
     * @param unit how many minutes each verdict stands for
     * @param first the minute at which the first verdict stands
     */
    record Judged(List<Verdict> verdicts, int unit, int first) {

        /** What was normal for these minutes, in reports. */
        double normal(int minute, int minutes) {
            double sum = 0;
            for (int at = minute; at < minute + minutes; at += unit) {
                sum += verdicts.get(place(at)).normal().rate();
            }
            return minutes < unit ? sum * minutes / unit : sum;
        }

        /** Whether anything is known of what is normal at a minute, so that it is more than a guess. */
        boolean knows(int minute) {
            return verdicts.get(place(minute)).normal().basis() != Basis.NOTHING;
        }

        /** The worst state in these minutes. */
        State state(int minute, int minutes) {
            State worst = State.NORMAL;
            for (int place = place(minute); place <= place(minute + minutes - 1); place++) {
                State state = verdicts.get(place).state();
                worst = state.compareTo(worst) > 0 ? state : worst;
            }
            return worst;
        }

        /** Since when the state is what it is at the end; nothing where it was so at the beginning. */
        Optional<Instant> since() {
            State state = last().state();
            int place = verdicts.size();
            while (place > 0 && verdicts.get(place - 1).state() == state) {
                place--;
            }
            return place == 0
                    ? Optional.empty()
                    : Optional.of(verdicts.get(place).at());
        }

        Verdict last() {
            return verdicts.get(verdicts.size() - 1);
        }

        private int place(int minute) {
            return Math.min(verdicts.size() - 1, Math.floorDiv(minute - first, unit));
        }
    }

    /**
     * Judges a stretch of time.
     *
     * @param minutes how many, at least one
     */
    Judged judge(long service, int first, int minutes) {
        int unit = (long) minutes + BEFORE <= MOST ? 1 : ((long) minutes + BEFORE) / HOUR <= MOST ? HOUR : DAY;
        int known = tally.reach(service).map(Tally.Reach::first).orElse(Integer.MAX_VALUE);
        int from = Math.floorDiv(Math.min(first, Math.max(known, first - BEFORE)), unit) * unit;
        int whole = Math.floorDiv(first + minutes - from + unit - 1, unit);
        long[] counts = tally.totals(service, from, unit, whole);
        int now = Minute.of(clock.instant());
        for (int i = 0; i < whole; i++) {
            boolean beforeAnyReport = from + (i + 1) * unit <= known;
            if (beforeAnyReport || from + i * unit > now) {
                counts[i] = Counts.UNKNOWN;
            }
        }
        List<Verdict> verdicts =
                Detector.judge(new Counts(Minute.start(from), Duration.ofMinutes(unit), counts), Settings.DEFAULTS);
        int skipped = Math.floorDiv(first - from, unit);
        return new Judged(verdicts.subList(skipped, verdicts.size()), unit, from + skipped * unit);
    }
}
