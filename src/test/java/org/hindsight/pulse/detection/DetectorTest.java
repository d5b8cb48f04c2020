package org.hindsight.pulse.detection;

import static org.hindsight.pulse.detection.Reports.DAY;
import static org.hindsight.pulse.detection.Reports.HOUR;
import static org.hindsight.pulse.detection.Reports.MINUTE;
import static org.hindsight.pulse.detection.Reports.START;
import static org.hindsight.pulse.detection.Reports.WEEK;
import static org.hindsight.pulse.detection.Reports.perMinute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What users report, minute by minute, and the state that is seen in it. */
@Tag("plain")
class DetectorTest {

    private static final int SEEDS = 5;
    private static final int THREE_WEEKS = 3 * WEEK;

    @Test
    void aRiseToTensOfThousandsInHalfAnHourIsElevatedWithinFourMinutesAndAnOutageWithinSix() {
        for (int days : new int[] {1, 4, 21}) {
            for (double normal : new double[] {3, 6, 10}) {
                for (int seed = 0; seed < SEEDS; seed++) {
                    int rise = days * DAY;
                    long[] counts = new Reports(seed)
                            .during(rise + 30, minute -> minute < rise ? normal : normal + 44 * (minute - rise + 1));
                    assertTrue(Arrays.stream(counts, rise, counts.length).sum() > 20_000);
                    List<Verdict> verdicts = judge(counts);
                    String story = normal + " a minute, day " + days + ", seed " + seed;
                    assertEquals(Set.of(State.NORMAL), states(verdicts, HOUR, rise), story);
                    assertTrue(minutesUntil(State.ELEVATED, verdicts, rise) <= 4, story);
                    assertTrue(minutesUntil(State.OUTAGE, verdicts, rise) <= 6, story);
                    assertEquals(State.OUTAGE, verdicts.get(verdicts.size() - 1).state(), story);
                }
            }
        }
    }

    @Test
    void aRiseThatDoublesEveryThreeMinutesIsSeenBeforeItIsTwentyTimesNormal() {
        for (int seed = 0; seed < SEEDS; seed++) {
            long[] counts = new Reports(seed)
                    .during(
                            THREE_WEEKS + 30,
                            minute -> minute < THREE_WEEKS ? 5 : 5 + 4.5 * Math.pow(2, (minute - THREE_WEEKS) / 3.0));
            List<Verdict> verdicts = judge(counts);
            assertTrue(minutesUntil(State.ELEVATED, verdicts, THREE_WEEKS) <= 9);
            assertTrue(minutesUntil(State.OUTAGE, verdicts, THREE_WEEKS) <= 13);
        }
    }

    @Test
    void aCollectorThatSendsLateIsNoOutage() {
        for (int seed = 0; seed < SEEDS; seed++) {
            for (double normal : new double[] {1, 5, 10}) {
                for (int times : new int[] {10, 1000}) {
                    long[] counts = new Reports(seed).during(THREE_WEEKS + 2 * HOUR, minute -> normal);
                    counts[THREE_WEEKS + HOUR] = (long) (times * normal);
                    assertEquals(Set.of(State.NORMAL), states(judge(counts), THREE_WEEKS, counts.length));
                    Arrays.fill(counts, THREE_WEEKS + HOUR - 20, THREE_WEEKS + HOUR, Counts.UNKNOWN);
                    assertEquals(Set.of(State.NORMAL), states(judge(counts), THREE_WEEKS, counts.length));
                }
            }
        }
    }

    @Test
    void lateReportsThatFallIntoTwoMinutesAreNoOutage() {
        long[] counts = new Reports(1).during(THREE_WEEKS + 2 * HOUR, minute -> 5);
        counts[THREE_WEEKS + HOUR] = 30;
        counts[THREE_WEEKS + HOUR + 1] = 30;
        assertTrue(!states(judge(counts), THREE_WEEKS, counts.length).contains(State.OUTAGE));
    }

    @Test
    void threeReportsOnAServiceThatNeverHadAnyAreNothing() {
        long[] counts = new long[8 * DAY];
        Arrays.fill(counts, 7 * DAY, 7 * DAY + 3, 1);
        counts[7 * DAY + HOUR] = 3;
        assertEquals(Set.of(State.NORMAL), states(judge(counts), 0, counts.length));
    }

    @Test
    void aDozenReportsAMinuteOnAServiceThatNeverHadAnyAreAnOutage() {
        long[] counts = new long[8 * DAY];
        Arrays.fill(counts, 7 * DAY, 7 * DAY + HOUR, 12);
        assertEquals(5, minutesUntil(State.OUTAGE, judge(counts), 7 * DAY));
    }

