package org.hindsight.edition;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hindsight.followup.ActionState;
import org.hindsight.incident.Audience;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.Severity;
import org.hindsight.incident.Status;
import org.hindsight.platform.web.Wording;
import org.jspecify.annotations.Nullable;

/** How a report says times and states: in UTC, in full, so that it can be read in ten years. In pages: {@code {told:moment(at)}}. */
@TemplateExtension(namespace = "told")
final class Told {

    private static final DateTimeFormatter MOMENT = utc("d MMMM yyyy, HH:mm 'UTC'");
    private static final DateTimeFormatter DAY = utc("d MMMM yyyy");
    private static final DateTimeFormatter SHORT_DAY = utc("d MMM yyyy");
    private static final DateTimeFormatter DAY_OF_YEAR = utc("d MMM");

    private Told() {}

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** 18 November 2026, 09:00 UTC */
    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /** 18 November 2026 */
    static String day(Instant at) {
        return DAY.format(at);
    }

    /** 18 Nov 2026 */
    static String shortDay(Instant at) {
        return SHORT_DAY.format(at);
    }

    /** 18 Nov */
    static String dayOfYear(Instant at) {
        return DAY_OF_YEAR.format(at);
    }

    static String words(Status status) {
        return capital(status.name());
    }

    static String words(MilestoneName name) {
        return capital(name.name());
    }

    static String words(ActionState state) {
        return state == ActionState.WONT_DO ? "Will not be done" : capital(state.name());
    }

    /** 18 November 2026 */
    static String day(LocalDate day) {
        return Wording.longDate(day);
    }

    private static String capital(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** 4 h 40 min */
    static String length(Long seconds) {
        return Lengths.words(Duration.ofSeconds(seconds));
    }

    static String severity(Severity severity) {
        return severity.name();
    }

    /** The name of the form that withdraws an edition: there are several on its page. */
    static String withdrawalForm(String audience, int number) {
        return "withdraw-" + audience + "-" + number;
    }

    /** Where the reason is typed for which a sentence may be published, beside a check that blocks. */
    static String reasonField(int hurdle) {
        return "why-" + hurdle;
    }

    /** The same beside an edition whose PDF was not kept. */
    static String reasonField(Audience audience, int edition) {
        return "why-pdf-" + audience + "-" + edition;
    }

    /** 31 KB */
    static String size(@Nullable Integer bytes) {
        int known = bytes == null ? 0 : bytes;
        return known < 1000 ? known + " bytes" : Math.round(known / 1000.0) + " kB";
    }
}
