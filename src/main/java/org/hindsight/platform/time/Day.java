package org.hindsight.platform.time;

import org.jspecify.annotations.Nullable;

/**
 * A day of the calendar as it was written, possible or not.
 *
 * @param year null where none is written
 * @param swappable whether month and day could be meant the other way round
 * @param monthFirst whether the way in which it is written speaks for the month first
 */
record Day(@Nullable Integer year, int month, int dayOfMonth, boolean swappable, boolean monthFirst) {

    static Day of(@Nullable Integer year, int month, int dayOfMonth) {
        return new Day(year, month, dayOfMonth, false, true);
    }

    Day swapped() {
        return new Day(year, dayOfMonth, month, swappable, monthFirst);
    }
}
