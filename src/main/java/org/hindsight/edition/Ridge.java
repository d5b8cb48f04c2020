package org.hindsight.edition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.hindsight.platform.drawing.Svg;
import org.hindsight.platform.web.Wording;
import org.hindsight.pulse.curve.Curve;

/**
 * User reports on the time axis of an incident: how high they stand on each part of it, from nought to one at their peak.
 * Of several counts on one part the highest is kept, so that no spike is lost.
 */
final class Ridge {

    /** Into so many parts the axis is divided, about three pixels each. */
    private static final int PARTS = 300;

    private final Overview.Reports reports;
    private final double[] heights;
    private final Curve.Step peak;
    private final Instant peakAt;

    private Ridge(Overview.Reports reports, double[] heights, Curve.Step peak, Instant peakAt) {
        this.reports = reports;
        this.heights = heights;
        this.peak = peak;
        this.peakAt = peakAt;
    }

    /** The reports between two moments; nothing where nobody reported anything. */
    static Optional<Ridge> of(Overview.Reports reports, Instant start, Instant end) {
        Curve curve = reports.curve();
        List<Curve.Step> within = curve.steps().stream()
                .filter(step ->
                        step.at().isBefore(end) && step.at().plus(curve.step()).isAfter(start))
                .toList();
        Curve.Step peak = null;
        for (Curve.Step step : within) {
            peak = peak == null || step.count() > peak.count() ? step : peak;
        }
        if (peak == null || peak.count() == 0) {
            return Optional.empty();
        }
        double[] heights = new double[PARTS];
        for (Curve.Step step : within) {
            int from = Math.max(0, (int) Math.floor(PARTS * share(step.at(), start, end)));
            int to = Math.min(PARTS, (int) Math.ceil(PARTS * share(step.at().plus(curve.step()), start, end)));
            for (int i = from; i < to; i++) {
                heights[i] = Math.max(heights[i], (double) step.count() / peak.count());
            }
        }
        Instant middle = peak.at().plus(curve.step().dividedBy(2));
        Instant peakAt = middle.isBefore(start) ? start : middle.isAfter(end) ? end : middle;
        return Optional.of(new Ridge(reports, heights, peak, peakAt));
    }

    private static double share(Instant at, Instant start, Instant end) {
        return (double) Duration.between(start, at).toMillis()
                / Duration.between(start, end).toMillis();
    }

    /** "User reports of Spotify per 10 minutes" */
    String heading() {
        return "User reports of " + reports.service() + " " + reports.curve().per();
    }

    /** How many there were at most. */
    String peak() {
        return Wording.grouped(peak.count());
    }

    /** From when on they were counted. */
    Instant since() {
        return peak.at();
    }

    /** Where the peak stands: in the middle of its step, or at the end of the axis that is nearest to it. */
    Instant peakAt() {
        return peakAt;
    }

    /**
     * The outline as a path that begins and ends on the axis.
     *
     * @param along where a share of the axis lies, as a command that goes there on a level: {@code H120}
     * @param up where a height lies, as a command that goes there: {@code V40}
     */
    String outline(DoubleFunction<String> along, DoubleFunction<String> up) {
        StringBuilder path = new StringBuilder();
        String before = up.apply(0);
        for (int i = 0; i < PARTS; i++) {
            String height = up.apply(heights[i]);
            if (!height.equals(before)) {
                path.append(along.apply((double) i / PARTS)).append(height);
                before = height;
            }
        }
        return path.append(along.apply(1)).append(up.apply(0)).toString();
    }

    /** A command of a path. */
    static String to(char command, double place) {
        return command + Svg.number(place);
    }
}
