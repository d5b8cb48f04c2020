package org.hindsight.postmortem.metricchart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hindsight.platform.drawing.Times;
import org.hindsight.platform.web.Wording;

/** What the picture says, said in words. */
final class Words {

    private final MetricChart chart;
    private final Scale scale;
    private final Amounts amounts;
    private final Gaps gaps;
    private final Times times;

    Words(MetricChart chart, Scale scale, Amounts amounts, Gaps gaps) {
        this.chart = chart;
        this.scale = scale;
        this.amounts = amounts;
        this.gaps = gaps;
        this.times = new Times(chart.days());
    }

    /** One sentence: how low, how high, and when; how it began and how it ended. */
    static String sentence(MetricChart chart, Amounts amounts) {
        Times times = new Times(chart.days());
        double start = chart.first().value();
        if (chart.samples().size() == 1) {
            return "One sample: " + amounts.full(start) + " at "
                    + times.utc(chart.first().at()) + ".";
        }
        if (chart.level()) {
            return amounts.full(start) + " throughout, from "
                    + times.clock(chart.first().at()) + " to "
                    + times.utc(chart.last().at()) + ".";
        }
        return "Lowest " + amounts.full(chart.lowest().value()) + " at "
                + times.utc(chart.lowest().at()) + ", highest "
                + amounts.again(chart.highest().value()) + " at "
                + times.clock(chart.highest().at()) + "; " + amounts.again(start) + " at the start ("
                + times.clock(chart.first().at()) + "), "
                + amounts.again(chart.last().value()) + " at the end ("
                + times.clock(chart.last().at()) + ").";
    }

    /** What the picture shows beyond the sentence, for those who do not see it. */
    String details() {
        List<String> details = new ArrayList<>();
        details.add("All times are UTC, " + chart.days().words() + ".");
        details.add(
                scale.holdsNought()
                        ? "The axis of values holds 0: it goes from " + ends() + "."
                        : "The axis of values does not hold 0: it goes from " + ends() + ".");
        String marks = chart.marksWithin().stream()
                .map(mark -> mark.label() + " " + times.clock(mark.at()))
                .collect(Collectors.joining(", "));
        if (!marks.isEmpty()) {
            details.add(marks + ".");
        }
        chart.windowsWithin().forEach(window -> details.add(window(window)));
        gaps.longest()
                .ifPresent(longest -> details.add((gaps.gaps().size() == 1
                                ? "One gap in the samples, from "
                                : Wording.grouped(gaps.gaps().size()) + " gaps in the samples, the longest from ")
                        + times.clock(longest.from()) + " to " + times.clock(longest.to()) + "."));
        return String.join(" ", details);
    }

    private String ends() {
        return amounts.number(scale.bottom() * scale.step()) + " to " + amounts.full(scale.top() * scale.step());
    }

    private String window(MetricChart.Window window) {
        return window.name()
                + (window.from() == null ? "" : " from " + times.clock(window.from()))
                + (window.to() == null ? "" : (window.from() == null ? " until " : " to ") + times.clock(window.to()))
                + ".";
    }

    /** What stands below the picture beside the sentence: how to read it. */
    String caption() {
        List<String> notes = new ArrayList<>();
        int samples = chart.samples().size();
        if (samples > 1) {
            notes.add(Wording.grouped(samples) + " samples.");
        }
        if (!scale.holdsNought()) {
            notes.add("The axis does not begin at 0.");
        }
        if (!gaps.gaps().isEmpty()) {
            notes.add("Where the line is broken, samples are missing.");
        }
        return String.join(" ", notes);
    }
}
