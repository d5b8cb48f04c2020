package org.hindsight.platform.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as a person types it into a page: {@code 14:05}, {@code 2026-11-23 14:05}, {@code
 * 2026-11-23T14:05Z}. Without a zone it is meant in the zone of the incident. A bare clock time is the
 * latest one that is not in the future.
 */
public final class TypedTime {

    private static final Pattern WRITTEN = Pattern.compile(
            "(?:(\\d{4}-\\d{2}-\\d{2})(?:[T ]+|$))?(?:(\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?)\\s*(Z|UTC|[+-]\\d{2}:?\\d{2})?)?");

    private TypedTime() {}

    /**
     * The moment that was meant, with the offset that held then and there.
     *
     * @param text what was typed
     * @param zone the zone meant when none is typed
     * @param now what "today" stands for
     */
    public static Optional<OffsetDateTime> read(String text, ZoneId zone, Instant now) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches() || (written.group(1) == null && written.group(2) == null)) {
            return Optional.empty();
        }
        try {
            ZoneId meant = written.group(3) == null ? zone : offset(written.group(3));
            LocalTime time = written.group(2) == null ? LocalTime.MIDNIGHT : clock(written.group(2));
            if (written.group(1) != null) {
                return Optional.of(LocalDateTime.of(LocalDate.parse(written.group(1)), time)
                        .atZone(meant)
                        .toOffsetDateTime()
                        .truncatedTo(ChronoUnit.MILLIS));
            }
            ZonedDateTime today = now.atZone(meant).toLocalDate().atTime(time).atZone(meant);
            boolean later = today.toInstant().isAfter(now.plus(1, ChronoUnit.MINUTES));
            return Optional.of((later ? today.minusDays(1) : today).toOffsetDateTime());
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static LocalTime clock(String text) {
        return LocalTime.parse(text.indexOf(':') == 1 ? "0" + text : text);
    }

    private static ZoneId offset(String text) {
        return ZoneId.of(text.equals("UTC") ? "Z" : text);
    }
}
