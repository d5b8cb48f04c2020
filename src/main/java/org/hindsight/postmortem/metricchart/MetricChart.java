package org.hindsight.postmortem.metricchart;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hindsight.investigation.Sample;
import org.hindsight.platform.drawing.Days;
import org.hindsight.platform.drawing.Mark;
import org.jspecify.annotations.Nullable;

/**
 * The samples of an impact metric over time, as they are to be drawn: {@link #figure} makes the picture. It holds plain
 * values and asks nobody, so that the same chart gives the same bytes.
 *
 * @param name of the metric
 * @param unit in which its values are
 * @param samples at least one, in order of time; made for up to 50,000
 * @param marks moments to point at; those outside of the samples are left out
 * @param incident when users felt it, which is shaded
 * @param counted the time for which the metric gives its figure
 */
public record MetricChart(
        String name,
        String unit,
        List<Sample> samples,
        List<Mark> marks,
        @Nullable Window incident,
        @Nullable Window counted) {

    /**
     * A stretch of time with a short name.
     *
     * @param from null where nobody knows when it began
     * @param to null while it lasts
     */
    public record Window(@Nullable Instant from, @Nullable Instant to, String name) {}

    /** Around a single sample, on each side: a chart of no length has no axis. */
    private static final Duration AROUND = Duration.ofMinutes(30);

    /** In a longer one nobody asks for seconds. */
    private static final Duration SHORT = Duration.ofHours(1);

    /**
     * A chart of the samples that there are.
     *
     * @throws IllegalArgumentException if there is no sample
     */
    public MetricChart {
        samples = List.copyOf(samples);
        marks = marks.stream().sorted(Comparator.comparing(Mark::at)).toList();
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("A chart needs a sample");
        }
    }

    /**
     * The picture.
     *
     * @param key tells this picture from others on the same page; lower-case letters, digits and hyphens
     */
    public Figure figure(String key) {
        return Figure.of(this, key);
    }

    Sample first() {
        return samples.get(0);
    }

    Sample last() {
        return samples.get(samples.size() - 1);
    }

    private boolean hasLength() {
        return first().at().isBefore(last().at());
    }

    Instant start() {
        return hasLength() ? first().at() : first().at().minus(AROUND);
    }

    Instant end() {
        return hasLength() ? last().at() : last().at().plus(AROUND);
    }

    /** Of several that are as low, the first. */
    Sample lowest() {
        return Column.lowest(samples);
    }

    /** Of several that are as high, the first. */
    Sample highest() {
        return Column.highest(samples);
    }

    /** Whether all values are the same, so that none stands out. */
    boolean level() {
        return lowest().value() == highest().value();
    }

    Days days() {
        Days days = Days.between(start(), end());
        boolean oddTimes = samples.stream().anyMatch(sample -> !isWholeMinute(sample.at()));
        boolean isShort = Duration.between(start(), end()).compareTo(SHORT) <= 0;
        return isShort && oddTimes ? days.toTheSecond() : days;
    }

    private static boolean isWholeMinute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES).equals(at);
    }

    List<Mark> marksWithin() {
        return marks.stream()
                .filter(mark -> !mark.at().isBefore(start()) && !mark.at().isAfter(end()))
                .toList();
    }

    /** The windows of which a part lies among the samples. */
    List<Window> windowsWithin() {
        return Stream.of(incident, counted)
                .filter(Objects::nonNull)
                .filter(window -> (window.from() == null || window.from().isBefore(end()))
                        && (window.to() == null || window.to().isAfter(start())))
                .toList();
    }
}
