package org.hindsight.platform.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the date that a written day means: its year where none is written, and whether there is such a day. */
final class Calendar {

    static final int FIRST_YEAR = 1900;
    static final int LAST_YEAR = 2199;

    private static final int A_LEAP_YEAR = 2000;
    private static final int YEARS_TO_A_LEAP_DAY = 8;
    private static final int FIRST_YEAR_WITH_FIVE_DIGITS = 10_000;

    private final Setting setting;
    private final ZoneId zone;
    private final LocalDate around;
    private final List<Doubt> doubts;

    /**
     * @param around the day of the text around it, or today
     */
    Calendar(Setting setting, ZoneId zone, LocalDate around, List<Doubt> doubts) {
        this.setting = setting;
        this.zone = zone;
        this.around = around;
        this.doubts = doubts;
    }

    LocalDate date(Day written) {
        Day day = inOrder(written);
        Integer year = day.year();
        if (year == null) {
            checked(A_LEAP_YEAR, day);
            return setting.day() == null ? latest(day) : nearest(day);
        }
        if (year >= FIRST_YEAR_WITH_FIVE_DIGITS) {
            int repaired = repaired(year);
            doubts.add(new Doubt(Doubt.Code.YEAR_REPAIRED, year + " is not a year; " + repaired + " was taken."));
            return checked(repaired, day);
        }
        if (year <= 1) {
            throw new Impossible(Doubt.Code.NOT_SET, "The year " + year + " is a placeholder: no time is set.");
        }
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new Impossible("The year " + year + " is not between " + FIRST_YEAR + " and " + LAST_YEAR + ".");
        }
        return checked(year, day);
    }

    /** Month and day, where their order is open. */
    private Day inOrder(Day day) {
        if (!day.swappable() || day.month() == day.dayOfMonth()) {
            return day;
        }
        if (day.month() > 12 || day.dayOfMonth() > 12) {
            return day.month() > 12 ? day.swapped() : day;
        }
        boolean american = zone.getId().startsWith("America/") || zone.getId().startsWith("US/");
        Day chosen = day.monthFirst() || american ? day : day.swapped();
        doubts.add(new Doubt(
                Doubt.Code.DATE_ORDER,
                "Month and day could be the other way round; it was taken as " + chosen.dayOfMonth() + " "
                        + name(chosen.month()) + "."));
        return chosen;
    }

    private static LocalDate checked(int year, Day day) {
        if (day.month() < 1 || day.month() > 12) {
            throw new Impossible("There is no month " + day.month() + ".");
        }
        if (day.dayOfMonth() < 1
                || day.dayOfMonth() > YearMonth.of(year, day.month()).lengthOfMonth()) {
            String which = day.year() == null ? "" : " " + year;
            throw new Impossible("There is no " + day.dayOfMonth() + " " + name(day.month()) + which + ".");
        }
        return LocalDate.of(year, day.month(), day.dayOfMonth());
    }

    private static String name(int month) {
        return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** The last such day that is not past tomorrow, which elsewhere it may be already. */
    private LocalDate latest(Day day) {
        for (int year = around.getYear() + 1; year > around.getYear() - YEARS_TO_A_LEAP_DAY; year--) {
            LocalDate date = in(year, day);
            if (date != null && !date.isAfter(around.plusDays(1))) {
                doubts.add(new Doubt(Doubt.Code.YEAR_ASSUMED, "No year is written: " + year + " was taken."));
                return date;
            }
        }
        throw new Impossible("There was no " + day.dayOfMonth() + " " + name(day.month()) + " lately.");
    }

    /** Such a day nearest to that of the text around it. */
    private LocalDate nearest(Day day) {
        LocalDate nearest = null;
        for (int distance = -YEARS_TO_A_LEAP_DAY; distance <= YEARS_TO_A_LEAP_DAY; distance++) {
            LocalDate date = in(around.getYear() + distance, day);
            if (date != null && (nearest == null || days(date) < days(nearest))) {
                nearest = date;
            }
        }
        if (nearest == null) {
            throw new Impossible("There was no " + day.dayOfMonth() + " " + name(day.month()) + " lately.");
        }
        if (nearest.getYear() != around.getYear()) {
            doubts.add(new Doubt(
                    Doubt.Code.YEAR_ROLLED_BACK,
                    "No year is written: " + nearest.getYear() + " was taken, since the text around it is of "
                            + Words.day(around) + "."));
        }
        return nearest;
    }

    private long days(LocalDate date) {
        return Math.abs(date.toEpochDay() - around.toEpochDay());
    }

    private static @Nullable LocalDate in(int year, Day day) {
        try {
            return LocalDate.of(year, day.month(), day.dayOfMonth());
        } catch (DateTimeException noLeapYear) {
            return null;
        }
    }

    /** The one likely year that five digits become when one of them is left out. */
    private int repaired(int year) {
        String digits = Integer.toString(year);
        Set<Integer> likely = new LinkedHashSet<>();
        for (int i = 0; i < digits.length(); i++) {
            int without = Integer.parseInt(digits.substring(0, i) + digits.substring(i + 1));
            if (without >= FIRST_YEAR && without <= around.getYear() + 1) {
                likely.add(without);
            }
        }
        if (likely.contains(around.getYear())) {
            return around.getYear();
        }
        if (likely.size() != 1) {
            throw new Impossible(year + " is not a year.");
        }
        return likely.iterator().next();
    }
}
