package org.hindsight.platform.time;

import org.jspecify.annotations.Nullable;

/** Reads a time of day: 14:05, 14:05:30.25, 2:05 PM, 2am, 14h05, 1600h. */
final class ClockReader {

    private static final int DIGITS_OF_NANOS = 9;

    private final Line line;
    private final Written moment;

    private ClockReader(Line line, Written moment) {
        this.line = line;
        this.moment = moment;
    }

    static @Nullable Clock read(Line line, Written moment) {
        int before = line.place();
        Clock clock = new ClockReader(line, moment).read();
        if (clock == null) {
            line.back(before);
        }
        return clock;
    }

    private @Nullable Clock read() {
        int start = line.place();
        String hour = line.digits();
        if (hour.length() == 4) {
            return withoutColon(hour);
        }
        if (hour.isEmpty() || hour.length() > 2) {
            return null;
        }
        if (line.peek() == ':') {
            return withColon(start, Integer.parseInt(hour));
        }
        if (line.peek() == 'h' && Line.isDigit(line.peek(1))) {
            line.skip(1);
            String minute = line.digits();
            return minute.length() == 2 && line.atBoundary()
                    ? checked(start, Integer.parseInt(hour), Integer.parseInt(minute), 0, 0, Precision.MINUTE, "")
                    : null;
        }
        String half = half();
        int written = Integer.parseInt(hour);
        return half.isEmpty() || written < 1 || written > 12
                ? null
                : checked(start, written, 0, 0, 0, Precision.HOUR, half);
    }

    private @Nullable Clock withColon(int start, int hour) {
        line.skip(1);
        String minute = line.digits();
        if (minute.length() != 2) {
            return null;
        }
        String second = "";
        String fraction = "";
        if (line.peek() == ':' && Line.isDigit(line.peek(1))) {
            line.skip(1);
            second = line.digits();
            if (second.length() != 2) {
                return null;
            }
            if ((line.peek() == '.' || line.peek() == ',') && Line.isDigit(line.peek(1))) {
                line.skip(1);
                fraction = line.digits();
            }
        }
        if ((line.peek() == ':' || line.peek() == '.') && Line.isDigit(line.peek(1))) {
            return null;
        }
        return checked(
                start,
                hour,
                Integer.parseInt(minute),
                second.isEmpty() ? 0 : Integer.parseInt(second),
                nanos(fraction),
                second.isEmpty() ? Precision.MINUTE : Precision.SECOND,
                half());
    }

    /** 1600h, 1600 UTC: only with a mark that tells it from a number. */
    private @Nullable Clock withoutColon(String digits) {
        int after = line.place();
        boolean marked;
        if (line.eatWord("h", "hrs", "hours")) {
            marked = true;
        } else {
            line.spaces();
            marked = line.eatWord("hrs", "hours");
            if (!marked) {
                marked = line.eatWord("Z", "UTC", "GMT");
                line.back(after);
            }
        }
        int hour = Integer.parseInt(digits.substring(0, 2));
        int minute = Integer.parseInt(digits.substring(2));
        if (!marked || hour > 23 || minute > 59) {
            return null;
        }
        moment.doubt(
                Doubt.Code.CLOCK_WITHOUT_COLON,
                digits + " was taken as " + digits.substring(0, 2) + ":" + digits.substring(2)
                        + (minute == 0 ? ". A round hour is often approximate." : "."));
        return new Clock(hour, minute, 0, 0, Precision.MINUTE, false);
    }

    /** "a", "p", or nothing. */
    private String half() {
        int before = line.place();
        line.spaces();
        String half = Line.lower(String.valueOf(line.peek()));
        line.skip(1);
        boolean dotted = line.eat('.');
        boolean complete = (half.equals("a") || half.equals("p")) && (line.eat('m') || line.eat('M'));
        if (complete && line.atBoundary()) {
            if (dotted) {
                line.eat('.');
            }
            return half;
        }
        line.back(before);
        return "";
    }

    private Clock checked(int start, int hour, int minute, int second, int nano, Precision precision, String half) {
        String written = line.since(start).strip();
        boolean endOfDay = hour == 24 && minute == 0 && second == 0 && half.isEmpty();
        if ((hour > 23 && !endOfDay) || minute > 59 || second > 59) {
            throw new Impossible(written + " is not a clock time.");
        }
        boolean afternoon = half.equals("p");
        if (half.isEmpty() || (hour >= 1 && hour <= 12)) {
            int of24 = half.isEmpty() ? hour : hour % 12 + (afternoon ? 12 : 0);
            return new Clock(of24, minute, second, nano, precision, !half.isEmpty());
        }
        if (afternoon == (hour > 12)) {
            moment.doubt(
                    Doubt.Code.MERIDIEM_REDUNDANT,
                    written + " names AM or PM although the clock has 24 hours; the hour was taken as it stands.");
        } else {
            moment.doubt(
                    Doubt.Code.MERIDIEM_CONTRADICTION,
                    written + " contradicts itself: either the hour or AM and PM is wrong. The hour was taken.");
        }
        return new Clock(hour, minute, second, nano, precision, true);
    }

    private static int nanos(String fraction) {
        String digits = fraction.length() > DIGITS_OF_NANOS ? fraction.substring(0, DIGITS_OF_NANOS) : fraction;
        return digits.isEmpty() ? 0 : Integer.parseInt(digits + "0".repeat(DIGITS_OF_NANOS - digits.length()));
    }
}
