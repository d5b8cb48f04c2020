package org.hindsight.pulse.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads the reports of one service step by step and says in which state it is. The same counts always give the same states.
 *
 * <p>It keeps some fifty bytes of each step that it has read. Not for use by several threads at once.
 */
public final class Detector {

    private final Settings settings;
    private final InSteps steps;
    private final Baseline baseline;
    private Spike spike;

    /**
     * A detector of which nothing is known yet.
     *
     * @param start when the first step begins
     * @param step how long each is; a whole number of them makes a day
     */
    public Detector(Instant start, Duration step, Settings settings) {
        this(new Baseline(start, step, settings), Spike.NONE, step, settings);
    }

    private Detector(Baseline baseline, Spike spike, Duration step, Settings settings) {
        this.baseline = baseline;
        this.spike = spike;
        this.settings = settings;
        this.steps = InSteps.of(step, settings);
    }

    /** One that has read this history, and found for itself what in it was an outage. */
    public static Detector after(Counts history, Settings settings) {
        Detector detector = new Detector(history.start(), history.step(), settings);
        for (int i = 0; i < history.size(); i++) {
            detector.next(history.at(i));
        }
        return detector;
    }

    /**
     * One that goes on after this history as another one would that read it and all that came before.
     *
     * @param history as far back as {@link Settings#reach()}
     * @param leftOut {@link #leftOut()} of the other, from the first step of the history on
     * @param spike {@link #spike()} of the other, after the last step of the history
     */
    public static Detector resume(Counts history, BitSet leftOut, Spike spike, Settings settings) {
        return new Detector(Baseline.of(history, leftOut, settings), spike, history.step(), settings);
    }

    /** What is to be said of every step of a series, from the first on. */
    public static List<Verdict> judge(Counts counts, Settings settings) {
        Detector detector = new Detector(counts.start(), counts.step(), settings);
        List<Verdict> verdicts = new ArrayList<>(counts.size());
        for (int i = 0; i < counts.size(); i++) {
            verdicts.add(detector.next(counts.at(i)));
        }
        return verdicts;
    }

    /**
     * Reads the count of the next step.
     *
     * @param count reports, or {@link Counts#UNKNOWN}, which changes nothing
     */
    public Verdict next(long count) {
        int place = baseline.size();
        baseline.add(count);
        Normal normal = baseline.at(place);
        Evidence evidence = Evidence.at(place, baseline, normal, steps.window());
        if (count != Counts.UNKNOWN && evidence.isKnown()) {
            follow(evidence, place);
        }
        return new Verdict(
                baseline.moment(place),
                count,
                normal,
                evidence.seen(),
                evidence.expected(),
                evidence.bound(settings.elevated()),
                evidence.bound(settings.outage()),
                spike);
    }

    /** When the step begins that is to be read next. */
    public Instant upTo() {
        return baseline.moment(baseline.size());
    }

    public Spike spike() {
        return spike;
    }

    /** What is normal at any time after the first step. */
    public Baseline baseline() {
        return baseline;
    }

    /** The steps read so far that belonged to an outage, by their place since the first one. */
    public BitSet leftOut() {
        BitSet leftOut = new BitSet(baseline.size());
        for (int i = 0; i < baseline.size(); i++) {
            leftOut.set(i, baseline.isLeftOut(i));
        }
        return leftOut;
    }

    private void follow(Evidence evidence, int place) {
        spike = spike.next(evidence, settings, steps);
        if (spike.lasting() == 1) {
            // Reports rose before they were certain to be an outage.
            baseline.leaveOut(place - steps.runUp());
        } else if (spike.teachesNothing(steps)) {
            baseline.leaveOut(place);
        }
    }
}
