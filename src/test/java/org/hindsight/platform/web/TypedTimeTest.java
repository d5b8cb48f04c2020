package org.hindsight.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times in the fields of a page. */
@Tag("plain")
class TypedTimeTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Instant NOW = Instant.parse("2026-07-17T16:20:30Z");

    @ParameterizedTest
    @CsvSource({
        "14:05, 2026-07-17T14:05+01:00",
        "' 14:05:30 ', 2026-07-17T14:05:30+01:00",
        "14:05Z, 2026-07-17T14:05Z",
        "14:05 +02:00, 2026-07-17T14:05+02:00",
        "18:05, 2026-07-16T18:05+01:00",
        "2026-07-16, 2026-07-16T00:00+01:00",
        "2026-07-16 14:05, 2026-07-16T14:05+01:00",
        "2026-07-16T14:05:30.1234567Z, 2026-07-16T14:05:30.123Z",
        "2026-11-23 14:05, 2026-11-23T14:05Z",
        "~14:05, 2026-07-17T14:05+01:00",
        "10m ago, 2026-07-17T17:10:30+01:00",
        "yesterday 23:50, 2026-07-16T23:50+01:00"
    })
    void areReadWithTheOffsetThatHeldThenAndThere(String typed, String meant) {
        assertEquals(Optional.of(OffsetDateTime.parse(meant)), TypedTime.read(typed, LONDON, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "soon, is not a time; write 14:05",
        "14:05 or so, is not a time; write 14:05",
        "14:05–14:20, is not a time; write 14:05",
        "25:99, is not a time as it stands: 25:99 is not a clock time.",
        "2026-02-31 14:05, is not a time as it stands: There is no 31 February 2026.",
        "2026-03-29 01:30, is not a time as it stands: The clocks of Europe/London skipped 01:30",
        "22026-07-16 14:05, is not a time as it stands: 22026 is not a year"
    })
    void areRefusedWithAReasonWhereNobodyCouldConfirmThem(String typed, String why) {
        assertEquals(Optional.empty(), TypedTime.read(typed, LONDON, NOW));
        assertTrue(TypedTime.fault(typed, LONDON, NOW).startsWith(why), TypedTime.fault(typed, LONDON, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "in 20 min, 2026-07-17T16:40:30Z",
        "20 minutes, 2026-07-17T16:40:30Z",
        "30m, 2026-07-17T16:50:30Z",
        "1h 30m, 2026-07-17T17:50:30Z",
        "in half an hour, 2026-07-17T16:50:30Z",
        "in an hour and 15 minutes, 2026-07-17T17:35:30Z",
        "in 2 days, 2026-07-19T16:20:30Z",
        "18:05, 2026-07-17T17:05:00Z",
        "by 18:05, ",
        "at 18:05, 2026-07-17T17:05:00Z",
        "18:05 UTC, 2026-07-17T18:05:00Z",
        "00:30, 2026-07-17T23:30:00Z",
        "17:10, 2026-07-17T16:10:00Z",
        "tomorrow 09:00, 2026-07-18T08:00:00Z",
        "'tomorrow, 9 am UTC', 2026-07-18T09:00:00Z",
        "today 23:59, 2026-07-17T22:59:00Z",
        "2026-11-23 14:05, 2026-11-23T14:05:00Z",
        "10m ago, 2026-07-17T16:10:30Z",
        "30 people, ",
        "in 20 min or so, ",
        "tomorrow, ",
        "30, "
    })
    void mayBeOnesToCome(String typed, Instant meant) {
        assertEquals(Optional.ofNullable(meant), TypedTime.readAhead(typed, LONDON, NOW));
    }

    @Test
    void areNeverToComeWhereAPastIsMeant() {
        assertEquals(Optional.empty(), TypedTime.read("in 20 min", LONDON, NOW));
        assertEquals(Optional.empty(), TypedTime.read("30m", LONDON, NOW));
        assertEquals(Optional.empty(), TypedTime.read("tomorrow 09:00", LONDON, NOW));
    }

    @Test
    void areWhatTheFieldShowedBefore() {
        Instant at = Instant.parse("2026-10-25T00:30:00Z");
        String shown = Wording.typed(at, "Europe/London");
        assertEquals(at, TypedTime.read(shown, LONDON, NOW).orElseThrow().toInstant());
    }
}
