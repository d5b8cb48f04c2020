package org.hindsight.platform.time;

import java.time.DayOfWeek;
import org.jspecify.annotations.Nullable;

/** Reads one moment, its parts in whatever order people put them: 12:45 PM PST Saturday Oct 30th. */
final class MomentReader {

    private static final String AFTER_A_DAY = ",:;)]|";
    private static final int LONGEST_MARGIN = 1440;
    private static final int MINUTES_PER_HOUR = 60;

    private final Line line;
    private final Written moment = new Written();

    private MomentReader(Line line) {
        this.line = line;
    }

    /** The moment that begins here; null, and the line as it was, where none does. */
    static @Nullable Written read(Line line) {
        int before = line.place();
        MomentReader reader = new MomentReader(line);
        reader.parts();
        if (!reader.complete()) {
            line.back(before);
            return null;
        }
        reader.margin();
        reader.again();
        return reader.moment;
    }

    /** A moment to come: in 20 min, 30m, tomorrow 9:00, or any other. */
    static @Nullable Written readAhead(Line line) {
        Written distance = new Written();
        distance.ago = CountReader.ahead(line);
        if (distance.ago != null) {
            return distance;
        }
        int before = line.place();
        boolean tomorrow = line.eatWord("tomorrow");
        line.spaces();
        if (tomorrow) {
            line.eat(',');
            line.eatWord("at");
            line.spaces();
        }
        Written moment = read(line);
        if (!tomorrow || moment == null) {
            return tomorrow ? back(line, before) : moment;
        }
        if (moment.clock == null || moment.dated()) {
            return back(line, before);
        }
        moment.daysBack = -1;
        return moment;
    }

    private static @Nullable Written back(Line line, int before) {
        line.back(before);
        return null;
    }

    private void parts() {
        boolean more = true;
        while (more) {
            int before = line.place();
            boolean about = moment.about;
            gap();
            marks();
            more = part();
            if (!more) {
                line.back(before);
                moment.about = about;
            } else if (moment.clock != null && moment.zone == null) {
                moment.zone = ZoneReader.after(moment, line);
                monotonic();
                yearAtTheEnd();
            }
        }
    }

    /** What stands between two parts. */
    private void gap() {
        line.spaces();
        if (moment.clock != null || moment.dated()) {
            if (line.eat(',') || line.eat('|')) {
                line.spaces();
            }
            if (line.eatWord("at", "on")) {
                line.spaces();
            }
        }
    }

    private void marks() {
        if (line.eat('~') || line.eat('≈') || line.eatWord("about", "around", "circa", "approximately")) {
            moment.about = true;
        } else if (line.eatWord("ca", "approx")) {
            line.eat('.');
            moment.about = true;
        }
        line.spaces();
    }

    private boolean part() {
        if (moment.ago != null || moment.counted != null) {
            return false;
        }
        boolean first = moment.clock == null && !moment.dated();
        if (first) {
            moment.counted = CountReader.since1970(line, moment);
            moment.ago = moment.counted == null ? CountReader.ago(line) : null;
            if (moment.counted != null || moment.ago != null) {
                return true;
            }
        }
        return day() || clock();
    }

    private boolean day() {
        if (moment.day != null || moment.daysBack != null) {
            return false;
        }
        if (line.eatWord("yesterday")) {
            moment.daysBack = 1;
            return notPossessive();
        }
        if (line.eatWord("today")) {
            moment.daysBack = 0;
            return notPossessive();
        }
        moment.day = DateReader.read(line, moment);
        return moment.day != null || (moment.weekday == null && weekday());
    }

    private boolean notPossessive() {
        if (line.peek() == '\'' || line.peek() == '’') {
            moment.daysBack = null;
            return false;
        }
        return true;
    }

    /** After a clock time, a weekday with a sentence behind it belongs to the sentence. */
    private boolean weekday() {
        int before = line.place();
        DayOfWeek day = DateReader.weekday(line);
        if (day == null) {
            return false;
        }
        if (moment.clock != null && !line.standsAlone(AFTER_A_DAY)) {
            int after = line.place();
            gap();
            boolean dated = DateReader.read(line, new Written()) != null;
            line.back(dated ? after : before);
            if (!dated) {
                return false;
            }
        }
        moment.weekday = day;
        return true;
    }

    private boolean clock() {
        if (moment.clock != null) {
            return false;
        }
        int before = line.place();
        moment.clock = ClockReader.read(line, moment);
        if (moment.clock != null && !line.atBoundary()) {
            moment.zone = ZoneReader.after(moment, line);
            if (moment.zone == null) {
                moment.clock = null;
                line.back(before);
            }
        }
        return moment.clock != null;
    }

    /** m=+0.079858984, which Go writes behind its times. */
    private void monotonic() {
        int before = line.place();
        line.spaces();
        if (line.eat("m=") && (line.eat('+') || line.eat('-')) && !line.digits().isEmpty() && line.eat('.')) {
            line.digits();
        } else {
            line.back(before);
        }
    }

    /** Tue Nov 17 14:05:30 UTC 2026, as Unix writes its dates. */
    private void yearAtTheEnd() {
        Day day = moment.day;
        if (moment.weekday != null && day != null && day.year() == null) {
            moment.day = DateReader.year(line, day);
        }
    }

    /** Whether the parts make a moment, rather than the first words of a sentence. */
    private boolean complete() {
        if (moment.clock != null || moment.ago != null || moment.counted != null) {
            return true;
        }
        Day day = moment.day;
        if (day != null && day.year() != null && !day.swappable()) {
            return true;
        }
        return (day != null || moment.daysBack != null) && line.standsAlone(AFTER_A_DAY);
    }

    /** ±5, +/- 10 min. */
    private void margin() {
        int before = line.place();
        line.spaces();
        if (line.eat('±') || line.eat("+/-") || line.eat("+-")) {
            line.spaces();
            String number = line.digits();
            int size = number.isEmpty() || number.length() > 4 ? 0 : Integer.parseInt(number);
            int unit = unitOfMargin();
            if (size > 0 && size * unit <= LONGEST_MARGIN && line.atBoundary()) {
                moment.plusMinusMinutes = size * unit;
                return;
            }
        }
        line.back(before);
    }

    private int unitOfMargin() {
        int before = line.place();
        line.spaces();
        if (line.eatWord("m", "min", "mins", "minute", "minutes")) {
            return 1;
        }
        if (line.eatWord("h", "hour", "hours")) {
            return MINUTES_PER_HOUR;
        }
        line.back(before);
        return 1;
    }

    /** (17:14 UTC): the same moment once more. */
    private void again() {
        if (moment.clock == null) {
            return;
        }
        int before = line.place();
        line.spaces();
        if (line.eat('(')) {
            MomentReader inner = new MomentReader(line);
            try {
                inner.parts();
            } catch (Impossible remark) {
                line.back(before);
                return;
            }
            if (inner.moment.clock != null && inner.moment.zone != null && line.eat(')')) {
                moment.again = inner.moment;
                return;
            }
        }
        line.back(before);
    }
}
