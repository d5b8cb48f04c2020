package org.hindsight.investigation;

import java.text.Normalizer;
import java.util.Locale;

/** Makes keys that prose can cite out of names. */
final class Keys {

    private static final int LONGEST = 50;

    private Keys() {}

    /** "Teams without playback" becomes {@code teams-without-playback}; a name without any Latin letter, {@code impact}. */
    static String from(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-");
        String key = trimmed(plain);
        return key.isEmpty() ? "impact" : trimmed(key.substring(0, Math.min(LONGEST, key.length())));
    }

    private static String trimmed(String text) {
        return text.replaceAll("^-|-$", "");
    }
}
