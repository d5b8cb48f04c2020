package org.hindsight.postmortem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something about a draft that its writers should look at.
 *
 * @param section the key of the section that it is about; null where it concerns the whole
 * @param message a sentence that says what to do
 * @param place the page of this server on which that is done; null where it is done in the section, or in several places
 */
@Schema(name = "Check")
public record Check(
        String code,
        Level level,
        @Nullable String section,
        String message,
        @Nullable String place) {

    /** How much it matters. */
    public enum Level {
        /** Nothing is published while it stands. */
        BLOCK,
        WARN,
        HINT
    }

    public static Check block(String code, @Nullable String section, String message) {
        return new Check(code, Level.BLOCK, section, message, null);
    }

    public static Check warn(String code, @Nullable String section, String message) {
        return new Check(code, Level.WARN, section, message, null);
    }

    public static Check hint(String code, @Nullable String section, String message) {
        return new Check(code, Level.HINT, section, message, null);
    }

    /** The same with the page on which it is mended. */
    Check at(String page) {
        return new Check(code, level, section, message, page);
    }
}
