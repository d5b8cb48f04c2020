package org.hindsight.incident;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hindsight.platform.time.Precision;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.TypedTime;

/**
 * A moment as a person types it into a page, with the precision that the typing itself tells: {@code 14:05} is
 * known to the minute, {@code 14:05:30} to the second, {@code ~14:05} about, {@code 2026-11-17} to the day.
 */
public record TypedMoment(OffsetDateTime at, Precision precision) {

    private static final Pattern SECONDS = Pattern.compile(".*\\d{1,2}:\\d{2}:\\d{2}.*");
    private static final Pattern CLOCK = Pattern.compile(".*\\d{1,2}:\\d{2}.*");

    /** The moment that was meant; empty where the text is not one. */
    public static Optional<TypedMoment> read(String text, ZoneId zone, Instant now) {
        return TypedTime.read(plain(text), zone, now).map(at -> new TypedMoment(at, precision(text)));
    }

    /** The form with the mark for "about" taken from a field and the precision told in a field of its own. */
    public static Form spellOut(Form typed, String field) {
        String text = typed.value(field);
        boolean said = !typed.value("precision").isEmpty() && !text.strip().startsWith("~");
        if (text.isBlank() || said) {
            return typed;
        }
        return typed.with(field, plain(text)).with("precision", precision(text).name());
    }

    private static String plain(String text) {
        return text.strip().replaceFirst("^~\\s*", "");
    }

    private static Precision precision(String text) {
        if (text.strip().startsWith("~")) {
            return Precision.ABOUT;
        }
        if (SECONDS.matcher(text).matches()) {
            return Precision.SECOND;
        }
        return CLOCK.matcher(text).matches() ? Precision.MINUTE : Precision.DAY;
    }
}
