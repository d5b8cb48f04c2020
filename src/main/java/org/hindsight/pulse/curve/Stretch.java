package org.hindsight.pulse.curve;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hindsight.pulse.detection.State;

/** A time during which the service was in one state. */
record Stretch(State state, Instant from, Instant to) {

    /** What is more than this flickers, and is told by the column. */
    private static final int MOST = 40;

    /** What was out of the ordinary, each state by itself, step by step or else by the column. */
    static List<Stretch> of(Curve curve, List<Column> columns) {
        List<Stretch> exact = of(curve);
        if (exact.size() <= MOST) {
            return exact;
        }
        List<Stretch> rough = new ArrayList<>();
        columns.forEach(column -> add(rough, column.worst(), column.from(), column.to()));
        return rough;
    }

    static List<Stretch> of(Curve curve) {
        List<Stretch> stretches = new ArrayList<>();
        curve.steps()
                .forEach(step ->
                        add(stretches, step.state(), step.at(), step.at().plus(curve.step())));
        return stretches;
    }

    /** What was out of the ordinary, from normal to normal, under its worst state. */
    static List<Stretch> whole(Curve curve) {
        List<Stretch> whole = new ArrayList<>();
        for (Stretch next : of(curve)) {
            int last = whole.size() - 1;
            if (last >= 0 && whole.get(last).to().equals(next.from())) {
                State before = whole.get(last).state();
                State worst = before.compareTo(next.state()) > 0 ? before : next.state();
                whole.set(last, new Stretch(worst, whole.get(last).from(), next.to()));
            } else {
                whole.add(next);
            }
        }
        return whole;
    }

    private static void add(List<Stretch> stretches, State state, Instant from, Instant to) {
        int last = stretches.size() - 1;
        if (last >= 0
                && stretches.get(last).state() == state
                && stretches.get(last).to().equals(from)) {
            stretches.set(last, new Stretch(state, stretches.get(last).from(), to));
        } else if (state != State.NORMAL) {
            stretches.add(new Stretch(state, from, to));
        }
    }

    Duration length() {
        return Duration.between(from, to);
    }
}
