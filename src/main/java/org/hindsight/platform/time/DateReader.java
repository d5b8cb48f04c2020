package org.hindsight.platform.time;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a day of the calendar: 2026-11-23, 23 Nov 2026, November 23rd, 20-Jul-2019, 23.11.2026, 11/23/2026, 11-23. */
final class DateReader {

    private static final int SHORTEST_NAME = 3;

    private final Line line;
    private final Written moment;

    private DateReader(Line line, Written moment) {
        this.line = line;
        this.moment = moment;
    }

    static @Nullable Day read(Line line, Written moment) {
        int before = line.place();
        DateReader reader = new DateReader(line, moment);
        Day day = Line.isDigit(line.peek()) ? reader.digitFirst() : reader.monthFirst();
        if (day == null) {
            line.back(before);
        }
        return day;
    }

    /** The day with the year that follows, if one does. */
    static Day year(Line line, Day day) {
        return new Day(new DateReader(line, new Written()).year(' '), day.month(), day.dayOfMonth(), false, true);
    }

    static @Nullable DayOfWeek weekday(Line line) {
        int before = line.place();
        String word = Line.lower(line.letters());
        if (word.length() >= SHORTEST_NAME && line.atBoundary()) {
            for (DayOfWeek day : DayOfWeek.values()) {
                String name = Line.lower(day.name());
                if (word.equals(name) || word.equals(name.substring(0, SHORTEST_NAME)) || shortened(word, day)) {
                    line.eat('.');
                    return day;
                }
            }
        }
        line.back(before);
        return null;
    }

    private static boolean shortened(String word, DayOfWeek day) {
        return switch (word) {
            case "tues" -> day == DayOfWeek.TUESDAY;
            case "thur", "thurs" -> day == DayOfWeek.THURSDAY;
            default -> false;
        };
    }

    private @Nullable Day digitFirst() {
        String first = line.digits();
        char mark = line.peek();
        if (first.length() == 4 || first.length() == 5) {
            return mark == '-' || mark == '/' || mark == '.' ? yearFirst(Integer.parseInt(first), mark) : null;
        }
        if (first.isEmpty() || first.length() > 2) {
            return null;
        }
        if ((mark == '.' || mark == '/' || mark == '-') && Line.isDigit(line.peek(1))) {
            line.skip(1);
            return numbers(first, mark);
        }
        return dayThenMonth(Integer.parseInt(first));
    }

    /** 2026-11-23, with the T of ISO 8601 if there is one. */
    private @Nullable Day yearFirst(int year, char mark) {
        line.skip(1);
        String month = line.digits();
        if (month.isEmpty() || month.length() > 2 || !line.eat(mark)) {
            return null;
        }
        String day = line.digits();
        if (day.isEmpty() || day.length() > 2) {
            return null;
        }
        if ((line.peek() == 'T' || line.peek() == 't') && Line.isDigit(line.peek(1))) {
            line.skip(1);
            moment.iso = true;
        } else if (!atEndOfDate()) {
            return null;
        }
        return Day.of(year, Integer.parseInt(month), Integer.parseInt(day));
    }

    /** 23.11.2026, 11/23/2026, or 11-23 and 11/23 where a clock time follows. */
    private @Nullable Day numbers(String first, char mark) {
        String second = line.digits();
        if (second.isEmpty() || second.length() > 2) {
            return null;
        }
        int one = Integer.parseInt(first);
        int two = Integer.parseInt(second);
        boolean dotted = mark == '.';
        if (line.peek() == mark && mark != '-' && Line.isDigit(line.peek(1))) {
            line.skip(1);
            String year = line.digits();
            if (year.length() != 4 || !atEndOfDate()) {
                return null;
            }
            int years = Integer.parseInt(year);
            return dotted ? Day.of(years, two, one) : new Day(years, one, two, true, false);
        }
        boolean yearless = !dotted && (mark == '/' || (first.length() == 2 && second.length() == 2));
        return yearless && moment.clock == null && clockFollows() ? new Day(null, one, two, true, mark == '-') : null;
    }

    private boolean clockFollows() {
        int before = line.place();
        line.spaces();
        boolean spaced = line.place() > before;
        String hour = line.digits();
        boolean follows = spaced && !hour.isEmpty() && hour.length() <= 2 && line.peek() == ':';
        line.back(before);
        return follows;
    }

    /** 23 Nov 2026, 23rd of November, 20-Jul-2019. */
    private @Nullable Day dayThenMonth(int day) {
        line.eatWord("st", "nd", "rd", "th");
        char joint = line.peek() == '-' ? '-' : ' ';
        if (joint == '-') {
            line.skip(1);
        } else if (!line.spaces()) {
            return null;
        } else if (line.eatWord("of")) {
            line.spaces();
        }
        Optional<Month> month = month();
        return month.map(known -> Day.of(year(joint), known.getValue(), day)).orElse(null);
    }

    /** November 23rd, 2026. */
    private @Nullable Day monthFirst() {
        Optional<Month> month = month();
        line.spaces();
        String day = line.digits();
        if (month.isEmpty() || day.isEmpty() || day.length() > 2 || line.peek() == ':') {
            return null;
        }
        line.eatWord("st", "nd", "rd", "th");
        return line.atBoundary() ? Day.of(year(' '), month.get().getValue(), Integer.parseInt(day)) : null;
    }

    private Optional<Month> month() {
        String word = Line.lower(line.letters());
        if (word.length() < SHORTEST_NAME || !line.atBoundary()) {
            return Optional.empty();
        }
        for (Month month : Month.values()) {
            String name = Line.lower(month.name());
            if (word.equals(name)
                    || word.equals(name.substring(0, SHORTEST_NAME))
                    || (word.equals("sept") && month == Month.SEPTEMBER)) {
                line.eat('.');
                return Optional.of(month);
            }
        }
        return Optional.empty();
    }

    /** The year after day and month, if there is one. */
    private @Nullable Integer year(char joint) {
        int before = line.place();
        if (joint == '-') {
            line.eat('-');
        } else {
            line.eat(',');
            line.spaces();
        }
        String year = line.digits();
        if (line.place() > before && year.length() == 4 && line.peek() != ':' && line.atBoundary()) {
            int value = Integer.parseInt(year);
            if (value >= Calendar.FIRST_YEAR && value <= Calendar.LAST_YEAR) {
                return value;
            }
        }
        line.back(before);
        return null;
    }

    /** Not where a date is part of a name: 2026-11-23.log, 1.2.2026-rc1. */
    private boolean atEndOfDate() {
        char next = line.peek();
        if (line.atEnd() || Line.isSpace(next) || ",:;)]|*_`".indexOf(next) >= 0) {
            return true;
        }
        return next == '.' && (line.peek(1) == '\0' || Line.isSpace(line.peek(1)));
    }
}
