package org.hindsight.pulse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("plain")
class StretchTest {

    private static final Instant BEGAN = Instant.parse("2026-11-17T14:03:00Z");

    @Test
    void whoLooksAgainLaterFindsTheSameStepsAndMore() {
        for (int minutes = 301; minutes < 1400; minutes += 7) {
            Stretch then = Stretch.between(BEGAN, BEGAN.plus(Duration.ofMinutes(minutes)));
            Stretch later = Stretch.between(BEGAN, BEGAN.plus(Duration.ofMinutes(minutes + 3)));
            assertEquals(then.first(), later.first());
            assertEquals(then.step(), later.step());
            assertTrue(then.steps() <= later.steps());
        }
    }

    @Test
    void stepsBeginAtRoundMinutesAndAllAreOver() {
        Stretch stretch = Stretch.between(BEGAN, BEGAN.plus(Duration.ofMinutes(400)));
        assertEquals(5, stretch.step());
        assertEquals(Instant.parse("2026-11-17T14:00:00Z"), Minute.start(stretch.minute(0)));
        assertEquals(Instant.parse("2026-11-17T20:40:00Z"), Minute.start(stretch.end()));
        assertEquals(80, stretch.steps());
        Stretch brief = Stretch.between(BEGAN, BEGAN);
        assertEquals(1, brief.steps());
        assertEquals(BEGAN, Minute.start(brief.minute(0)));
    }
}
