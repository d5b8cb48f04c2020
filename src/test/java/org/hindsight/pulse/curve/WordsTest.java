package org.hindsight.pulse.curve;

import static org.hindsight.pulse.curve.Stories.MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hindsight.pulse.detection.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class WordsTest {

    private static final Instant NOON = Instant.parse("2026-11-17T12:00:00Z");

    @Test
    void tellTheRiseWhileItLasts() {
        assertEquals(
                "Reports rose from about 6 a minute to 1,912 a minute at 16:24 UTC; above normal since 16:02.",
                Words.sentence(Stories.outage(NOON, 300, MINUTE)));
    }

    @Test
    void tellTheRiseWhenItIsOver() {
        assertEquals(
                "Reports rose from about 6 a minute to 1,912 a minute at 16:24 UTC; above normal from 16:02 to 19:40.",
                Words.sentence(Stories.outage(NOON, 600, MINUTE)));
    }

    @Test
    void nameTheDayOnceWhereThereAreSeveral() {
        assertEquals(
                "Reports rose from about 6 a minute to 1,912 a minute at 16:24 UTC on 17 Nov;"
                        + " above normal from 16:02 to 19:40.",
                Words.sentence(Stories.outage(Instant.parse("2026-11-16T20:00:00Z"), 1440, MINUTE)));
    }

    @Test
    void sayHowLongAStepIs() {
        assertEquals("a minute", Words.per(MINUTE));
        assertEquals("per 5 minutes", Words.per(Duration.ofMinutes(5)));
        assertEquals("an hour", Words.per(Duration.ofHours(1)));
        assertEquals("per 90 minutes", Words.per(Duration.ofMinutes(90)));
        assertEquals("a day", Words.per(Duration.ofDays(1)));
        assertEquals("per 10 seconds", Words.per(Duration.ofSeconds(10)));
    }

    @Test
    void sayThatAllWasNormal() {
        assertEquals(
                "About 6 a minute on average and 31 at most, at 10:00 UTC; nothing above normal.",
                Words.sentence(Stories.day(minute -> minute == 600 ? 31 : 6, 6.0)));
        assertEquals("6 a minute throughout; nothing above normal.", Words.sentence(Stories.day(minute -> 6, 6.0)));
        assertEquals("6 a minute throughout.", Words.sentence(Stories.day(minute -> 6, null)));
    }

    @Test
    void sayThatHardlyAnythingCame() {
        assertEquals("No reports in this time.", Words.sentence(Stories.day(minute -> 0, 0.2)));
        assertEquals("One report, at 08:20 UTC.", Words.sentence(Stories.day(minute -> minute == 500 ? 1 : 0, null)));
    }

    @Test
    void countTheTimesAndNameTheLongest() {
        assertEquals(
                "Reports rose from about 6 a minute to 40 a minute at 12:10 UTC;"
                        + " above normal 2 times, for longest from 12:30 to 12:50.",
                Words.sentence(unusual(10, 20, 30, 50)));
        assertEquals(
                "Reports rose from about 6 a minute to 40 a minute at 12:10 UTC;"
                        + " above normal 2 times, for longest from 12:10 to 12:30, and again since 12:50.",
                Words.sentence(unusual(10, 30, 50, 60)));
    }

    @Test
    void doNotSayThatItLastsOfWhatIsOver() {
        Curve lasting = unusual(10, 30, 50, 60);
        Curve.Window over = new Curve.Window(NOON, NOON.plusSeconds(3000), "INC-1");
        assertEquals(
                "Reports rose from about 6 a minute to 40 a minute at 12:10 UTC;"
                        + " above normal 2 times, for longest from 12:10 to 12:30, and again from 12:50 on.",
                Words.sentence(new Curve("Music", MINUTE, lasting.steps(), List.of(), over)));
    }

    @Test
    void doNotClaimToKnowTheBeginning() {
        assertEquals(
                "Reports rose from about 6 a minute to 40 a minute at 12:00 UTC; above normal from the start until 12:20.",
                Words.sentence(unusual(0, 20)));
        assertEquals(
                "Reports rose from about 6 a minute to 40 a minute at 12:00 UTC; above normal all the time.",
                Words.sentence(unusual(0, 60)));
    }

    @Test
    void tellThoseWhoDoNotSeeItWhatIsPointedAt() {
        Curve curve = Stories.outage(NOON, 480, MINUTE, List.of(Stories.mark("16:08", "Detected")), null);
        assertEquals("All times are UTC, 17 Nov 2026. Detected 16:08.", Words.details(curve));
        assertTrue(curve.figure("room").wide().html().contains("17 Nov 2026. Detected 16:08.</desc>"));
        assertEquals("90 reports in all.", Words.caption(Stories.day(minute -> minute < 90 ? 1 : 0, null), false));
    }

    /** An hour of sixes, with forties from one minute to another. */
    private static Curve unusual(int... edges) {
        List<Curve.Step> steps = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            boolean high = false;
            for (int i = 0; i < edges.length; i += 2) {
                high |= edges[i] <= minute && minute < edges[i + 1];
            }
            steps.add(new Curve.Step(
                    NOON.plusSeconds(60L * minute), high ? 40 : 6, 6.0, high ? State.ELEVATED : State.NORMAL));
        }
        return new Curve("Music streaming", MINUTE, steps, List.of(), null);
    }
}
