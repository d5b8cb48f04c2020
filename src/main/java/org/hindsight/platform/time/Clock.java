package org.hindsight.platform.time;

import java.time.LocalTime;

/**
 * A time of day as it was written.
 *
 * @param hour 0 to 24
 * @param halves whether AM or PM is written
 */
record Clock(int hour, int minute, int second, int nano, Precision precision, boolean halves) {

    LocalTime time() {
        return LocalTime.of(hour % 24, minute, second, nano);
    }

    /** 24:00 is the midnight that ends a day. */
    int daysOn() {
        return hour / 24;
    }

    Clock afternoon() {
        return new Clock(hour % 12 + 12, minute, second, nano, precision, true);
    }
}
