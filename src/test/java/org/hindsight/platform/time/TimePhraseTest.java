package org.hindsight.platform.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hindsight.platform.time.Doubt.Code;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type into the composer, on the Tuesday of the outage at 16:20 in London. */
@Tag("plain")
class TimePhraseTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Instant NOW = Instant.parse("2026-11-17T16:20:30Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            14:05 apps fail;              2026-11-17T14:05:00Z; ; MINUTE; apps fail
            2:05pm apps fail;             2026-11-17T14:05:00Z; ; MINUTE; apps fail
            2:05 p.m. apps fail;          2026-11-17T14:05:00Z; ; MINUTE; apps fail
            14h05 apps fail;              2026-11-17T14:05:00Z; ; MINUTE; apps fail
            14:05: apps fail;             2026-11-17T14:05:00Z; ; MINUTE; apps fail
            14:05 – apps fail;            2026-11-17T14:05:00Z; ; MINUTE; apps fail
            at 14:05 apps fail;           2026-11-17T14:05:00Z; ; MINUTE; apps fail
            today 14:05 apps fail;        2026-11-17T14:05:00Z; ; MINUTE; apps fail
            - [14:05] apps fail;          2026-11-17T14:05:00Z; ; MINUTE; apps fail
            priya [14:05] apps fail;      2026-11-17T14:05:00Z; ; MINUTE; priya apps fail
            14:05:30 apps fail;           2026-11-17T14:05:30Z; ; SECOND; apps fail
            14:05 PST apps fail;          2026-11-16T22:05:00Z; ; MINUTE; apps fail
            14:05 utc apps fail;          2026-11-17T14:05:00Z; ; MINUTE; apps fail
            14:05 UTC+2 apps fail;        2026-11-17T12:05:00Z; ; MINUTE; apps fail
            14:05 +05:30 apps fail;       2026-11-17T08:35:00Z; ; MINUTE; apps fail
            14:05 America/New_York down;  2026-11-16T19:05:00Z; ; MINUTE; down
            14:05 New York;               2026-11-16T19:05:00Z; ; MINUTE; ""
            9 am mountain time it began;  2026-11-17T16:00:00Z; ; HOUR;   it began
            10m ago it came back;         2026-11-17T16:10:30Z; ; MINUTE; it came back
            90 seconds ago: back;         2026-11-17T16:19:00Z; ; SECOND; back
            1h 30min ago it began;        2026-11-17T14:50:30Z; ; MINUTE; it began
            half an hour ago it began;    2026-11-17T15:50:30Z; ; MINUTE; it began
            2 hours ago it began;         2026-11-17T14:20:30Z; ; HOUR;   it began
            3 days ago it was deployed;   2026-11-14T16:20:30Z; ; DAY;    it was deployed
            yesterday 23:50 deployed;     2026-11-16T23:50:00Z; ; MINUTE; deployed
            23:50 yesterday deployed;     2026-11-16T23:50:00Z; ; MINUTE; deployed
            Monday 14:05 deployed;        2026-11-16T14:05:00Z; ; MINUTE; deployed
            Tuesday 18:00 deployed;       2026-11-10T18:00:00Z; ; MINUTE; deployed
            ~14:00 apps fail;             2026-11-17T14:00:00Z; ; ABOUT;  apps fail
            ca. 14:00 apps fail;          2026-11-17T14:00:00Z; ; ABOUT;  apps fail
            14:00 ±5 min apps fail;       2026-11-17T14:00:00Z; ; ABOUT;  apps fail
            14:05–14:20 apps fail;        2026-11-17T14:05:00Z; 2026-11-17T14:20:00Z; MINUTE; apps fail
            14:05-14:20 apps fail;        2026-11-17T14:05:00Z; 2026-11-17T14:20:00Z; MINUTE; apps fail
            14:05 to 14:20 EST failing;   2026-11-16T19:05:00Z; 2026-11-16T19:20:00Z; MINUTE; failing
            23:50–00:10 deployed;         2026-11-16T23:50:00Z; 2026-11-17T00:10:00Z; MINUTE; deployed
            2 - 2:30pm failing;           ; ; ; ""
            2pm-2:30pm failing;           2026-11-17T14:00:00Z; 2026-11-17T14:30:00Z; HOUR; failing
            9:00-5pm in the office;       2026-11-17T09:00:00Z; 2026-11-17T17:00:00Z; MINUTE; in the office
            between 3 and 4 users;        ; ; ; ""
            16 Nov 14:05 deployed;        2026-11-16T14:05:00Z; ; MINUTE; deployed
            2026-11-16 14:05 deployed;    2026-11-16T14:05:00Z; ; MINUTE; deployed
            2026-11-16T14:05Z deployed;   2026-11-16T14:05:00Z; ; MINUTE; deployed
            2026-11-16 deployed;          2026-11-16T00:00:00Z; ; DAY;    deployed
            16.11.2026 14:05 deployed;    2026-11-16T14:05:00Z; ; MINUTE; deployed
            2026-11-16 24:00 over;        2026-11-17T00:00:00Z; ; MINUTE; over
            """)
    void isUnderstoodAtTheStartOfALine(String text, String at, String endAt, Precision precision, String rest) {
        Optional<TimePhrase> phrase = read(text).phrase();
        assertEquals(Optional.ofNullable(at).map(Instant::parse), phrase.map(TimePhrase::at));
        assertEquals(Optional.ofNullable(endAt).map(Instant::parse), phrase.map(TimePhrase::endAt));
        assertEquals(Optional.ofNullable(precision), phrase.map(TimePhrase::precision));
        assertEquals(rest, phrase.map(TimePhrase::rest).orElse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Apps open, then fail",
                "the deploy of 14:05",
                "14 users wrote",
                "14:5",
                "about 300 users",
                "10 min of silence",
                "5 may be too many",
                "May 5 servers fail",
                "Monday we deployed",
                "yesterday we deployed",
                "yesterday's deploy",
                "10:20:30:40:50:60 left the network",
                "192.168.1.1 is down",
                "1.2.2026-rc1 is out",
                "2026-11-16-rc1 is out",
                "2 PM2 processes died",
                "1736478514 requests failed",
                "4002 errors",
                "3/4 of all users",
                "from 14:05 users see errors",
                "16:9 pictures"
            })
    void isNotSeenWhereThereIsNone(String text) {
        assertEquals(Reading.NOTHING, read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "London and Manchester cannot stream",
                "London, Manchester, Glasgow",
                "London: nobody can stream",
                "central database is slow",
                "Eastern region is lost",
                "CAT scans are late",
                "about 300 users wrote",
                "Sat in the bridge call",
                "on call was paged",
                "Jan was paged",
                "-3 nodes",
                "+1000 requests a second",
                "(see #7)",
                "(25:99 in the log)",
                "**bold** words",
                "~14:20",
                "to London"
            })
    void leavesTheWordsAfterItAlone(String words) {
        TimePhrase phrase = read("14:05 " + words).phrase().orElseThrow();
        assertEquals(Instant.parse("2026-11-17T14:05:00Z"), phrase.at());
        assertEquals(words, phrase.rest());
    }

    @Test
    void leavesFurtherLinesAndOpenMarksAsTheyWere() {
        assertEquals("- songs\n- podcasts", rest("14:05\n- songs\n- podcasts"));
        assertEquals("songs\n14:10 podcasts", rest("14:05 songs\n14:10 podcasts"));
        assertEquals("**songs** fail", rest("**14:05 songs** fail"));
        assertEquals("songs **fail**", rest("**14:05**: songs **fail**"));
        assertEquals("[the graph](https://example.org)", rest("[14:05 the graph](https://example.org)"));
    }

    @Test
    void meansTheLatestThatIsNotInTheFuture() {
        assertEquals(Instant.parse("2026-11-17T16:20:00Z"), at("16:20"));
        assertEquals(Instant.parse("2026-11-16T16:30:00Z"), at("16:30"));
        assertEquals(Instant.parse("2026-11-17T16:21:00Z"), at("16:21"), "clocks differ a little");
        assertEquals(Instant.parse("2025-12-24T18:00:00Z"), at("Dec 24 18:00"));
        assertEquals(Instant.parse("2024-02-29T18:00:00Z"), at("Feb 29 18:00"));
    }

    @Test
    void saysWhatItLeftOpen() {
        assertEquals(List.of(Code.ZONE_ASSUMED), doubts("14:05 apps fail"));
        assertEquals(List.of(), doubts("14:05 UTC apps fail"));
        assertEquals(List.of(), doubts("2026-11-17T14:05Z apps fail"));
        assertEquals(List.of(), doubts("10m ago apps fail"));
        assertEquals(List.of(Code.DATE_ASSUMED), doubts("10:05 EST apps fail"));
        assertEquals(List.of(Code.YEAR_ASSUMED), doubts("16 Nov 14:05 UTC deployed"));
        assertEquals(List.of(Code.DATE_ORDER), doubts("5/11/2026 14:05 UTC deployed"));
    }

    @Test
    void saysWhatIsOdd() {
        assertEquals(List.of(Code.IN_FUTURE), doubts("2026-11-17 18:00 UTC maintenance"));
        assertEquals(List.of(Code.IN_FUTURE), doubts("16:10–16:40 UTC maintenance"));
        assertEquals(List.of(Code.FAR_AWAY), doubts("2025-11-17 14:05 UTC deployed"));
        assertEquals(List.of(Code.WEEKDAY_MISMATCH), doubts("Monday, 17 Nov 2026 14:05 UTC deployed"));
        assertEquals(List.of(Code.MERIDIEM_REDUNDANT), doubts("13:55 PM UTC deployed"));
        assertEquals(List.of(Code.MERIDIEM_CONTRADICTION), doubts("13:55 AM UTC deployed"));
        assertEquals(List.of(Code.MERIDIEM_ASSUMED), doubts("2:05 - 3:30pm UTC failing"));
        assertEquals(List.of(Code.CLOCK_WITHOUT_COLON), doubts("1400 UTC failing"));
        assertEquals(List.of(Code.YEAR_REPAIRED), doubts("22026-11-17 14:05 UTC deployed"));
        assertEquals(List.of(Code.ZONE_FROM_PLACE, Code.DATE_ASSUMED), doubts("09:05 Denver"));
        assertEquals(List.of(Code.END_BEFORE_START), doubts("2026-11-17 14:05 UTC to 2026-11-16 14:20 UTC failing"));
        assertEquals(List.of(Code.OFFSET_OR_RANGE), doubts("2026-11-17 08:05-07:00 deployed"));
        assertEquals(List.of(), doubts("2026-11-17 10:05 EST (15:05 UTC) deployed"));
        assertEquals(List.of(Code.ZONE_CONTRADICTION), doubts("2026-11-17 10:05 EST (15:10 UTC) deployed"));
        assertEquals(List.of(Code.DATE_ROLLOVER), doubts("2026-11-16 20:05 EST (01:05 UTC) deployed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            25:99 restarted;       25:99 is not a clock time.
            14:60 restarted;       14:60 is not a clock time.
            14:05–14:99 restarted; 14:99 is not a clock time.
            24:01 restarted;       24:01 is not a clock time.
            2026-02-31 14:05;      There is no 31 February 2026.
            31 February 14:05;     There is no 31 February.
            29 Feb 2026, 14:05;    There is no 29 February 2026.
            2026-13-01 14:05;      There is no month 13.
            1899-12-31 14:05;      The year 1899 is not between 1900 and 2199.
            99999-01-01 14:05;     99999 is not a year.
            """)
    void isRefusedWithTheReasonWhereThereIsNoSuchTime(String text, String why) {
        Reading reading = read(text);
        assertEquals(Optional.empty(), reading.phrase());
        assertEquals(Optional.of(new Doubt(Code.IMPOSSIBLE, why)), reading.fault());
    }

    @Test
    void aPlaceholderMeansThatNoTimeIsSet() {
        assertEquals(
                Optional.of(Code.NOT_SET), read("0001-01-01T00:00:00Z").fault().map(Doubt::code));
    }

    @Test
    void saysSoWhereTheClocksSkippedATimeOrShowedItTwice() {
        Instant spring = Instant.parse("2026-03-29T09:00:00Z");
        TimePhrase skipped = read("01:30 deployed", LONDON, spring);
        assertEquals(Instant.parse("2026-03-29T01:30:00Z"), skipped.at());
        assertEquals(List.of(Code.DST_GAP, Code.ZONE_ASSUMED), codes(skipped));
        assertTrue(skipped.needsConfirming());

        TimePhrase first = read("2026-10-25 01:30 deployed", LONDON, Instant.parse("2026-10-25T09:00:00Z"));
        assertEquals(Instant.parse("2026-10-25T00:30:00Z"), first.at());
        assertEquals(List.of(Code.DST_OVERLAP, Code.ZONE_ASSUMED), codes(first));

        TimePhrase latest = read("01:30 deployed", LONDON, Instant.parse("2026-10-25T09:00:00Z"));
        assertEquals(Instant.parse("2026-10-25T01:30:00Z"), latest.at());
        TimePhrase between = read("01:30 deployed", LONDON, Instant.parse("2026-10-25T00:45:00Z"));
        assertEquals(Instant.parse("2026-10-25T00:30:00Z"), between.at());

        assertEquals(
                Instant.parse("2026-10-25T00:50:00Z"),
                read("10m ago", LONDON, Instant.parse("2026-10-25T01:00:00Z")).at());
    }

    @Test
    void takesAnAmbiguousZoneAsTheReadersOwnIfItIsOneOfThem() {
        assertEquals(Instant.parse("2026-11-17T20:05:00Z"), at("2026-11-17 14:05 CST"));
        assertEquals(List.of(Code.ZONE_AMBIGUOUS, Code.IN_FUTURE), doubts("2026-11-17 14:05 CST"));
        TimePhrase home = read("2026-11-17 14:05 CST", ZoneId.of("Asia/Shanghai"), NOW);
        assertEquals(Instant.parse("2026-11-17T06:05:00Z"), home.at());
        assertEquals(List.of(), codes(home));
    }

    @Test
    void readsAnAbbreviationAsItStandsAndSaysThatItsTimeWasOver() {
        TimePhrase phrase = read("2026-07-17 14:05 PST", LONDON, Instant.parse("2026-07-18T00:00:00Z"));
        assertEquals(Instant.parse("2026-07-17T22:05:00Z"), phrase.at());
        assertEquals(List.of(Code.ZONE_LABEL_SUSPECT), codes(phrase));
    }

    @Test
    void keepsTheZoneInWhichItWasWritten() {
        assertEquals(LONDON, read("14:05").phrase().orElseThrow().zone());
        assertEquals(
                ZoneId.of("-08:00"), read("14:05 PST").phrase().orElseThrow().zone());
        assertEquals(5, read("14:00 ±5").phrase().orElseThrow().plusMinusMinutes());
        assertEquals(60, read("14:00 +/- 1 h").phrase().orElseThrow().plusMinusMinutes());
    }

    @Test
    void neverFailsWhateverIsTyped() {
        String[] pieces = {
            "14:05",
            "25:99",
            "2026-02-31",
            "2026-11-17",
            "12-05",
            "31/12/2026",
            "99999999999999999999",
            "1625000294",
            "~",
            "–",
            "-",
            "−",
            "+",
            ":",
            ".",
            ",",
            "|",
            "#",
            "*",
            "_",
            "`",
            "[",
            "]",
            "(",
            ")",
            "/",
            "±",
            "T",
            "Z",
            "PST",
            "UTC",
            "UTC-7",
            "GMT+99",
            "America/",
            "America/New_York",
            "Denver",
            "central",
            "AM",
            "pm",
            "h",
            "ago",
            "m",
            "d",
            "yesterday",
            "Monday",
            "Feb",
            "29",
            "30",
            "of",
            "th",
            "between",
            "and",
            "to",
            "at",
            "on",
            "ca.",
            "half",
            "an",
            "hour",
            "\n",
            "\r",
            "\t",
            " ",
            " ",
            "\u00a0",
            "\u2028",
            "\0",
            "\ud83d",
            "\ude00",
            "é",
            "МСК",
            "١٤:٠٥",
            "'",
            "\"",
            "\\",
            "{",
            "}",
            "<",
            ">",
            "9",
            "0",
            "00",
            "24:00"
        };
        Setting heading = Setting.under(LocalDate.parse("2026-03-29"), LONDON)
                .stating(NamedZone.read("IST").orElseThrow())
                .between(NOW, NOW);
        Random random = new Random(20261117);
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(12); piece >= 0; piece--) {
                text.append(pieces[random.nextInt(pieces.length)]);
                text.append(random.nextBoolean() ? " " : "");
            }
            String typed = text.toString();
            for (Setting setting : List.of(Setting.live(LONDON, NOW), heading)) {
                TimePhrase.read(typed, setting).phrase().ifPresent(phrase -> {
                    assertTrue(phrase.rest().length() <= typed.length(), typed);
                    assertTrue(Math.abs(Duration.between(NOW, phrase.at()).toDays()) < 200 * 365, typed);
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "1",
                " ",
                "(",
                "[",
                "*",
                "#",
                "~",
                "9d",
                "1h ",
                "-",
                "New ",
                "14:05 ",
                "America/",
                "| ",
                "\n",
                "-> "
            })
    void readsALongLineOnce(String piece) {
        String text = piece.repeat(20_000 / piece.length());
        assertNotEquals(null, read(text));
        assertNotEquals(null, read("14:05 " + text));
        assertNotEquals(null, read("2026-11-17 " + text + " 14:05"));
    }

    private static Reading read(String text) {
        return TimePhrase.read(text, Setting.live(LONDON, NOW));
    }

    private static TimePhrase read(String text, ZoneId zone, Instant now) {
        return TimePhrase.read(text, Setting.live(zone, now)).phrase().orElseThrow();
    }

    private static Instant at(String text) {
        return read(text).phrase().orElseThrow().at();
    }

    private static String rest(String text) {
        return read(text).phrase().orElseThrow().rest();
    }

    private static List<Code> doubts(String text) {
        return codes(read(text).phrase().orElseThrow());
    }

    private static List<Code> codes(TimePhrase phrase) {
        return phrase.warnings().stream().map(Doubt::code).toList();
    }
}
