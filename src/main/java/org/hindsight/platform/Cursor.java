package org.hindsight.platform;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hindsight.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: the sort key of the last item seen, so that rows written meanwhile neither
 * repeat nor hide any. Opaque to callers.
 */
public record Cursor(List<String> parts) {

    /** The text that continues the named list after these values. */
    public static String after(String list, Object... values) {
        StringBuilder text = new StringBuilder(list);
        for (Object value : values) {
            text.append('|').append(value);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what {@link #after} wrote for the same list; anything else is refused with 400. */
    public static Optional<Cursor> read(String list, int size, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parts = List.of(plain.split("\\|", -1));
            if (parts.size() != size + 1 || !parts.get(0).equals(list)) {
                throw unknown();
            }
            return Optional.of(new Cursor(parts.subList(1, parts.size())));
        } catch (IllegalArgumentException notBase64) {
            throw unknown();
        }
    }

    public long number(int index) {
        try {
            return Long.parseLong(parts.get(index));
        } catch (NumberFormatException notANumber) {
            throw unknown();
        }
    }

    public Instant instant(int index) {
        try {
            return Instant.parse(parts.get(index));
        } catch (DateTimeException notAnInstant) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return Problem.invalid("cursor", "is not one that this list gave; start again without it");
    }
}