    @Test
    void theRhythmOfTheDayIsNothingFromTheThirdDayOn() {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Verdict> slow = judge(new Reports(seed).during(4 * WEEK, Reports::daily));
            assertEquals(Set.of(State.NORMAL), states(slow, 2 * DAY, slow.size()), "seed " + seed);
            List<Verdict> sharp = judge(new Reports(seed).during(4 * WEEK, Reports::evenings));
            assertTrue(states(sharp, 0, DAY).contains(State.ELEVATED), "seed " + seed);
            assertEquals(Set.of(State.NORMAL), states(sharp, 2 * DAY, sharp.size()), "seed " + seed);
        }
    }

    @Test
    void theRhythmOfTheDayIsNoOutageOnTheFirstDaysEither() {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Verdict> verdicts = judge(new Reports(seed).during(3 * DAY, Reports::daily));
            assertTrue(!states(verdicts, 0, verdicts.size()).contains(State.OUTAGE), "seed " + seed);
        }
    }

    @Test
    void theThirdMondayMorningIsNothingAlthoughTheSecondLookedLikeAnOutage() {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Verdict> verdicts = judge(new Reports(seed).during(6 * WEEK, Reports::mondays));
            assertTrue(states(verdicts, WEEK, WEEK + DAY).contains(State.OUTAGE), "seed " + seed);
            assertEquals(Set.of(State.NORMAL), states(verdicts, 2 * WEEK, verdicts.size()), "seed " + seed);
        }
    }

    @Test
    void aRhythmThatAlwaysLookedLikeAnOutageIsARhythm() {
        IntToDoubleFunction sharp = minute -> minute % WEEK / HOUR == 30 ? 60 : 3;
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Verdict> verdicts = judge(new Reports(seed).during(6 * WEEK, sharp));
            assertTrue(states(verdicts, WEEK, 2 * WEEK).contains(State.OUTAGE), "seed " + seed);
            assertTrue(!states(verdicts, 2 * WEEK, verdicts.size()).contains(State.OUTAGE), "seed " + seed);
        }
    }

    @Test
    void anOutageOnAnotherTuesdayHidesNoneOnThisOne() {
        IntToDoubleFunction rate = minute -> minute % WEEK / HOUR == 30 && minute > WEEK ? 200 : 5;
        List<Verdict> verdicts = judge(new Reports(3).during(3 * WEEK, rate));
        for (int week = 1; week < 3; week++) {
            int tuesday = week * WEEK + 30 * HOUR;
            assertTrue(minutesUntil(State.OUTAGE, verdicts, tuesday) <= 5);
            assertEquals(5, verdicts.get(tuesday).normal().rate(), 1);
        }
    }

    @Test
    void aServiceWhoseFirstReportsAreTwoHundredAMinuteHasAnOutage() {
        List<Verdict> verdicts = judge(new Reports(1).during(HOUR, minute -> 200));
        assertEquals(4, minutesUntil(State.OUTAGE, verdicts, 0));
        assertEquals(Basis.NOTHING, verdicts.get(4).normal().basis());
        assertEquals(Set.of(State.OUTAGE), states(verdicts, 4, HOUR));
    }

    @Test
    void aServiceWhoseFirstReportsAreTenAMinuteHasNone() {
        List<Verdict> verdicts = judge(new Reports(1).during(DAY, minute -> 10));
        assertEquals(Set.of(State.NORMAL), states(verdicts, 0, DAY));
    }

    @Test
    void whatLastsLongerThanADayIsLearnedAsNormal() {
        List<Verdict> verdicts = judge(new Reports(1).during(2 * DAY, minute -> 200));
        assertEquals(State.OUTAGE, verdicts.get(DAY - 1).state());
        assertEquals(State.NORMAL, verdicts.get(2 * DAY - 1).state());
        assertEquals(200, verdicts.get(2 * DAY - 1).normal().rate(), 10);
    }

    @Test
    void aServiceThatRecoveredIsNormalWithinTwentyMinutesAndNotWithinTen() {
        for (int seed = 0; seed < SEEDS; seed++) {
            int over = THREE_WEEKS + 90;
            long[] counts =
                    new Reports(seed).during(over + HOUR, minute -> minute >= THREE_WEEKS && minute < over ? 600 : 6);
            List<Verdict> verdicts = judge(counts);
            int minutes = minutesUntil(State.NORMAL, verdicts, over);
            assertTrue(minutes > 10 && minutes <= 20, minutes + " minutes");
            assertEquals(Set.of(State.NORMAL), states(verdicts, over + 20, verdicts.size()));
        }
    }

    @Test
    void aPauseOfAnOutageDoesNotEndIt() {
        long[] counts = new Reports(1)
                .during(
                        THREE_WEEKS + 100,
                        minute -> minute < THREE_WEEKS || (minute - THREE_WEEKS) % 30 > 20 ? 6 : 600);
        assertEquals(Set.of(State.OUTAGE), states(judge(counts), THREE_WEEKS + 6, counts.length));
    }

    @Test
    void countsThatHoverAtTheThresholdDoNotFlap() {
        for (double times : new double[] {2, 3, 4}) {
            int changes = 0;
            for (int seed = 0; seed < SEEDS; seed++) {
                long[] counts = new Reports(seed)
                        .during(THREE_WEEKS + 12 * HOUR, minute -> minute < THREE_WEEKS ? 6 : 6 * times);
                changes += changes(judge(counts), THREE_WEEKS);
            }
            assertTrue(changes <= 3 * SEEDS, changes + " changes in " + SEEDS + " times 12 hours at " + times);
        }
    }

    @Test
    void ordinaryChanceRaisesNothing() {
        for (double rate : new double[] {0.05, 0.3, 1, 5, 30}) {
            for (int seed = 0; seed < SEEDS; seed++) {
                List<Verdict> verdicts = judge(new Reports(seed).during(THREE_WEEKS, minute -> rate));
                assertEquals(Set.of(State.NORMAL), states(verdicts, 0, verdicts.size()), rate + ", seed " + seed);
            }
        }
    }

    @Test
    void nothingIsLearnedFromAnOutage() {
        long[] counts = new Reports(1)
                .during(
                        THREE_WEEKS + WEEK + DAY,
                        minute -> minute >= THREE_WEEKS && minute < THREE_WEEKS + 120 ? 600 : 6);
        Detector detector = Detector.after(perMinute(counts), Settings.DEFAULTS);
        BitSet leftOut = detector.leftOut();
        assertTrue(leftOut.nextSetBit(0) <= THREE_WEEKS);
        assertTrue(leftOut.nextSetBit(0) >= THREE_WEEKS - 15);
        assertTrue(leftOut.get(THREE_WEEKS, THREE_WEEKS + 120).cardinality() == 120);
        assertTrue(leftOut.length() <= THREE_WEEKS + 140);
    }

    @Test
    void minutesOfWhichNothingIsKnownChangeNothing() {
        long[] counts = new Reports(1).during(THREE_WEEKS + 2 * HOUR, minute -> minute < THREE_WEEKS ? 6 : 600);
        Arrays.fill(counts, THREE_WEEKS + 30, THREE_WEEKS + 90, Counts.UNKNOWN);
        assertEquals(Set.of(State.OUTAGE), states(judge(counts), THREE_WEEKS + 6, counts.length));
        Arrays.fill(counts, THREE_WEEKS, THREE_WEEKS + 30, Counts.UNKNOWN);
        assertEquals(Set.of(State.NORMAL), states(judge(counts), THREE_WEEKS, THREE_WEEKS + 90));
        Arrays.fill(counts, THREE_WEEKS, THREE_WEEKS + 2, 600);
        assertEquals(Set.of(State.NORMAL), states(judge(counts), THREE_WEEKS, THREE_WEEKS + 90));
    }

    @Test
    void theSameCountsGiveTheSameVerdicts() {
        long[] counts = new Reports(1).during(THREE_WEEKS, Reports::mondays);
        assertEquals(judge(counts), judge(counts));
    }

    @Test
    void whatComesLaterDoesNotChangeWhatWasSaid() {
        long[] counts = new Reports(1).during(2 * WEEK, minute -> minute % (3 * DAY) / HOUR == 20 ? 90 : 6);
        List<Verdict> all = judge(counts);
        for (int until : new int[] {HOUR, 20 * HOUR + 7, 5 * DAY, 9 * DAY + 20 * HOUR + 30}) {
            assertEquals(all.subList(0, until), judge(Arrays.copyOf(counts, until)));
        }
    }

    @Test
    void aDetectorGoesOnWhereAnotherStopped() {
        long[] counts = new Reports(1).during(THREE_WEEKS, minute -> minute % (3 * DAY) / HOUR == 20 ? 90 : 6);
        List<Verdict> all = judge(counts);
        for (int stop : new int[] {1, 20 * HOUR + 2, 20 * HOUR + 30, 21 * HOUR + 5, 2 * WEEK}) {
            Counts before = perMinute(Arrays.copyOf(counts, stop));
            Detector first = Detector.after(before, Settings.DEFAULTS);
            Detector second = Detector.resume(before, first.leftOut(), first.spike(), Settings.DEFAULTS);
            assertEquals(START.plus(MINUTE.multipliedBy(stop)), second.upTo());
            for (int i = stop; i < Math.min(counts.length, stop + DAY); i++) {
                assertEquals(all.get(i), second.next(counts[i]));
            }
        }
    }

    @Test
    void sixWeeksAreEnoughToGoOn() {
        long[] counts = new Reports(1).during(8 * WEEK, Reports::mondays);
        counts[7 * WEEK + 2 * DAY] = 90;
        int stop = 7 * WEEK;
        int from = stop - (int) Settings.DEFAULTS.reach().dividedBy(MINUTE);
        Detector first = Detector.after(perMinute(Arrays.copyOf(counts, stop)), Settings.DEFAULTS);
        Detector second = Detector.resume(
                new Counts(START.plus(MINUTE.multipliedBy(from)), MINUTE, Arrays.copyOfRange(counts, from, stop)),
                first.leftOut().get(from, stop),
                first.spike(),
                Settings.DEFAULTS);
        for (int i = stop; i < counts.length; i++) {
            Verdict whole = first.next(counts[i]);
            Verdict later = second.next(counts[i]);
            assertEquals(whole.at(), later.at());
            assertEquals(whole.spike(), later.spike());
            assertEquals(whole.normal().rate(), later.normal().rate(), 1e-9);
            assertEquals(whole.normal().dispersion(), later.normal().dispersion(), 1e-9);
        }
    }

    @Test
    void aVerdictSaysWhatItComparedWithWhat() {
        long[] counts = new long[THREE_WEEKS + 5];
        Arrays.fill(counts, 5);
        Arrays.fill(counts, THREE_WEEKS, counts.length, 100);
        Verdict verdict = judge(counts).get(THREE_WEEKS + 4);
        assertEquals(400, verdict.seen());
        assertEquals(20, verdict.expected(), 1e-9);
        // Four minutes at 5 give 20; dispersion 1 and a doubt of a tenth: variance 20 + 2 squared.
        assertEquals(20 * Math.pow(1 + 2.0 / 3 * 4 * Math.sqrt(24) / 20, 1.5), verdict.elevatedAbove(), 1e-9);
        assertEquals(80, verdict.outageAbove(), 1e-9);
        assertEquals(State.OUTAGE, verdict.state());
    }

    @Test
    void stepsOfFiveMinutesAndOfAnHourAreJudgedToo() {
        for (Duration step : List.of(Duration.ofMinutes(5), Duration.ofHours(1))) {
            int day = (int) Duration.ofDays(1).dividedBy(step);
            int rise = 15 * day;
            double minutes = step.toMinutes();
            long[] counts = new Reports(1)
                    .during(rise + 10, i -> i < rise ? minutes * Reports.daily((int) (i * minutes)) : minutes * 300);
            Detector detector = new Detector(START, step, Settings.DEFAULTS);
            List<State> states = Arrays.stream(counts)
                    .mapToObj(detector::next)
                    .map(Verdict::state)
                    .toList();
            assertEquals(Set.of(State.NORMAL), EnumSet.copyOf(states.subList(3 * day, rise)), step.toString());
            assertEquals(State.ELEVATED, states.get(rise), step.toString());
            assertEquals(State.OUTAGE, states.get(rise + 1), step.toString());
        }
    }

    private static List<Verdict> judge(long[] counts) {
        return Detector.judge(perMinute(counts), Settings.DEFAULTS);
    }

    /** The states that occurred from this minute up to, not including, that. */
    private static Set<State> states(List<Verdict> verdicts, int from, int to) {
        EnumSet<State> states = EnumSet.noneOf(State.class);
        verdicts.subList(from, to).forEach(verdict -> states.add(verdict.state()));
        return states;
    }

    /** How many minutes of reports, from this one on, it took to be in this state or a worse one (or, for NORMAL, that). */
    private static int minutesUntil(State state, List<Verdict> verdicts, int from) {
        for (int i = from; i < verdicts.size(); i++) {
            State now = verdicts.get(i).state();
            if (state == State.NORMAL ? now == state : now.compareTo(state) >= 0) {
                return i - from + 1;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static int changes(List<Verdict> verdicts, int from) {
        int changes = 0;
        for (int i = from; i < verdicts.size(); i++) {
            changes += verdicts.get(i).state() == verdicts.get(i - 1).state() ? 0 : 1;
        }
        return changes;
    }
}
