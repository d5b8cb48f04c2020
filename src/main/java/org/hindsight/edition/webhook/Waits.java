package org.hindsight.edition.webhook;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a message waits after each try that failed, as Standard Webhooks suggests; in the end it is given up. */
final class Waits {

    private static final List<Duration> AFTER = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** How often it is tried. */
    static final int TRIES = AFTER.size() + 1;

    /** Longer than that nobody may put it off. */
    private static final Duration LONGEST = Duration.ofHours(24);

    /** By how much of itself a wait may be longer, so that those who failed together do not come back together. */
    private static final double SPREAD = 0.1;

    private Waits() {}

    /**
     * The wait after so many tries that failed.
     *
     * @param failures 1 to {@link #TRIES} - 1
     * @param chance 0 to 1
     * @param wished for how long the receiver asked to be left alone; it can make the wait longer, never shorter
     */
    static Duration after(int failures, double chance, @Nullable Duration wished) {
        Duration wait = AFTER.get(failures - 1);
        Duration spread = wait.plusMillis(Math.round(wait.toMillis() * SPREAD * chance));
        if (wished == null) {
            return spread;
        }
        Duration taken = wished.compareTo(LONGEST) > 0 ? LONGEST : wished;
        return taken.compareTo(spread) > 0 ? taken : spread;
    }
}
