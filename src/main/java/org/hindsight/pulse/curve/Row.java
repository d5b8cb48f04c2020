package org.hindsight.pulse.curve;

import java.time.Instant;
import java.util.List;
import org.hindsight.platform.drawing.Days;
import org.hindsight.platform.web.Wording;
import org.hindsight.pulse.detection.State;

/**
 * A line of the table: what came from a moment on, ready to be put out.
 *
 * @param time in UTC, with the day where there are several
 * @param usual how many are usual in the same time; "–" where that is not known
 * @param stateName the worst state of the time, in a word
 */
public record Row(Instant at, String time, String reports, String usual, State state, String stateName) {

    private static final int MOST = 30;

    static List<Row> of(Curve curve) {
        Days days = curve.days();
        return Column.of(curve, MOST).stream().map(column -> of(column, days)).toList();
    }

    private static Row of(Column column, Days days) {
        var usual = column.usualSum();
        return new Row(
                column.from(),
                days.time(column.from()),
                Wording.grouped(column.sum()),
                usual.isPresent() ? Words.figure(usual.getAsDouble()) : "–",
                column.worst(),
                Wording.words(column.worst()));
    }
}
