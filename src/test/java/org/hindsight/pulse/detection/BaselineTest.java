package org.hindsight.pulse.detection;

import static org.hindsight.pulse.detection.Reports.DAY;
import static org.hindsight.pulse.detection.Reports.HOUR;
import static org.hindsight.pulse.detection.Reports.MINUTE;
import static org.hindsight.pulse.detection.Reports.START;
import static org.hindsight.pulse.detection.Reports.WEEK;
import static org.hindsight.pulse.detection.Reports.perMinute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class BaselineTest {

    private static final BitSet NO_OUTAGE = new BitSet();

    @Test
    void saysWhatItRestsOnAndHowMuchOfIt() {
        long[] counts = new Reports(1).during(4 * WEEK, minute -> 6);
        assertRestsOn(Basis.NOTHING, Duration.ZERO, counts, 0);
        assertRestsOn(Basis.NOTHING, Duration.ofMinutes(50), counts, 50);
        assertRestsOn(Basis.HOURS, Duration.ofHours(3), counts, 3 * HOUR);
        assertRestsOn(Basis.HOURS, Duration.ofHours(30), counts, 30 * HOUR);
        assertRestsOn(Basis.DAYS, Duration.ofDays(2), counts, 2 * DAY + 12 * HOUR);
        assertRestsOn(Basis.DAYS, Duration.ofDays(7), counts, 10 * DAY);
        assertRestsOn(Basis.WEEKS, Duration.ofDays(14), counts, 2 * WEEK + HOUR);
        assertRestsOn(Basis.WEEKS, Duration.ofDays(28), counts, 4 * WEEK);
    }

    private static void assertRestsOn(Basis basis, Duration history, long[] counts, int minute) {
        Normal normal = Baseline.of(perMinute(Arrays.copyOf(counts, minute)), NO_OUTAGE, Settings.DEFAULTS)
                .at(START.plus(MINUTE.multipliedBy(minute)));
        assertEquals(basis, normal.basis());
        // The window that is being judged is not part of the history of hours.
        Duration window = basis == Basis.HOURS ? Duration.ofMinutes(4) : Duration.ZERO;
        assertEquals(history.minus(window), normal.history());
    }

    @Test
    void withoutAnyHistoryTheGuessIsPerMinuteWhateverTheStep() {
        for (Duration step : List.of(MINUTE, Duration.ofMinutes(5), Duration.ofHours(1))) {
            Normal normal = Baseline.of(new Counts(START, step), NO_OUTAGE, Settings.DEFAULTS)
                    .at(START);
            assertEquals(Settings.DEFAULTS.prior() * step.toMinutes(), normal.rate(), 1e-9);
        }
    }

    @Test
    void knowsTheTimeOfTheWeekAheadOfIt() {
        long[] counts = new Reports(1).during(4 * WEEK, Reports::mondays);
        Baseline baseline = Baseline.of(perMinute(counts), NO_OUTAGE, Settings.DEFAULTS);
        assertEquals(
                31, baseline.at(START.plus(Duration.ofDays(28).plusHours(9))).rate(), 3);
        assertEquals(
                3, baseline.at(START.plus(Duration.ofDays(29).plusHours(9))).rate(), 0.7);
    }

    @Test
    void oneStrangeWeekOfFourDoesNotMoveIt() {
        long[] counts = new Reports(1).during(4 * WEEK + HOUR, minute -> minute / WEEK == 2 ? 60 : 6);
        Normal normal = normalAfter(counts, NO_OUTAGE);
        assertEquals(6, normal.rate(), 1);
        assertTrue(normal.spread() < 2, "spread " + normal.spread());
    }

    @Test
    void whatBelongedToAnOutageIsLeftOut() {
        long[] counts = new Reports(1).during(2 * WEEK, minute -> minute < HOUR ? 600 : 6);
        BitSet outage = new BitSet();
        outage.set(0, HOUR);
        assertEquals(303, normalAfter(counts, NO_OUTAGE).rate(), 20);
        Normal normal = normalAfter(counts, outage);
        assertEquals(6, normal.rate(), 1);
        assertEquals(Basis.WEEKS, normal.basis());
        assertEquals(Duration.ofDays(7), normal.history());
    }

    @Test
    void theLastHoursBeforeAnOutageCountHoweverLongItLasts() {
        long[] counts = new Reports(1).during(20 * HOUR, minute -> minute < 4 * HOUR ? 6 : 600);
        BitSet outage = new BitSet();
        outage.set(4 * HOUR, 20 * HOUR);
        Normal normal = normalAfter(counts, outage);
        assertEquals(6, normal.rate(), 1);
        assertEquals(Basis.HOURS, normal.basis());
        assertEquals(Duration.ofHours(4), normal.history());
    }

    @Test
    void aWeekOfWhichLittleIsKnownIsNotCompared() {
        long[] counts = new Reports(1).during(3 * WEEK, minute -> 6);
        Arrays.fill(counts, 0, 20, Counts.UNKNOWN);
        assertEquals(Duration.ofDays(14), normalAfter(counts, NO_OUTAGE).history());
    }

    @Test
    void reportsThatComeInBunchesAreMoreDispersed() {
        long[] even = new Reports(1).during(3 * WEEK, minute -> 6);
        long[] bunched = new Reports(1).during(3 * WEEK, minute -> minute % 10 < 5 ? 1 : 11);
        assertEquals(1, normalAfter(even, NO_OUTAGE).dispersion(), 0.5);
        assertTrue(normalAfter(bunched, NO_OUTAGE).dispersion() > 4);
    }

    @Test
    void weeksThatDifferAreMoreDoubtful() {
        long[] counts = new Reports(1).during(4 * WEEK + HOUR, minute -> 4 + 4 * (minute / WEEK));
        Normal normal = normalAfter(counts, NO_OUTAGE);
        assertEquals(10, normal.rate(), 1);
        assertTrue(normal.spread() > 3, "spread " + normal.spread());
    }

    @Test
    void knowsNothingOfTheTimeBeforeItsFirstStep() {
        Baseline baseline = Baseline.of(perMinute(1, 2, 3), NO_OUTAGE, Settings.DEFAULTS);
        assertThrows(IllegalArgumentException.class, () -> baseline.at(START.minusSeconds(1)));
    }

    @Test
    void aDayIsAWholeNumberOfSteps() {
        Counts oddSteps = new Counts(START, Duration.ofMinutes(7), 1, 2, 3);
        assertThrows(IllegalArgumentException.class, () -> Baseline.of(oddSteps, NO_OUTAGE, Settings.DEFAULTS));
    }

    /** What is normal for the minute after these counts. */
    private static Normal normalAfter(long[] counts, BitSet outage) {
        return Baseline.of(perMinute(counts), outage, Settings.DEFAULTS)
                .at(START.plus(MINUTE.multipliedBy(counts.length)));
    }
}
