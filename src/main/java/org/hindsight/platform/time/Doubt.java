package org.hindsight.platform.time;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something to know before a time is believed: what it left open and how that was filled in, or what is odd
 * about it.
 *
 * @param message a sentence for people
 */
@Schema(name = "TimeDoubt")
public record Doubt(Code code, String message) {

    /** What sort of doubt. */
    @Schema(name = "TimeDoubtCode")
    public enum Code {
        /** No zone is written: the reader's own was taken. */
        ZONE_ASSUMED,
        /** The zone is written, the day is not. */
        DATE_ASSUMED,
        /** No year is written: the latest that is not in the future was taken. */
        YEAR_ASSUMED,
        /** The day belongs to another year than the text around it. */
        YEAR_ROLLED_BACK,
        /** The day is another one than the text around it, or the reader's zone, has. */
        DATE_ROLLOVER,
        /** 12-05 or 5/12: month and day could be the other way round. */
        DATE_ORDER,
        /** The year cannot be as written: one digit too many was left out. */
        YEAR_REPAIRED,
        /** The day of the week is not that of the date. */
        WEEKDAY_MISMATCH,
        /** Weeks away from now, or from the text around it. */
        FAR_AWAY,
        /** Later than now. */
        IN_FUTURE,
        /** Earlier than the line before, or later than the line after. */
        NOT_CHRONOLOGICAL,
        /** The end lies before the start. */
        END_BEFORE_START,
        /** Summer time began: the clocks skipped this time. */
        DST_GAP,
        /** Summer time ended: the clocks showed this time twice. */
        DST_OVERLAP,
        /** The name of the zone stands for several. */
        ZONE_AMBIGUOUS,
        /** The name of a place was taken as that of its zone. */
        ZONE_FROM_PLACE,
        /** PST in summer, CEST in winter: where that zone is kept, another one was in force. */
        ZONE_LABEL_SUSPECT,
        /** Two zones, or two times in two zones, that do not agree. */
        ZONE_CONTRADICTION,
        /** -07:00 after a clock time may be an offset or the end of a range. */
        OFFSET_OR_RANGE,
        /** 13:55 PM: the clock has 24 hours already. */
        MERIDIEM_REDUNDANT,
        /** 23:00 AM: one of both is wrong. */
        MERIDIEM_CONTRADICTION,
        /** 4:06 - 5:30pm: AM or PM was taken from the end. */
        MERIDIEM_ASSUMED,
        /** 1600h: a time without a colon, which often is a round one. */
        CLOCK_WITHOUT_COLON,
        /** A count since 1970 finer than milliseconds; its last digits may be a counter. */
        EPOCH_UNITS,
        /** There is no such time: 25:99, 31 February. */
        IMPOSSIBLE,
        /** A placeholder such as 0001-01-01, which means that no time is set. */
        NOT_SET;

        /**
         * Whether the time was taken otherwise than it is written, or contradicts itself: what a person should
         * confirm, and what must not pass where a doubt cannot be shown.
         */
        public boolean needsConfirming() {
            return switch (this) {
                case YEAR_REPAIRED,
                        WEEKDAY_MISMATCH,
                        END_BEFORE_START,
                        DST_GAP,
                        ZONE_CONTRADICTION,
                        MERIDIEM_CONTRADICTION,
                        IMPOSSIBLE,
                        NOT_SET -> true;
                default -> false;
            };
        }
    }
}
