package org.hindsight.platform.time;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How days and times read in the sentence of a doubt. */
final class Words {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private Words() {}

    /** 17 November 2026 */
    static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** 14:05 */
    static String clock(LocalTime time) {
        return CLOCK.format(time);
    }
}
