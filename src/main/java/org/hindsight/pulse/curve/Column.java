package org.hindsight.pulse.curve;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.hindsight.pulse.detection.State;

/**
 * Steps that are drawn, or told, as one. The drawings show of each column its greatest step, so that no spike
 * is lost, and its mean, since the greatest of many is always more than usual.
 */
record Column(Instant from, Instant to, List<Curve.Step> steps) {

    private static final List<Integer> ROUND =
            List.of(1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400);

    /** At most so many columns, each a step or a round time long; they begin at round times. */
    static List<Column> of(Curve curve, int most) {
        long length = length(curve, most);
        List<Column> columns = new ArrayList<>();
        List<Curve.Step> together = new ArrayList<>();
        for (Curve.Step step : curve.steps()) {
            if (!together.isEmpty() && place(step, length) != place(together.get(0), length)) {
                columns.add(of(together, curve.step()));
                together.clear();
            }
            together.add(step);
        }
        columns.add(of(together, curve.step()));
        return columns;
    }

    /** In seconds. */
    private static long length(Curve curve, int most) {
        long step = curve.step().toSeconds();
        if (curve.steps().size() <= most) {
            return step;
        }
        long whole = curve.length().toSeconds();
        return ROUND.stream()
                .mapToLong(Integer::longValue)
                .filter(round -> round % step == 0 && whole / round < most)
                .findFirst()
                .orElseGet(() -> (whole / step / (most - 1) + 1) * step);
    }

    private static long place(Curve.Step step, long length) {
        return Math.floorDiv(step.at().getEpochSecond(), length);
    }

    private static Column of(List<Curve.Step> steps, Duration step) {
        Instant last = steps.get(steps.size() - 1).at();
        return new Column(steps.get(0).at(), last.plus(step), List.copyOf(steps));
    }

    long sum() {
        return steps.stream().mapToLong(Curve.Step::count).sum();
    }

    long greatest() {
        return steps.stream().mapToLong(Curve.Step::count).max().orElse(0);
    }

    double mean() {
        return (double) sum() / steps.size();
    }

    /** How many are usual in a step, as far as known. */
    OptionalDouble usual() {
        return steps.stream()
                .map(Curve.Step::baseline)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
    }

    /** How many are usual in all of it; nothing where some of it is not known. */
    OptionalDouble usualSum() {
        ToDoubleFunction<Curve.Step> known = step -> Objects.requireNonNullElse(step.baseline(), Double.NaN);
        double sum = steps.stream().mapToDouble(known).sum();
        return Double.isNaN(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }

    State worst() {
        return steps.stream().map(Curve.Step::state).max(State::compareTo).orElse(State.NORMAL);
    }
}
