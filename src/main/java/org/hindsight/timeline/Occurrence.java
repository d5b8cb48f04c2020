package org.hindsight.timeline;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry without its words: when something occurred, when it was recorded, and where that came from. All that is
 * needed to judge a timeline of thousands, and quickly read.
 *
 * @param no the entry's number within its incident
 * @param recordedAt when it was first recorded
 * @param sourceName where it comes from; null when somebody here typed it
 * @param sourceExternalId what the source calls it
 */
public record Occurrence(
        int no,
        Instant occurredAt,
        @Nullable Instant endedAt,
        Instant recordedAt,
        @Nullable String sourceName,
        @Nullable String sourceExternalId) {

    /** From here on the delay between what happened and what was written is worth a word. */
    static final Duration LATE = Duration.ofMinutes(15);

    /** How long after it happened it was recorded; never negative. */
    Duration delay() {
        Duration delay = Duration.between(occurredAt, recordedAt);
        return delay.isNegative() ? Duration.ZERO : delay;
    }

    boolean loggedLate() {
        return delay().compareTo(LATE) >= 0;
    }

    /** Until when it lasted. */
    Instant over() {
        return endedAt == null ? occurredAt : endedAt;
    }
}
