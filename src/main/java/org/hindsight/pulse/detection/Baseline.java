package org.hindsight.pulse.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * What is normal at a time, from the reports before it: those of the same time of the week in earlier weeks, or of the same
 * time on the days before, or of the last hours, or, where nothing is known, a guess. It says which.
 *
 * <p>Weeks and days are those of UTC. What belonged to an outage is left out, unless most weeks (or days) had one at the
 * very same time: then it is a rhythm that was taken for an outage while it was not known yet.
 */
public final class Baseline {

    /** Makes the median of the distances from the median a standard deviation, if they are normally distributed. */
    private static final double DEVIATION = 1.4826;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Instant start;
    private final Duration step;
    private final Settings settings;
    private final InSteps steps;

    private final Sums known = new Sums();
    private final Sums clean = new Sums();
    /** The sums of whole windows, for their scatter; each stands at its last step. */
    private final Sums windows = new Sums();

    Baseline(Instant start, Duration step, Settings settings) {
        this.start = start;
        this.step = step;
        this.settings = settings;
        this.steps = InSteps.of(step, settings);
    }

    /**
     * The baseline after this history.
     *
     * @param leftOut the steps that belonged to an outage, by their place in the history
     */
    public static Baseline of(Counts history, BitSet leftOut, Settings settings) {
        Baseline baseline = new Baseline(history.start(), history.step(), settings);
        for (int i = 0; i < history.size(); i++) {
            baseline.add(history.at(i));
            if (leftOut.get(i)) {
                baseline.leaveOut(i);
            }
        }
        return baseline;
    }

    /**
     * What is normal for the step in which this moment lies, from what is known before that step. It may lie in the future.
     */
    public Normal at(Instant moment) {
        Duration since = Duration.between(start, moment);
        if (since.isNegative()) {
            throw new IllegalArgumentException(moment + " is before the first step, " + start + ".");
        }
        return at(Math.toIntExact(since.dividedBy(step)));
    }

    Normal at(int place) {
        return rhythm(place, Basis.WEEKS)
                .or(() -> rhythm(place, Basis.DAYS))
                .or(() -> lately(place))
                .orElseGet(() -> guess(place));
    }

    void add(long count) {
        int place = known.size();
        if (count == Counts.UNKNOWN) {
            known.addMissing();
            clean.addMissing();
            windows.addMissing();
            return;
        }
        known.add((double) count);
        clean.add((double) count);
        int from = place + 1 - steps.window();
        if (from >= 0 && clean.count(from, place + 1) == steps.window()) {
            windows.add(clean.sum(from, place + 1));
        } else {
            windows.addMissing();
        }
    }

    /** Learns nothing from this step and those after it. */
    void leaveOut(int from) {
        int first = Math.max(0, from);
        clean.drop(first);
        windows.drop(first);
    }

    Instant moment(int place) {
        return start.plus(step.multipliedBy(place));
    }

    int size() {
        return known.size();
    }

    boolean isKnown(int place) {
        return known.count(place, place + 1) > 0;
    }

    boolean isLeftOut(int place) {
        return isKnown(place) && clean.count(place, place + 1) == 0;
    }

    double count(int place) {
        return known.sum(place, place + 1);
    }

    private Optional<Normal> rhythm(int place, Basis basis) {
        boolean weekly = basis == Basis.WEEKS;
        int period = weekly ? steps.week() : steps.day();
        int most = weekly ? settings.weeks() : settings.days();
        int fewest = weekly ? settings.fewestWeeks() : settings.fewestDays();
        double[] rates = new double[most];
        double[] cleanRates = new double[most];
        double[] dispersions = new double[most];
        int all = 0;
        int good = 0;
        for (int i = 1; i <= most && place - i * period >= 0; i++) {
            int from = place - i * period - steps.smoothing();
            int to = from + steps.stretch();
            int there = known.count(from, to);
            if (2 * there < steps.stretch()) {
                continue;
            }
            rates[all++] = known.mean(from, to);
            if (2 * clean.count(from, to) >= there) {
                dispersions[good] = windows.dispersion(from, to);
                cleanRates[good++] = clean.mean(from, to);
            }
        }
        if (all < fewest) {
            return Optional.empty();
        }
        boolean outageIsTheRhythm = 2 * good < all;
        int used = outageIsTheRhythm ? all : good;
        return Optional.of(normal(
                Arrays.copyOf(outageIsTheRhythm ? rates : cleanRates, used),
                Arrays.copyOf(dispersions, good),
                doubt(basis, used >= fewest),
                basis,
                step.multipliedBy((long) used * period)));
    }

    /** From the last hours without an outage, half hour by half hour; the window that is judged by it is not among them. */
    private Optional<Normal> lately(int place) {
        int end = clean.before(place + 1 - steps.window());
        int first = end - Math.min(end, steps.recent());
        if (end - first < steps.fewestRecent()) {
            return Optional.empty();
        }
        double[] rates = new double[(end - first) / steps.block()];
        for (int i = 0; i < rates.length; i++) {
            int to = end - i * steps.block();
            rates[i] = clean.meanOfPresent(to - steps.block(), to);
        }
        int last = windows.before(place + 1 - steps.window());
        double[] dispersions = new double[Math.min(last, steps.recent()) / steps.block()];
        for (int i = 0; i < dispersions.length; i++) {
            int to = last - i * steps.block();
            dispersions[i] = windows.dispersionOfPresent(to - steps.block(), to);
        }
        return Optional.of(normal(rates, dispersions, settings.doubtInHours(), Basis.HOURS, step.multipliedBy(end)));
    }

    private Normal guess(int place) {
        double rate = settings.prior() * step.toMillis() / MINUTE.toMillis();
        Duration history = step.multipliedBy(clean.before(place));
        return new Normal(rate, 1, settings.doubtInPrior() * rate, Basis.NOTHING, history);
    }

    /** With an outage in all but one of them, weeks are as doubtful as days, and days as hours. */
    private double doubt(Basis basis, boolean enough) {
        if (basis == Basis.WEEKS && enough) {
            return settings.doubtInWeeks();
        }
        return basis == Basis.WEEKS || enough ? settings.doubtInDays() : settings.doubtInHours();
    }

    private static Normal normal(double[] rates, double[] dispersions, double doubt, Basis basis, Duration history) {
        double rate = median(rates);
        double[] distances = new double[rates.length];
        for (int i = 0; i < rates.length; i++) {
            distances[i] = Math.abs(rates[i] - rate);
        }
        double spread = Math.max(doubt * rate, DEVIATION * median(distances));
        double dispersion = dispersions.length == 0 ? 1 : median(dispersions);
        return new Normal(rate, dispersion, spread, basis, history);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
