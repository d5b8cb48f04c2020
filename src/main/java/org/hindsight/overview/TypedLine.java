package org.hindsight.overview;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hindsight.platform.time.Reading;
import org.hindsight.platform.time.Setting;
import org.hindsight.platform.time.TimePhrase;
import org.hindsight.platform.web.Form;
import org.hindsight.platform.web.TypedTime;
import org.jspecify.annotations.Nullable;

/**
 * A line as somebody types it into the composer: {@code 14:05 the queue is full}, {@code ! 10m ago rolled back}. What
 * stands at its beginning says when it happened, and whether it belongs in the report.
 */
record TypedLine(String text, boolean starred, Reading time) {

    /**
     * @param zone of times that do not name one
     * @param now the moment that "10m ago" counts from
     */
    static TypedLine read(String typed, ZoneId zone, Instant now) {
        Optional<String> marked = withoutStar(typed);
        String text = marked.orElse(typed);
        return new TypedLine(text, marked.isPresent(), TimePhrase.read(text, Setting.live(zone, now)));
    }

    /** A line that begins with an exclamation mark belongs in the report; one that begins with an image does not. */
    private static Optional<String> withoutStar(String text) {
        String line = text.stripLeading();
        return line.startsWith("!") && !line.startsWith("![")
                ? Optional.of(line.substring(1).stripLeading())
                : Optional.empty();
    }

    /** The time of the line; nothing where none is written, where it is doubtful, or where it is all that is written. */
    Optional<TimePhrase> phrase() {
        return time.phrase()
                .filter(phrase -> !phrase.needsConfirming() && !phrase.rest().isBlank());
    }

    /** Whether it asks for something instead of telling it. */
    boolean isCommand() {
        return Commands.isMeant(phrase().map(TimePhrase::rest).orElse(text));
    }

    /** Why what looks like a time is not taken as one: it stays in the line then. */
    public @Nullable String doubt() {
        return time.fault()
                .or(() -> time.phrase().stream()
                        .flatMap(phrase -> phrase.warnings().stream())
                        .filter(doubt -> doubt.code().needsConfirming())
                        .findFirst())
                .map(doubt -> doubt.message())
                .orElse(null);
    }

    /** For the page that shows what was understood. */
    public @Nullable TimePhrase understood() {
        return phrase().orElse(null);
    }

    /** The form with each thing in its field; a time in its own field counts before one in the line. */
    Form asForm(Form typed) {
        Form form = starred ? typed.with("text", text).with("starred", "true") : typed;
        if (!typed.value("occurredAt").isBlank()) {
            return form;
        }
        return phrase().map(phrase -> {
                    Form timed = form.with("text", phrase.rest().stripLeading())
                            .with("occurredAt", TypedTime.moment(phrase).toString())
                            .with("precision", phrase.precision().name());
                    if (phrase.endAt() != null) {
                        timed = timed.with(
                                "endedAt",
                                phrase.endAt().truncatedTo(ChronoUnit.MILLIS).toString());
                    }
                    return phrase.plusMinusMinutes() == null
                            ? timed
                            : timed.with(
                                    "plusMinusMinutes",
                                    phrase.plusMinusMinutes().toString());
                })
                .orElse(form);
    }
}
