package org.hindsight.postmortem.metricchart;

import java.util.List;
import org.hindsight.platform.SafeHtml;

/**
 * A chart as a page shows it: two drawings, of which the style sheet shows one, the same in words, and in a table.
 *
 * @param sentence what the picture says
 * @param caption how to read the drawings; may be empty
 * @param head what the values of each row are
 */
public record Figure(
        SafeHtml wide, SafeHtml narrow, String sentence, String caption, List<String> head, List<Row> rows) {

    static Figure of(MetricChart chart, String key) {
        Scale scale = Scale.of(chart.lowest().value(), chart.highest().value());
        Amounts amounts = Amounts.of(scale, chart.unit());
        Gaps gaps = Gaps.of(chart.samples());
        return new Figure(
                SafeHtml.later(() -> new WideDrawing(chart, scale, amounts, gaps).draw(key)),
                SafeHtml.later(() -> new NarrowDrawing(chart, scale, amounts, gaps).draw(key)),
                Words.sentence(chart, amounts),
                new Words(chart, scale, amounts, gaps).caption(),
                Row.exact(chart) ? List.of("Value, " + chart.unit()) : List.of("Lowest, " + chart.unit(), "Highest"),
                Row.of(chart, amounts));
    }
}
