package org.hindsight.postmortem.metricchart;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hindsight.platform.drawing.Days;
import org.hindsight.platform.drawing.TimeTicks;

/**
 * A line of the table, ready to be put out.
 *
 * @param time from which it tells, in UTC, with the day where there are several
 * @param values the value, or the lowest and the highest
 */
public record Row(Instant at, String time, List<String> values) {

    private static final int MOST = 30;

    /** Whether each sample has a row of its own. */
    static boolean exact(MetricChart chart) {
        return chart.samples().size() <= MOST;
    }

    static List<Row> of(MetricChart chart, Amounts amounts) {
        Days days = chart.days();
        if (exact(chart)) {
            return chart.samples().stream()
                    .map(sample ->
                            new Row(sample.at(), days.time(sample.at()), List.of(amounts.number(sample.value()))))
                    .toList();
        }
        // The first and the last are cut off where the samples begin and end.
        long length = TimeTicks.step(Duration.between(chart.start(), chart.end()), MOST - 1);
        return Column.of(chart.samples(), at -> Math.floorDiv(at.getEpochSecond(), length)).stream()
                .map(column -> of(column, length, chart.start(), days, amounts))
                .toList();
    }

    private static Row of(Column column, long length, Instant start, Days days, Amounts amounts) {
        long seconds = column.first().at().getEpochSecond();
        Instant round = Instant.ofEpochSecond(seconds - Math.floorMod(seconds, length));
        Instant from = round.isBefore(start) ? start : round;
        return new Row(
                from,
                days.time(from),
                Stream.of(column.lowest(), column.highest())
                        .map(sample -> amounts.number(sample.value()))
                        .toList());
    }
}
