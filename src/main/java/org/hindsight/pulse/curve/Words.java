package org.hindsight.pulse.curve;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.hindsight.platform.drawing.Days;
import org.hindsight.platform.drawing.Times;
import org.hindsight.platform.web.Wording;
import org.hindsight.pulse.detection.State;

/** What the picture says, said in words. */
final class Words {

    private static final List<String> UNITS = List.of("second", "minute", "hour", "day");
    private static final List<Long> SECONDS = List.of(1L, 60L, 3600L, 86_400L);

    private final Curve curve;
    private final Days days;
    private final Times times;
    private final String per;

    private Words(Curve curve) {
        this.curve = curve;
        this.days = curve.days();
        this.times = new Times(days);
        this.per = per(curve.step());
    }

    /** One sentence. */
    static String sentence(Curve curve) {
        return new Words(curve).sentence();
    }

    /** What the picture shows beyond the sentence, for those who do not see it. */
    static String details(Curve curve) {
        return new Words(curve).details();
    }

    private String details() {
        String marks = curve.marksWithin().stream()
                .map(mark -> mark.label() + " " + times.clock(mark.at()))
                .collect(Collectors.joining(", "));
        String quotes = curve.quotesWithin().stream()
                .map(quote -> quote.source() + " " + times.clock(quote.at()))
                .collect(Collectors.joining(", "));
        return "All times are UTC, " + days.words() + "." + (marks.isEmpty() ? "" : " " + marks + ".")
                + (quotes.isEmpty() ? "" : " Said elsewhere: " + quotes + ".");
    }

    /** What stands below the picture beside the sentence; may be empty. */
    static String caption(Curve curve, boolean merged) {
        String total = curve.total() > 1 ? Wording.grouped(curve.total()) + " reports in all. " : "";
        String legend = merged
                ? "Where a column holds several counts, the line is their mean and the paler tip the highest. "
                : "";
        String quotes = curve.quotesWithin().isEmpty() ? "" : "▲ is something that was said elsewhere.";
        return (total + legend + quotes).strip();
    }

    /** "a minute", "an hour", "per 5 minutes". */
    static String per(Duration step) {
        for (int i = UNITS.size() - 1; i > 0; i--) {
            long units = step.toSeconds() / SECONDS.get(i);
            if (units > 0 && step.toSeconds() % SECONDS.get(i) == 0) {
                return per(units, UNITS.get(i));
            }
        }
        return per(step.toSeconds(), UNITS.get(0));
    }

    private static String per(long units, String unit) {
        if (units == 1) {
            return (unit.equals("hour") ? "an " : "a ") + unit;
        }
        return "per " + units + " " + unit + "s";
    }

    private String sentence() {
        if (curve.total() == 0) {
            return "No reports in this time.";
        }
        List<Stretch> unusual = Stretch.whole(curve);
        return (unusual.isEmpty() ? usual() : rise() + "; " + since(unusual)) + ".";
    }

    private String usual() {
        if (curve.total() == 1) {
            return "One report, at " + times.utc(curve.greatest().at());
        }
        String normal = curve.knowsTheUsual() ? "; nothing above normal" : "";
        return curve.peak()
                .map(peak -> "About "
                        + figure((double) curve.total() / curve.steps().size()) + " " + per + " on average and "
                        + Wording.grouped(peak.count()) + " at most, at " + times.utc(peak.at()) + normal)
                .orElseGet(() -> Wording.grouped(curve.greatest().count()) + " " + per + " throughout" + normal);
    }

    private String rise() {
        Curve.Step peak = curve.steps().stream()
                .filter(step -> step.state() != State.NORMAL)
                .min(Comparator.comparingLong(Curve.Step::count).reversed())
                .orElseThrow();
        OptionalDouble before = usualBefore(peak);
        String to = Wording.grouped(peak.count()) + " " + per + " at " + times.utc(peak.at());
        if (before.isEmpty() || Math.round(before.getAsDouble()) >= peak.count()) {
            return "Reports reached " + to;
        }
        return "Reports rose from about " + figure(before.getAsDouble()) + " " + per + " to " + to;
    }

    /** What is usual at the time of the peak or, where that is not known, what came in normal times. */
    private OptionalDouble usualBefore(Curve.Step peak) {
        if (peak.baseline() != null) {
            return OptionalDouble.of(peak.baseline());
        }
        return curve.steps().stream()
                .filter(step -> step.state() == State.NORMAL && step.at().isBefore(peak.at()))
                .mapToLong(Curve.Step::count)
                .average();
    }

    private String since(List<Stretch> unusual) {
        Stretch last = unusual.get(unusual.size() - 1);
        boolean still = last.to().equals(curve.end());
        boolean over = curve.window() != null && curve.window().to() != null;
        String since = over ? "from %s on" : "since %s";
        if (unusual.size() > 1) {
            Stretch longest = unusual.stream()
                    .min(Comparator.comparing(Stretch::length).reversed())
                    .orElseThrow();
            return "above normal " + unusual.size() + " times, for longest from " + times.clock(longest.from()) + " to "
                    + times.clock(longest.to())
                    + (still ? ", and again " + since.formatted(times.clock(last.from())) : "");
        }
        boolean already = last.from().equals(curve.start());
        if (already) {
            return "above normal " + (still ? "all the time" : "from the start until " + times.clock(last.to()));
        }
        String from = times.clock(last.from());
        return "above normal " + (still ? since.formatted(from) : "from " + from + " to " + times.clock(last.to()));
    }

    /** Whole from three on; below, with a decimal: 0.4 a minute is not none. */
    static String figure(double value) {
        return Wording.grouped(value < 3 ? Math.round(value * 10) / 10.0 : (double) Math.round(value));
    }
}
