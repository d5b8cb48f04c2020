package org.hindsight.platform.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hindsight.platform.time.Doubt;
import org.hindsight.platform.time.Reading;
import org.hindsight.platform.time.Setting;
import org.hindsight.platform.time.TimePhrase;

/**
 * A time as a person types it into a field of a page: a {@link TimePhrase} that is one moment and all that the
 * field holds. A field cannot ask back: what would have to be confirmed is refused.
 */
public final class TypedTime {

    private TypedTime() {}

    /**
     * The moment that was meant, with the offset that held then and there.
     *
     * @param text what was typed
     * @param zone the zone meant when none is typed
     * @param now what "today" stands for
     */
    public static Optional<OffsetDateTime> read(String text, ZoneId zone, Instant now) {
        return phrase(text, zone, now).map(TypedTime::moment);
    }

    /** A moment to come: also "in 20 min", "30m" or "tomorrow 9:00", and of a clock time the nearest. */
    public static Optional<Instant> readAhead(String text, ZoneId zone, Instant now) {
        return phrase(text, Setting.ahead(zone, now)).map(TypedTime::moment).map(OffsetDateTime::toInstant);
    }

    /** As {@link #read}, with all that the typing tells. */
    public static Optional<TimePhrase> phrase(String text, ZoneId zone, Instant now) {
        return phrase(text, Setting.live(zone, now));
    }

    private static Optional<TimePhrase> phrase(String text, Setting setting) {
        return TimePhrase.read(text, setting)
                .phrase()
                .filter(phrase -> phrase.rest().isEmpty() && phrase.endAt() == null)
                .filter(phrase -> phrase.plusMinusMinutes() == null && !phrase.needsConfirming());
    }

    /** The moment of a phrase as the record keeps it. */
    public static OffsetDateTime moment(TimePhrase phrase) {
        return phrase.at().atZone(phrase.zone()).toOffsetDateTime().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What to say of a text that could not be read. */
    public static String fault(String text, ZoneId zone, Instant now) {
        return fault(
                text,
                Setting.live(zone, now),
                "is not a time; write 14:05, ~14:05, 2026-11-23 14:05 or 2026-11-23T14:05Z");
    }

    /** As {@link #fault(String, ZoneId, Instant)}, for a moment to come. */
    public static String faultAhead(String text, ZoneId zone, Instant now) {
        return fault(text, Setting.ahead(zone, now), "is not a time; write 14:30, in 20 min or tomorrow 09:00");
    }

    private static String fault(String text, Setting setting, String otherwise) {
        Reading reading = TimePhrase.read(text, setting);
        return reading.fault()
                .or(() -> reading.phrase().stream()
                        .flatMap(phrase -> phrase.warnings().stream())
                        .filter(doubt -> doubt.code().needsConfirming())
                        .findFirst())
                .map(Doubt::message)
                .map(why -> "is not a time as it stands: " + why)
                .orElse(otherwise);
    }
}
