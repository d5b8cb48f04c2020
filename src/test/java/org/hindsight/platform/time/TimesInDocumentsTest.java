package org.hindsight.platform.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hindsight.platform.time.Doubt.Code;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as they stand in the timelines of others: under a dated heading, in a zone that is stated once, or in none. */
@Tag("plain")
class TimesInDocumentsTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = ';', textBlock = """
            2019-03-26; PDT (UTC-7);          [03-26 02:50] begins;                 2019-03-26T09:50:00Z; ; MINUTE;
            2019-03-26; PDT (UTC-7);          [12-05 16:21] merged;                 2018-12-05T23:21:00Z; ; MINUTE; DATE_ORDER YEAR_ROLLED_BACK ZONE_LABEL_SUSPECT
            2019-03-26; PDT (UTC-7);          between 2019-02-25 23:04 and 2019-02-26 08:12; 2019-02-26T06:04:00Z; 2019-02-26T15:12:00Z; MINUTE; FAR_AWAY ZONE_LABEL_SUSPECT FAR_AWAY ZONE_LABEL_SUSPECT
            2019-03-26; PDT (UTC-7);          Priya Shah   [07:16 AM];              2019-03-26T14:16:00Z; ; MINUTE;
            2019-01-22; PST;                  2:54 PM PST;                          2019-01-22T22:54:00Z; ; MINUTE;
            2019-02-08; PST;                  (Between 4:06pm (first notice) - 5:30pm); 2019-02-09T00:06:00Z; 2019-02-09T01:30:00Z; MINUTE;
            2025-10-21; ;                     - **21:45 UTC** - errors rise;        2025-10-21T21:45:00Z; ; MINUTE;
            2025-10-21; ;                     21:45 to 23:28 UTC (103 minutes);     2025-10-21T21:45:00Z; 2025-10-21T23:28:00Z; MINUTE;
            2025-10-29; ;                     22:30 UTC on October 29 to 05:39 UTC on October 30; 2025-10-29T22:30:00Z; 2025-10-30T05:39:00Z; MINUTE;
            2025-10-29; ;                     22:30 to 05:39 UTC on October 30;     2025-10-29T22:30:00Z; 2025-10-30T05:39:00Z; MINUTE;
            2025-09-29; ;                     2025-09-29T16:54:16.154136Z;          2025-09-29T16:54:16.154136Z; ; SECOND;
            2018-02-20; CET (GMT+1);          ### Feb 20 2018 14:17;                2018-02-20T13:17:00Z; ; MINUTE;
            2017-11-30; PST;                  0:59 CET (need to convert);           2017-11-30T23:59:00Z; ; MINUTE; DATE_ROLLOVER
            2018-07-30; PST (UTC-7);          ### 2018-07-30 ca. 11:20;             2018-07-30T18:20:00Z; ; ABOUT;  ZONE_CONTRADICTION
            2019-03-24; UTC+1 (Zurich time);  ### 2019-03-25 7:01am;                2019-03-25T06:01:00Z; ; MINUTE;
            2025-07-26; ;                     13:14 EDT (17:14 UTC) reported;       2025-07-26T17:14:00Z; ; MINUTE;
            2025-07-26; ;                     20:07 EDT (00:07 UTC) answered;       2025-07-27T00:07:00Z; ; MINUTE; DATE_ROLLOVER
            2021-10-30; PST;                  12:45 PM PST Saturday Oct 30th: wave; 2021-10-30T20:45:00Z; ; MINUTE; ZONE_LABEL_SUSPECT
            2021-10-30; PST;                  13:55 PM PST Saturday Oct 30th: wave; 2021-10-30T21:55:00Z; ; MINUTE; MERIDIEM_REDUNDANT ZONE_LABEL_SUSPECT
            2021-10-30; PST;                  23:00 AM MST Saturday Oct 30th: over; 2021-10-31T06:00:00Z; ; MINUTE; MERIDIEM_CONTRADICTION
            2022-06-28; PST;                  | Mon | Jun 27 | 13:47 | seen |;      2022-06-27T21:47:00Z; ; MINUTE; ZONE_LABEL_SUSPECT
            2023-01-11; ;                     2023-01-11 14:22: paged;              2023-01-11T14:22:00Z; ; MINUTE; ZONE_ASSUMED
            2023-01-11; ;                     2022-01-11 14:40: restarted;          2022-01-11T14:40:00Z; ; MINUTE; FAR_AWAY ZONE_ASSUMED
            2025-03-18; ;                     22025-03-18 09:36: upgraded;          2025-03-18T09:36:00Z; ; MINUTE; YEAR_REPAIRED ZONE_ASSUMED
            2019-11-30; CET;                  | 2019-11-30 08:24     | full;        2019-11-30T07:24:00Z; ; MINUTE;
            2025-05-14; EEST;                 ### 11:39AM;                          2025-05-14T08:39:00Z; ; MINUTE;
            2025-07-11; BST;                  ### July 11, 2025, 12:42 PM;          2025-07-11T11:42:00Z; ; MINUTE; ZONE_AMBIGUOUS
            2025-07-11; BST;                  July 11, 2025 at 4:42PM UTC;          2025-07-11T16:42:00Z; ; MINUTE;
            2019-10-21; UTC;                  **01:38: alerts fired** again;        2019-10-21T01:38:00Z; ; MINUTE;
            2021-05-29; ;                     16:37 Denver - restarted;             2021-05-29T22:37:00Z; ; MINUTE; ZONE_FROM_PLACE
            2021-06-01; ;                     2021-06-01T19:45 - investigates;      2021-06-01T19:45:00Z; ; MINUTE; ZONE_ASSUMED
            2021-05-30; ;                     2021-05-30T08:13:00-00:00;            2021-05-30T08:13:00Z; ; SECOND;
            2021-08-07; ;                     Aug 7,  2:53 AM PDT fixed;            2021-08-07T09:53:00Z; ; MINUTE;
            2021-12-17; ;                     Friday, 2021-12-17 09:00 US/Pacific;  2021-12-17T17:00:00Z; ; MINUTE;
            2022-06-28; ;                     Thursday, 2022-06-28 09:00 US/Pacific; 2022-06-28T16:00:00Z; ; MINUTE; WEEKDAY_MISMATCH
            2022-02-21; ;                     21 February 2022 at 01:00 US/Pacific; 2022-02-21T09:00:00Z; ; MINUTE;
            2022-08-22; ;                     2022-08-22 03:51:19.573905004 +0000 UTC m=+0.079858984; 2022-08-22T03:51:19.573905Z; ; SECOND;
            2019-07-20; UTC;                  20-Jul-2019 00:00:00;                 2019-07-20T00:00:00Z; ; SECOND;
            2021-10-12; ;                     2021-10-12T09:51:03.157076+02:00;     2021-10-12T07:51:03.157076Z; ; SECOND;
            2026-11-17; ;                     Tue Nov 17 14:05:30 UTC 2026 rebooted; 2026-11-17T14:05:30Z; ; SECOND;
            2003-08-14; ;                     1600h EDT;                            2003-08-14T20:00:00Z; ; MINUTE; CLOCK_WITHOUT_COLON
            2024-10-21; ;                     15:45-17:50 (МСК);                    2024-10-21T12:45:00Z; 2024-10-21T14:50:00Z; MINUTE;
            2018-10-23; ;                     2am central;                          2018-10-23T07:00:00Z; ; HOUR;   ZONE_AMBIGUOUS
            2021-06-29; ;                     1625000294;                           2021-06-29T20:58:14Z; ; SECOND;
            2017-08-14; ;                     1502709956288,;                       2017-08-14T11:25:56.288Z; ; SECOND;
            2017-08-14; ;                     1502709956288000110;                  2017-08-14T11:25:56.288Z; ; SECOND; EPOCH_UNITS
            2025-01-10; ;                     1736478514.897649;                    2025-01-10T03:08:34.897649Z; ; SECOND;
            """)
    void isReadAsItIsWritten(
            LocalDate day, String zone, String text, Instant at, Instant endAt, Precision precision, String doubts) {
        Setting unknown = Setting.under(day, ZoneOffset.UTC);
        Setting setting =
                zone == null ? unknown : unknown.stating(NamedZone.read(zone).orElseThrow());
        TimePhrase phrase = TimePhrase.read(text, setting).phrase().orElseThrow();
        assertEquals(at, phrase.at());
        assertEquals(endAt, phrase.endAt());
        assertEquals(precision, phrase.precision());
        assertEquals(
                doubts == null
                        ? List.of()
                        : Arrays.stream(doubts.split(" ", -1))
                                .map(Code::valueOf)
                                .toList(),
                codes(phrase));
    }

    @Test
    void passesMidnightUnderTheOldHeading() {
        Setting may12 = Setting.under(LocalDate.parse("2025-05-12"), ZoneId.of("Europe/Athens"));
        TimePhrase late = read("### 00:40", may12.between(Instant.parse("2025-05-12T20:00:00Z"), null));
        assertEquals(Instant.parse("2025-05-12T21:40:00Z"), late.at());
        assertEquals(List.of(Code.DATE_ROLLOVER, Code.ZONE_ASSUMED), codes(late));
    }

    @Test
    void isInDoubtWhereItDoesNotFitTheLinesAroundIt() {
        Setting july = Setting.under(LocalDate.parse("2024-07-25"), ZoneId.of("Europe/London"));
        Setting after = july.between(Instant.parse("2024-07-25T11:50:00Z"), null);
        assertEquals(
                List.of(Code.ZONE_ASSUMED, Code.NOT_CHRONOLOGICAL), codes(read("2024-07-25 12:35: scaled", after)));
        Setting before = july.between(null, Instant.parse("2024-07-25T11:00:00Z"));
        assertEquals(List.of(Code.ZONE_ASSUMED, Code.NOT_CHRONOLOGICAL), codes(read("12:35: scaled", before)));
    }

    @Test
    void isInDoubtWhereItIsAnnouncedRatherThanTold() {
        Setting update = Setting.under(LocalDate.parse("2018-10-23"), ZoneId.of("America/Chicago"))
                .writtenAt(Instant.parse("2018-10-23T05:34:19Z"));
        assertEquals(List.of(Code.ZONE_ASSUMED, Code.IN_FUTURE), codes(read("02:00 we expect to be back", update)));
    }

    @Test
    void cannotCountBackFromNowhere() {
        Setting heading = Setting.under(LocalDate.parse("2018-10-23"), ZoneOffset.UTC);
        assertEquals(
                Optional.of(Code.IMPOSSIBLE),
                TimePhrase.read("10m ago", heading).fault().map(Doubt::code));
        assertEquals(
                Instant.parse("2018-10-22T23:50:00Z"),
                read("yesterday 23:50", heading).at());
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, Z",
        "Europe/London, Europe/London",
        "CET, CET",
        "-07:00, -07:00",
        "UTC+5:30, +05:30",
        "GMT-3, -03:00",
        "PST, -08:00",
        "Denver, America/Denver",
        "Mars/Olympus, ",
        "ABCD, ",
        "UTC+99, ",
        "PST or so, ",
        "'', "
    })
    void aZoneIsKnownByAnyOfItsNames(String name, String id) {
        assertEquals(
                Optional.ofNullable(id),
                NamedZone.read(name).map(zone -> zone.meanings().get(0).id().getId()));
    }

    private static TimePhrase read(String text, Setting setting) {
        return TimePhrase.read(text, setting).phrase().orElseThrow();
    }

    private static List<Code> codes(TimePhrase phrase) {
        return phrase.warnings().stream().map(Doubt::code).toList();
    }
}
