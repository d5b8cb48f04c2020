package org.hindsight.pulse.curve;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hindsight.platform.web.Wording;

/**
 * On which days, in UTC, a curve lies, and which of its times need their day beside them.
 *
 * @param several whether a text has to name them
 * @param recurring whether a clock time comes more than once, so that a label has to name them as well
 */
record Days(LocalDate first, LocalDate last, boolean several, boolean recurring) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final Duration NIGHT = Duration.ofHours(6);
    private static final Duration WHOLE = Duration.ofDays(1);

    static Days of(Curve curve) {
        LocalDate first = day(curve.start());
        LocalDate last = day(curve.end().minusSeconds(1));
        boolean several = !first.equals(last) && curve.length().compareTo(NIGHT) > 0;
        return new Days(first, last, several, several && curve.length().compareTo(WHOLE) > 0);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** 17 Nov 2026; 16 to 17 Nov 2026; 28 Nov to 4 Dec 2026. */
    String words() {
        String to = Wording.date(last);
        if (first.equals(last)) {
            return to;
        }
        if (first.getYear() != last.getYear()) {
            return Wording.date(first) + " to " + to;
        }
        return (first.getMonth() == last.getMonth() ? Integer.toString(first.getDayOfMonth()) : DAY.format(first))
                + " to " + to;
    }

    /** 16:24, or 17 Nov 16:24 where there are several days. */
    String time(Instant at) {
        return several ? date(at) + " " + Wording.clock(at) : Wording.clock(at);
    }

    /** As it stands in the picture, whose axis names the days too: 16:24, or 17 Nov 16:24 in a week. */
    String label(Instant at) {
        return recurring ? time(at) : Wording.clock(at);
    }

    /** Behind something that came at that time: " at 16:24", ", 17 Nov 16:24". */
    String beside(Instant at) {
        return (recurring ? ", " : " at ") + label(at);
    }

    /** 16:02–16:40, 16 Nov 23:50 – 17 Nov 00:20 */
    String span(Instant from, Instant to) {
        boolean across = recurring && !day(from).equals(day(to));
        return across ? label(from) + " – " + label(to) : label(from) + "–" + Wording.clock(to);
    }

    static String date(Instant at) {
        return DAY.format(day(at));
    }
}
