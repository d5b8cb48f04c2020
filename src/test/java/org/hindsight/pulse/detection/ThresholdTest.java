package org.hindsight.pulse.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class ThresholdTest {

    private static final Threshold THRESHOLD = new Threshold(3, 2, 6);

    @Test
    void wantsTheLargestOfFloorMultipleAndUpperBound() {
        assertEquals(6, THRESHOLD.bound(0, 0));
        assertEquals(200, THRESHOLD.bound(100, 100));
        // 10 · (1 + 2/3 · 3 · √10 / 10)^1.5
        assertEquals(10 * Math.pow(1.632456, 1.5), THRESHOLD.bound(10, 10), 1e-4);
    }

    @Test
    void isExceededByChanceAboutAsOftenAsANormalDistributionSays() {
        Threshold threshold = new Threshold(2, 1, 0);
        for (double mean : new double[] {5, 20, 80}) {
            long[] counts = new Reports(7).during(200_000, minute -> mean);
            double bound = threshold.bound(mean, mean);
            long above = Arrays.stream(counts).filter(count -> count > bound).count();
            assertEquals(0.0228, above / 200_000.0, 0.012, "mean " + mean);
        }
    }

    @Test
    void growsWithWhatIsExpectedAndWithItsVariance() {
        Random chance = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double expected = 500 * chance.nextDouble();
            double variance = 5000 * chance.nextDouble();
            assertTrue(THRESHOLD.bound(expected, variance) <= THRESHOLD.bound(expected, variance * 1.1));
            assertTrue(THRESHOLD.bound(expected, expected) <= THRESHOLD.bound(expected * 1.1, expected * 1.1));
        }
    }

    @Test
    void aStateIsLeftAtALowerThresholdThanItIsEntered() {
        Settings settings = Settings.DEFAULTS;
        assertThrows(
                IllegalArgumentException.class,
                () -> new Settings(
                        settings.window(),
                        settings.smoothing(),
                        settings.weeks(),
                        settings.fewestWeeks(),
                        settings.days(),
                        settings.fewestDays(),
                        settings.recent(),
                        settings.fewestRecent(),
                        settings.prior(),
                        settings.doubtInWeeks(),
                        settings.doubtInDays(),
                        settings.doubtInHours(),
                        settings.doubtInPrior(),
                        settings.notElevated(),
                        settings.elevated(),
                        settings.outage(),
                        settings.notOutage(),
                        settings.elevatedAfter(),
                        settings.outageAfter(),
                        settings.leaveAfter(),
                        settings.fewestSteps(),
                        settings.longestOutage()));
    }
}
