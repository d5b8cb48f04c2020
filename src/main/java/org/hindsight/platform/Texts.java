package org.hindsight.platform;

import java.util.Optional;

/** What every text that enters must satisfy, wherever it comes from. */
public final class Texts {

    private Texts() {}

    /** What is wrong with a text that no database or document could keep: NUL, or half a surrogate pair. */
    public static Optional<String> fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return Optional.of("contains a NUL character; remove it");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return Optional.of("contains half a character (a lone surrogate); remove it");
            }
        }
        return Optional.empty();
    }
}
