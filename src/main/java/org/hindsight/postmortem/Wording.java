package org.hindsight.postmortem;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hindsight.incident.Duration;
import org.hindsight.incident.MilestoneName;
import org.hindsight.incident.Platform;
import org.hindsight.platform.time.Precision;
import org.jspecify.annotations.Nullable;

/** How times, spans and numbers are worded in a document: in UTC, in English, the same in every rendering. */
public final class Wording {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private static final Pattern LOWER_CASE_WORD = Pattern.compile("\\p{Ll}+(?=[\\s,;:]|$)");

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>|~&]");

    /** What makes a line a heading or the item of a list where it begins with it. */
    private static final Pattern HEADING_OR_ITEM = Pattern.compile("^[#+=-]");

    private static final Pattern NUMBERED_ITEM = Pattern.compile("^([0-9]+)([.)])");

    private Wording() {}

    /** "45 s", "8 min", "4 h 40 min", "2 d 3 h": whole units, never more than two. */
    public static String span(long seconds) {
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (minutes < 1) {
            return seconds + " s";
        }
        if (hours < 1) {
            return minutes + " min";
        }
        if (hours < 48) {
            return two(hours, "h", minutes % 60, "min");
        }
        return two(hours / 24, "d", hours % 24, "h");
    }

    private static String two(long first, String firstUnit, long second, String secondUnit) {
        return first + " " + firstUnit + (second == 0 ? "" : " " + second + " " + secondUnit);
    }

    /** The length of a duration, no finer than its ends are known, or why it cannot be told. */
    public static String length(Duration duration) {
        Long seconds = duration.seconds();
        if (seconds == null) {
            return "not known (" + missing(duration.missing()) + ")";
        }
        if (seconds < 0) {
            return "not known (" + duration.to().spoken() + " lies before "
                    + duration.from().spoken() + ")";
        }
        return (duration.about() ? "about " : "") + span(seconds);
    }

    /** "detected is missing", "impact started and detected are missing". */
    static String missing(List<MilestoneName> names) {
        return list(names.stream().map(MilestoneName::spoken).toList()) + (names.size() == 1 ? " is" : " are")
                + " missing";
    }

    /** "Time to mitigate". */
    public static String title(Duration duration) {
        return sentence(duration.key());
    }

    /** "17 November 2026". */
    public static String day(Instant at) {
        return DAY.format(at.atOffset(ZoneOffset.UTC));
    }

    public static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** "Tuesday, 17 November 2026". */
    public static String weekday(Instant at) {
        return WEEKDAY.format(at.atOffset(ZoneOffset.UTC));
    }

    /** "14:08". */
    public static String clock(Instant at) {
        return CLOCK.format(at.atOffset(ZoneOffset.UTC));
    }

    /** "14:08", "~14:00", "14 h" for an hour, "that day" for a day. */
    public static String clock(Instant at, Precision precision) {
        return switch (precision) {
            case SECOND, MINUTE -> clock(at);
            case ABOUT -> "~" + clock(at);
            case HOUR -> clock(at).substring(0, 2) + " h";
            case DAY -> "that day";
        };
    }

    /** "17 November 2026, 14:08 UTC", no finer than the moment is known. */
    public static String moment(Instant at, Precision precision) {
        return switch (precision) {
            case SECOND, MINUTE -> day(at) + ", " + clock(at) + " UTC";
            case ABOUT -> day(at) + ", about " + clock(at) + " UTC";
            case HOUR -> day(at) + ", in the hour from " + clock(at) + " UTC";
            case DAY -> day(at) + " (UTC)";
        };
    }

    public static String moment(Instant at) {
        return moment(at, Precision.MINUTE);
    }

    /** "14:00–17:05 UTC on 17 November 2026", as far as the ends are known. */
    static String window(@Nullable Instant from, @Nullable Instant to) {
        if (from == null) {
            return to == null ? "" : "until " + moment(to);
        }
        if (to == null) {
            return "from " + moment(from);
        }
        return day(from).equals(day(to))
                ? day(from) + ", " + clock(from) + "–" + clock(to) + " UTC"
                : moment(from) + " – " + moment(to);
    }

    /** "17 November 2026, about 14:00 to 18:40 UTC": the day once where both ends fall on it. */
    static String stretch(Instant from, Precision fromKnown, Instant to, Precision toKnown) {
        String first = moment(from, fromKnown);
        String last = moment(to, toKnown);
        boolean clocks = first.endsWith(" UTC") && last.startsWith(day(from) + ", ");
        return clocks
                ? first.substring(0, first.length() - " UTC".length()) + " to "
                        + last.substring((day(from) + ", ").length())
                : first + " to " + last;
    }

    /** "31,400", "12.5". */
    static String number(BigDecimal number) {
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    /** "A", "A and B", "A, B and C". */
    public static String list(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }

    /** "mobile", "API". */
    static String platform(Platform platform) {
        return platform == Platform.API ? platform.name() : spoken(platform.name());
    }

    /** A name of the API as people read it: {@code RULED_OUT} becomes "ruled out". */
    public static String spoken(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    }

    /** As {@link #spoken}, at the beginning of a sentence: "Ruled out". */
    public static String sentence(String name) {
        String spoken = spoken(name);
        return spoken.isEmpty() ? spoken : Character.toUpperCase(spoken.charAt(0)) + spoken.substring(1);
    }

    /** Words that people wrote, at the beginning of a line: "iOS", "x.org" and addresses stay as they were written. */
    static String opening(String words) {
        return LOWER_CASE_WORD.matcher(words).lookingAt()
                ? Character.toUpperCase(words.charAt(0)) + words.substring(1)
                : words;
    }

    /** The beginning of a text, with "…" where it goes on. */
    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)).stripTrailing() + "…";
    }

    /** Any text as literal Markdown: its punctuation stays punctuation, its line breaks become spaces. */
    public static String literal(String text) {
        String line = SPACES.matcher(text.strip()).replaceAll(" ");
        String escaped = MARKUP.matcher(line).replaceAll("\\\\$0");
        String plain = HEADING_OR_ITEM.matcher(escaped).replaceFirst("\\\\$0");
        return NUMBERED_ITEM.matcher(plain).replaceFirst("$1\\\\$2");
    }
}
