package org.hindsight.pulse;

import java.time.Instant;

/** Whole minutes since 1970, UTC: what reports are counted by. */
final class Minute {

    private static final int SECONDS = 60;

    private Minute() {}

    /** The minute in which an instant lies. */
    static int of(Instant instant) {
        return Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), SECONDS));
    }

    /** When a minute begins. */
    static Instant start(int minute) {
        return Instant.ofEpochSecond((long) minute * SECONDS);
    }
}
