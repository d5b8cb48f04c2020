package org.hindsight.platform.web;

import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How values read to people, on pages and in reports: {@code {instant.clock}}, {@code {duration.spoken}},
 * {@code {severity.words}}. Every time is UTC unless the name says otherwise; the page puts the zone beside it.
 */
@TemplateExtension
public final class Wording {

    private static final long KILO = 1024;

    private static final DateTimeFormatter CLOCK = utc("HH:mm");
    private static final DateTimeFormatter TO_THE_SECOND = utc("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TYPED = utc("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter DATE = utc("d MMM yyyy");
    private static final DateTimeFormatter LONG_DATE = utc("d MMMM yyyy");
    private static final DateTimeFormatter DAY = utc("EEEE, d MMMM yyyy");
    private static final DateTimeFormatter MOMENT = utc("d MMM yyyy, HH:mm");
    private static final DateTimeFormatter MACHINE_DAY = utc("yyyy-MM-dd");

    private Wording() {}

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** A number with its unit, for example 12 and "min". */
    public record Amount(String number, String unit) {}

    /** 812 bytes, 12 KB, 3.4 MB */
    public static String size(long bytes) {
        if (bytes < KILO) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        if (bytes < KILO * KILO) {
            return Math.round(bytes / (double) KILO) + " KB";
        }
        double mega = bytes / (double) (KILO * KILO);
        return new DecimalFormat(mega < 10 ? "0.#" : "0", DecimalFormatSymbols.getInstance(Locale.ENGLISH)).format(mega)
                + " MB";
    }

    /** 14:05 */
    public static String clock(Instant instant) {
        return CLOCK.format(instant);
    }

    /** 17 Nov 2026, 14:05 */
    public static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    /** 17 Nov 2026 */
    public static String date(Instant instant) {
        return DATE.format(instant);
    }

    /** 17 Nov 2026 */
    public static String date(LocalDate date) {
        return DATE.format(noon(date));
    }

    /** 17 November 2026 */
    public static String longDate(Instant instant) {
        return LONG_DATE.format(instant);
    }

    /** 17 November 2026 */
    public static String longDate(LocalDate date) {
        return LONG_DATE.format(noon(date));
    }

    /** Tuesday, 17 November 2026 */
    public static String day(Instant instant) {
        return DAY.format(instant);
    }

    /** 2026-11-17, for the {@code datetime} of a day. */
    public static String machineDay(Instant instant) {
        return MACHINE_DAY.format(instant);
    }

    /** 2026-11-17T14:05:00Z, for the {@code datetime} of a moment. */
    public static String machine(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** 2026-11-17 14:05:33 UTC, for a title. */
    public static String exact(Instant instant) {
        return TO_THE_SECOND.format(instant) + " UTC";
    }

    /** As one would type it, in the zone in which it will be read again: 2026-11-17 14:05, seconds only if there are any. */
    public static String typed(Instant instant, String zone) {
        boolean wholeMinute = instant.truncatedTo(ChronoUnit.MINUTES).equals(instant.truncatedTo(ChronoUnit.SECONDS));
        DateTimeFormatter written = wholeMinute ? TYPED : TO_THE_SECOND;
        return written.withZone(ZoneId.of(zone)).format(instant);
    }

    /** 15:05 in Europe/London; with the day where it is another one there. */
    public static String local(Instant instant, String zone) {
        ZoneId there = ZoneId.of(zone);
        boolean sameDay = LocalDate.ofInstant(instant, there).equals(LocalDate.ofInstant(instant, ZoneOffset.UTC));
        return (sameDay ? CLOCK : MOMENT).withZone(there).format(instant) + " in " + zone;
    }

    /** 17 Nov 2026, 14:00–17:05 UTC; "from …" or "until …" where one end is not known, empty where none is. */
    public static String span(@Nullable Instant from, @Nullable Instant to) {
        if (from == null) {
            return to == null ? "" : "until " + moment(to) + " UTC";
        }
        if (to == null) {
            return "from " + moment(from) + " UTC";
        }
        boolean oneDay = machineDay(from).equals(machineDay(to));
        return moment(from) + "–" + (oneDay ? clock(to) : " " + moment(to)) + " UTC";
    }

    private static TemporalAccessor noon(LocalDate date) {
        return date.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /** 4 h 12 min; −8 min; 2 d 3 h. The two greatest units, rounded down. */
    public static String spoken(Duration duration) {
        String amounts = amounts(duration).stream()
                .map(amount -> amount.number() + " " + amount.unit())
                .collect(Collectors.joining(" "));
        return duration.isNegative() ? "−" + amounts : amounts;
    }

    /** 00:34:10, as a clock that is running shows it; from a day on 2 d 03:04:10. */
    public static String stopwatch(Duration duration) {
        String clock = String.format(
                Locale.ROOT,
                "%02d:%02d:%02d",
                duration.toHoursPart(),
                duration.toMinutesPart(),
                duration.toSecondsPart());
        return duration.toDays() > 0 ? duration.toDays() + " d " + clock : clock;
    }

    /** As {@link #spoken}, for a number of seconds. */
    public static String spokenSeconds(Long seconds) {
        return spoken(Duration.ofSeconds(seconds));
    }

    /** The parts of {@link #spoken}, for a large clock; without a sign. */
    public static List<Amount> amounts(Duration signed) {
        Duration duration = signed.abs();
        List<Amount> amounts = new ArrayList<>();
        if (duration.toDays() > 0) {
            add(amounts, duration.toDays(), "d");
            add(amounts, duration.toHoursPart(), "h");
        } else if (duration.toHours() > 0) {
            add(amounts, duration.toHours(), "h");
            add(amounts, duration.toMinutesPart(), "min");
        } else if (duration.toMinutes() > 0) {
            add(amounts, duration.toMinutes(), "min");
        } else {
            amounts.add(new Amount(Long.toString(duration.toSeconds()), "s"));
        }
        return amounts;
    }

    private static void add(List<Amount> amounts, long number, String unit) {
        if (number != 0) {
            amounts.add(new Amount(Long.toString(number), unit));
        }
    }

    /** USER_REPORT as "User report"; SEV1, P0 and API stay as they are. */
    public static String words(Enum<?> constant) {
        String name = constant.name();
        if (name.length() <= 2 || name.equals("API") || name.startsWith("SEV")) {
            return name;
        }
        return words(name).replace("Wont ", "Won’t ");
    }

    /** As {@link #words(Enum)}, for a name that is no enum: {@code time-to-detect} is "Time to detect". */
    public static String words(String name) {
        String words = name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** As {@link #words}, inside a sentence: "user report". */
    public static String wordsWithin(Enum<?> constant) {
        String words = words(constant);
        return words.equals(constant.name()) ? words : words.toLowerCase(Locale.ROOT);
    }

    /** The name of a field as words: {@code occurredAt} is "occurred at", {@code members[0]} "members". */
    public static String fieldInWords(String field) {
        return field.replaceFirst("[\\[.].*", "")
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .replaceAll("[_-]", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** 31,400; 0.5 */
    public static String grouped(Number number) {
        DecimalFormat format = new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        return format.format(number instanceof BigDecimal exact ? exact : number);
    }

    /** "1 entry", "15 entries". */
    public static String counted(Integer number, String one, String many) {
        return grouped(number) + " " + (number == 1 ? one : many);
    }

    /** A text as a part of an address. */
    public static String inAddress(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public static String joined(Collection<?> items) {
        return items.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
