package org.hindsight.platform.time;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads times that are counted: from now (10m ago, half an hour ago), or from 1970 (1625000294, 1502709956288). */
final class CountReader {

    private static final int DAYS_PER_WEEK = 7;
    private static final int MOST_DIGITS = 6;
    private static final int MOST_AMOUNTS = 4;
    private static final int SECONDS = 10;
    private static final int MILLIS = 13;
    private static final int MICROS = 16;
    private static final int NANOS = 19;

    /** Counts outside the years 1990 to 2100 are more likely numbers of something else. */
    private static final long EARLIEST = Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();

    private static final long LATEST = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

    private final Line line;

    private CountReader(Line line) {
        this.line = line;
    }

    static Written.@Nullable Ago ago(Line line) {
        int before = line.place();
        Written.Ago ago = new CountReader(line).ago();
        if (ago == null) {
            line.back(before);
        }
        return ago;
    }

    /** In 20 min, 1h 30m: the distance to a moment to come, as a negative one back from it. */
    static Written.@Nullable Ago ahead(Line line) {
        int before = line.place();
        Written.Ago ahead = new CountReader(line).ahead();
        if (ahead == null) {
            line.back(before);
        }
        return ahead;
    }

    static @Nullable Instant since1970(Line line, Written moment) {
        int before = line.place();
        Instant counted = new CountReader(line).since1970(moment);
        if (counted == null) {
            line.back(before);
        }
        return counted;
    }

    private @Nullable Instant since1970(Written moment) {
        String digits = line.digits();
        String fraction = "";
        if (digits.length() == SECONDS && line.peek() == '.' && Line.isDigit(line.peek(1))) {
            line.skip(1);
            fraction = line.digits();
        }
        boolean known = digits.length() == SECONDS
                || digits.length() == MILLIS
                || digits.length() == MICROS
                || digits.length() == NANOS;
        if (!known || fraction.length() > 9 || !line.standsAlone(",;:)]|*_`")) {
            return null;
        }
        long seconds = Long.parseLong(digits.substring(0, SECONDS));
        if (seconds < EARLIEST || seconds >= LATEST) {
            return null;
        }
        if (digits.length() > MILLIS) {
            moment.doubt(
                    Doubt.Code.EPOCH_UNITS,
                    digits + " counts finer than milliseconds since 1970; its last digits may be a counter.");
        }
        String below = digits.substring(SECONDS) + fraction;
        return Instant.ofEpochSecond(seconds, Long.parseLong((below + "0".repeat(9)).substring(0, 9)));
    }

    private Written.@Nullable Ago ago() {
        Duration time = Duration.ZERO;
        int days = 0;
        for (int amounts = 0; amounts < MOST_AMOUNTS; amounts++) {
            Amount amount = amount();
            if (amount == null) {
                return null;
            }
            time = time.plus(amount.time());
            days += amount.days();
            line.spaces();
            if (line.eatWord("and")) {
                line.spaces();
            }
            if (line.eatWord("ago")) {
                return new Written.Ago(time, days, amount.precision());
            }
        }
        return null;
    }

    private Written.@Nullable Ago ahead() {
        line.eatWord("in");
        line.spaces();
        Duration time = Duration.ZERO;
        int days = 0;
        Precision precision = Precision.SECOND;
        for (int amounts = 0; amounts < MOST_AMOUNTS; amounts++) {
            Amount amount = amount();
            if (amount == null) {
                return null;
            }
            time = time.plus(amount.time());
            days += amount.days();
            precision = amount.precision();
            line.spaces();
            if (line.eatWord("and")) {
                line.spaces();
            }
            if (line.atEnd()) {
                return new Written.Ago(time.negated(), -days, precision);
            }
        }
        return null;
    }

    private record Amount(Duration time, int days, Precision precision) {}

    private @Nullable Amount amount() {
        boolean half = line.eatWord("half");
        line.spaces();
        if (line.eatWord("a", "an", "one") || half) {
            line.spaces();
            return of(half ? 0 : 1, half ? 5 : 0);
        }
        String number = line.digits();
        if (number.isEmpty() || number.length() > MOST_DIGITS) {
            return null;
        }
        int tenths = 0;
        if (line.peek() == '.' && Line.isDigit(line.peek(1)) && !Line.isDigit(line.peek(2))) {
            tenths = line.peek(1) - '0';
            line.skip(2);
        }
        line.spaces();
        return of(Integer.parseInt(number), tenths);
    }

    private @Nullable Amount of(int whole, int tenths) {
        String unit = Line.lower(line.letters());
        return switch (unit) {
            case "s", "sec", "secs", "second", "seconds" ->
                time(Duration.ofSeconds(1), whole, tenths, Precision.SECOND);
            case "m", "min", "mins", "minute", "minutes" ->
                time(Duration.ofMinutes(1), whole, tenths, Precision.MINUTE);
            case "h", "hr", "hrs", "hour", "hours" ->
                time(Duration.ofHours(1), whole, tenths, tenths == 0 ? Precision.HOUR : Precision.MINUTE);
            case "d", "day", "days" -> tenths == 0 ? new Amount(Duration.ZERO, whole, Precision.DAY) : null;
            case "w", "wk", "wks", "week", "weeks" ->
                tenths == 0 ? new Amount(Duration.ZERO, whole * DAYS_PER_WEEK, Precision.DAY) : null;
            default -> null;
        };
    }

    private static Amount time(Duration unit, int whole, int tenths, Precision precision) {
        return new Amount(
                unit.multipliedBy(whole).plus(unit.multipliedBy(tenths).dividedBy(10)), 0, precision);
    }
}
