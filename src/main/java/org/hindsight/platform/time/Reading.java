package org.hindsight.platform.time;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of looking for a time: the phrase, or why what looks like one cannot be, or neither where there is
 * no time at all.
 */
public record Reading(
        @Nullable TimePhrase understood, @Nullable Doubt refused) {

    static final Reading NOTHING = new Reading(null, null);

    public Optional<TimePhrase> phrase() {
        return Optional.ofNullable(understood);
    }

    /** Why there is no time, where something was meant to be one. */
    public Optional<Doubt> fault() {
        return Optional.ofNullable(refused);
    }
}
