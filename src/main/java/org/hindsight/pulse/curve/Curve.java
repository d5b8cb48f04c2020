package org.hindsight.pulse.curve;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hindsight.platform.drawing.Days;
import org.hindsight.platform.drawing.Mark;
import org.hindsight.pulse.detection.State;
import org.jspecify.annotations.Nullable;

/**
 * The user reports of a service over time, as they are to be drawn: {@link #figure} makes the picture. It holds
 * plain values and asks nobody, so that the same curve gives the same bytes.
 *
 * @param subject whose reports these are, as it stands in a sentence: {@code Music streaming}
 * @param step how long each step lasts, whole seconds
 * @param steps one after another without a gap, at least one; made for 60 to 2,100 of them
 * @param marks moments to point at; those outside of the steps are left out
 * @param window a time to set apart, such as that of an incident
 * @param quotes what was said elsewhere; what lies outside of the steps is left out
 */
public record Curve(
        String subject,
        Duration step,
        List<Step> steps,
        List<Mark> marks,
        @Nullable Window window,
        List<Quote> quotes) {

    /**
     * What was counted from a moment on, for the length of a step.
     *
     * @param baseline how many are usual; null where that is not known
     */
    public record Step(Instant at, long count, @Nullable Double baseline, State state) {

        /**
         * @throws IllegalArgumentException if a figure is below nought or no number
         */
        public Step {
            if (count < 0 || (baseline != null && !(baseline >= 0 && Double.isFinite(baseline)))) {
                throw new IllegalArgumentException("No such number of reports: " + count + ", usual " + baseline);
            }
        }
    }

    /** Something that was said elsewhere at a moment, such as a quotation from social media; {@code source} is who said it, or where. */
    public record Quote(Instant at, String source) {}

    /**
     * A stretch of time with a short name.
     *
     * @param to null while it lasts
     */
    public record Window(Instant from, @Nullable Instant to, String label) {}

    /**
     * @throws IllegalArgumentException if there is no step, or they do not follow each other
     */
    public Curve {
        steps = List.copyOf(steps);
        marks = marks.stream().sorted(Comparator.comparing(Mark::at)).toList();
        quotes = quotes.stream()
                .sorted(Comparator.comparing(Quote::at).thenComparing(Quote::source))
                .toList();
        if (steps.isEmpty() || step.toSeconds() < 1) {
            throw new IllegalArgumentException("A curve needs steps that last");
        }
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).at().equals(steps.get(0).at().plus(step.multipliedBy(i)))) {
                throw new IllegalArgumentException("The steps of a curve follow each other without a gap");
            }
        }
    }

    /** A curve beside which nothing was said. */
    public Curve(String subject, Duration step, List<Step> steps, List<Mark> marks, @Nullable Window window) {
        this(subject, step, steps, marks, window, List.of());
    }

    /**
     * The picture.
     *
     * @param key tells this picture from others on the same page; lower-case letters, digits and hyphens
     */
    public Figure figure(String key) {
        return Figure.of(this, key);
    }

    Instant start() {
        return steps.get(0).at();
    }

    /** The first moment that does not belong to it any more. */
    Instant end() {
        return start().plus(length());
    }

    Duration length() {
        return step.multipliedBy(steps.size());
    }

    Days days() {
        return Days.between(start(), end());
    }

    boolean holds(Instant at) {
        return !at.isBefore(start()) && !at.isAfter(end());
    }

    List<Mark> marksWithin() {
        return marks.stream().filter(mark -> holds(mark.at())).toList();
    }

    List<Quote> quotesWithin() {
        return quotes.stream().filter(quote -> holds(quote.at())).toList();
    }

    /** How many reports there are in all of it. */
    public long total() {
        return steps.stream().mapToLong(Step::count).sum();
    }

    /** The first of those with most reports. */
    public Step greatest() {
        Step greatest = steps.get(0);
        for (Step one : steps) {
            if (one.count() > greatest.count()) {
                greatest = one;
            }
        }
        return greatest;
    }

    /** For how long a step counts: "a minute", "per 5 minutes". */
    public String per() {
        return Words.per(step);
    }

    /** What stands out; nothing does where every step has the same count. */
    Optional<Step> peak() {
        long first = steps.get(0).count();
        return steps.stream().allMatch(one -> one.count() == first) ? Optional.empty() : Optional.of(greatest());
    }

    boolean knowsTheUsual() {
        return steps.stream().anyMatch(one -> one.baseline() != null);
    }
}
