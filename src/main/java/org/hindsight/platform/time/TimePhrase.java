package org.hindsight.platform.time;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time at the start of a line, as people write them: {@code 14:05}, {@code 14:05 PST}, {@code 10m ago},
 * {@code yesterday 23:50}, {@code ~14:00}, {@code 14:05–14:20}, {@code Feb 20 2018 4:23pm CET}, {@code
 * 2026-11-23T14:05:00Z}. A bare clock time is the latest one that is not in the future. Nothing is repaired
 * in silence: what was assumed, or is odd, is among the warnings.
 *
 * @param at to the microsecond, if the text is that exact
 * @param endAt where the phrase is a stretch of time
 * @param zone in which the start was read: an offset where one, or a name for one such as PST, is written
 * @param plusMinusMinutes how far off it may be, if the text says so
 * @param rest the text without the phrase
 */
public record TimePhrase(
        Instant at,
        @Nullable Instant endAt,
        ZoneId zone,
        Precision precision,
        @Nullable Integer plusMinusMinutes,
        String rest,
        List<Doubt> warnings) {

    public TimePhrase {
        warnings = List.copyOf(warnings);
    }

    /** Reads the time that a text begins with. Takes time in proportion to the first line, and never throws. */
    public static Reading read(String text, Setting setting) {
        return PhraseReader.read(text, setting);
    }

    /** Whether something about it should be confirmed by a person. */
    public boolean needsConfirming() {
        return warnings.stream().anyMatch(doubt -> doubt.code().needsConfirming());
    }
}
