package org.hindsight.platform.drawing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hindsight.platform.web.Wording;

/**
 * On which days, in UTC, a picture lies, and which of its times need their day beside them.
 *
 * @param several whether a text has to name them
 * @param recurring whether a clock time comes more than once, so that a label has to name them as well
 * @param seconds whether its times are told to the second
 */
public record Days(LocalDate first, LocalDate last, boolean several, boolean recurring, boolean seconds) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final Duration NIGHT = Duration.ofHours(6);
    private static final Duration WHOLE = Duration.ofDays(1);

    /** Those between two moments, of which the second does not belong to them any more. */
    public static Days between(Instant start, Instant end) {
        LocalDate first = day(start);
        LocalDate last = day(end.minusSeconds(1));
        Duration length = Duration.between(start, end);
        boolean several = !first.equals(last) && length.compareTo(NIGHT) > 0;
        return new Days(first, last, several, several && length.compareTo(WHOLE) > 0, false);
    }

    /** The same, with times that are told to the second. */
    public Days toTheSecond() {
        return new Days(first, last, several, recurring, true);
    }

    /** 16:24, or 16:24:30 */
    public String clock(Instant at) {
        return seconds ? SECONDS.format(at.atOffset(ZoneOffset.UTC)) : Wording.clock(at);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** 17 Nov 2026; 16 to 17 Nov 2026; 28 Nov to 4 Dec 2026. */
    public String words() {
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
    public String time(Instant at) {
        return several ? date(at) + " " + clock(at) : clock(at);
    }

    /** As it stands in the picture, whose axis names the days too: 16:24, or 17 Nov 16:24 in a week. */
    public String label(Instant at) {
        return recurring ? time(at) : clock(at);
    }

    /** Behind something that came at that time: " at 16:24", ", 17 Nov 16:24". */
    public String beside(Instant at) {
        return (recurring ? ", " : " at ") + label(at);
    }

    /** 16:02–16:40, 16 Nov 23:50 – 17 Nov 00:20 */
    public String span(Instant from, Instant to) {
        boolean across = recurring && !day(from).equals(day(to));
        return across ? label(from) + " – " + label(to) : label(from) + "–" + clock(to);
    }

    public static String date(Instant at) {
        return DAY.format(day(at));
    }
}
