package org.hindsight.platform.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the instants that are meant by what was written, and says what had to be assumed for that. */
final class Resolver {

    /** Clocks differ: what lies this little ahead is not in the future. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /** Lines further apart than this, backwards, have passed midnight. */
    private static final Duration OVER_MIDNIGHT = Duration.ofHours(12);

    private static final NamedZone.Meaning UTC = new NamedZone.Meaning(ZoneOffset.UTC, ZoneOffset.UTC);

    private static final int MOST_DAYS_ON = 31;
    private static final int DAYS_FAR_AWAY = 14;
    private static final int DAYS_PER_WEEK = 7;

    private final Setting setting;
    private final Written start;
    private final @Nullable Written end;
    private final List<Doubt> doubts = new ArrayList<>();

    Resolver(Setting setting, Written start, @Nullable Written end) {
        this.setting = setting;
        this.start = start;
        this.end = end;
    }

    TimePhrase phrase(String rest) {
        doubts.addAll(start.doubts);
        NamedZone written = start.zone != null || end == null ? start.zone : end.zone;
        NamedZone named = written == null ? setting.zone() : written;
        NamedZone.Meaning meant = start.counted == null ? named.meant(setting.zone(), moment(), doubts) : UTC;
        ZoneId zone = meant.id();
        borrowFromTheEnd();
        Instant at = at(start, zone);
        if (start.clock != null) {
            named.checkLabel(meant, at, doubts);
            sayWhatWasAssumed(at, zone, written);
        }
        compareWithAround(at, zone);
        compareAgain(start, at, zone);
        Instant endAt = end == null ? null : endAt(end, at, meant, named);
        return new TimePhrase(
                at.truncatedTo(ChronoUnit.MICROS),
                endAt == null ? null : endAt.truncatedTo(ChronoUnit.MICROS),
                zone,
                start.precision(),
                start.plusMinusMinutes,
                rest,
                List.copyOf(new LinkedHashSet<>(doubts)));
    }

    /** Some moment near the one that is meant. */
    private Instant moment() {
        Instant now = setting.now();
        LocalDate day = setting.day();
        return day == null ? Objects.requireNonNull(now) : day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /** The day of the text around it, or today. */
    private LocalDate around(ZoneId zone) {
        LocalDate day = setting.day();
        return day == null ? LocalDate.ofInstant(moment(), zone) : day;
    }

    /** 4:06 - 5:30pm; 22:30 to 05:39 on 30 October: what only the end says holds for the start as well. */
    private void borrowFromTheEnd() {
        Clock from = start.clock;
        Clock to = end == null ? null : end.clock;
        if (from == null || to == null) {
            return;
        }
        if (to.halves() && !from.halves() && from.hour() >= 1 && from.hour() < 12) {
            Clock later = from.afternoon();
            if (!later.time().isAfter(to.time())) {
                start.clock = later;
                doubts.add(new Doubt(
                        Doubt.Code.MERIDIEM_ASSUMED,
                        "The start names neither AM nor PM; it was taken as " + Words.clock(later.time()) + "."));
            }
        }
    }

    private Instant at(Written moment, ZoneId zone) {
        if (moment.counted != null) {
            return moment.counted;
        }
        if (moment.ago != null) {
            return ago(moment.ago, zone);
        }
        Clock clock = moment.clock;
        if (clock == null) {
            return date(moment, zone).atStartOfDay(zone).toInstant();
        }
        LocalDate date;
        boolean latest = false;
        if (moment.day != null || moment.daysBack != null) {
            date = date(moment, zone);
        } else if (moment.weekday != null) {
            date = lastOne(moment.weekday, clock, zone);
        } else if (end != null && end.day != null) {
            date = dateOfTheEnd(clock, end, zone);
        } else if (setting.day() != null) {
            date = underItsHeading(clock, setting.day(), zone);
        } else {
            date = setting.ahead() ? nearest(clock, zone) : notInTheFuture(clock, around(zone), 1, zone);
            latest = !setting.ahead();
        }
        return instant(clock, date, zone, latest);
    }

    private Instant ago(Written.Ago ago, ZoneId zone) {
        Instant now = setting.now();
        if (now == null) {
            throw new Impossible("It is not known from when to count back.");
        }
        Instant then = now.atZone(zone).minusDays(ago.days()).toInstant().minus(ago.time());
        if (then.atOffset(ZoneOffset.UTC).getYear() < Calendar.FIRST_YEAR) {
            throw new Impossible("That lies before the year " + Calendar.FIRST_YEAR + ".");
        }
        return then;
    }

    private LocalDate date(Written moment, ZoneId zone) {
        LocalDate around = around(zone);
        if (moment.daysBack != null) {
            return around.minusDays(moment.daysBack);
        }
        LocalDate date = new Calendar(setting, setting.zone().meanings().get(0).kept(), around, doubts)
                .date(Objects.requireNonNull(moment.day));
        DayOfWeek weekday = moment.weekday;
        if (weekday != null && date.getDayOfWeek() != weekday) {
            doubts.add(new Doubt(
                    Doubt.Code.WEEKDAY_MISMATCH,
                    Words.day(date) + " is a " + name(date.getDayOfWeek()) + ", not a " + name(weekday)
                            + ". The date was taken."));
        }
        long away = Math.abs(ChronoUnit.DAYS.between(around, date));
        if (moment.day.year() != null && away > DAYS_FAR_AWAY) {
            doubts.add(new Doubt(
                    Doubt.Code.FAR_AWAY, Words.day(date) + " is " + away + " days from " + Words.day(around) + "."));
        }
        return date;
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private LocalDate lastOne(DayOfWeek weekday, Clock clock, ZoneId zone) {
        LocalDate date = around(zone).with(TemporalAdjusters.previousOrSame(weekday));
        return setting.day() == null ? notInTheFuture(clock, date, DAYS_PER_WEEK, zone) : date;
    }

    /** The latest date, in steps back from the given one, on which that time is not in the future. */
    private LocalDate notInTheFuture(Clock clock, LocalDate latest, int step, ZoneId zone) {
        return pure(clock, latest, zone, false).isAfter(moment().plus(CLOCKS_DIFFER)) ? latest.minusDays(step) : latest;
    }

    /** The day on which that time is nearest to now. */
    private LocalDate nearest(Clock clock, ZoneId zone) {
        LocalDate today = around(zone);
        return List.of(today, today.plusDays(1), today.minusDays(1)).stream()
                .min(Comparator.comparing(day -> Duration.between(moment(), pure(clock, day, zone, false))
                        .abs()))
                .orElse(today);
    }

    private LocalDate dateOfTheEnd(Clock clock, Written last, ZoneId zone) {
        LocalDate date = date(last, zone);
        boolean before = last.clock != null && clock.time().isAfter(last.clock.time());
        return before ? date.minusDays(1) : date;
    }

    /**
     * The heading's day is one of the document's zone, if the document states one; and lines that jump back by
     * more than half a day have passed midnight under the old heading.
     */
    private LocalDate underItsHeading(Clock clock, LocalDate heading, ZoneId zone) {
        LocalDate date = heading;
        if (setting.zoneStated() && start.zone != null) {
            ZoneId home = setting.zone()
                    .meant(setting.zone(), moment(), new ArrayList<>())
                    .id();
            date = List.of(heading, heading.plusDays(1), heading.minusDays(1)).stream()
                    .filter(day -> LocalDate.ofInstant(pure(clock, day, zone, false), home)
                            .equals(heading))
                    .findFirst()
                    .orElse(heading);
        }
        Instant previous = setting.previous();
        if (previous != null) {
            Instant earliest = previous.minus(OVER_MIDNIGHT);
            for (int days = 0;
                    days < MOST_DAYS_ON && pure(clock, date, zone, false).isBefore(earliest);
                    days++) {
                date = date.plusDays(1);
            }
        }
        if (!date.equals(heading)) {
            doubts.add(new Doubt(
                    Doubt.Code.DATE_ROLLOVER,
                    Words.clock(clock.time()) + " under " + Words.day(heading) + " was taken as on " + Words.day(date)
                            + "."));
        }
        return date;
    }

    private Instant pure(Clock clock, LocalDate date, ZoneId zone, boolean second) {
        LocalDateTime local = date.plusDays(clock.daysOn()).atTime(clock.time());
        return second
                ? local.atZone(zone).withLaterOffsetAtOverlap().toInstant()
                : local.atZone(zone).toInstant();
    }

    /** As {@link #pure}, and says so where the clocks were changed just then. */
    private Instant instant(Clock clock, LocalDate date, ZoneId zone, boolean latest) {
        LocalDateTime local = date.plusDays(clock.daysOn()).atTime(clock.time());
        int offsets = zone.getRules().getValidOffsets(local).size();
        Instant first = pure(clock, date, zone, false);
        if (offsets == 1) {
            return first;
        }
        String when = Words.clock(clock.time()) + " on " + Words.day(local.toLocalDate());
        if (offsets == 0) {
            doubts.add(new Doubt(
                    Doubt.Code.DST_GAP,
                    "The clocks of " + zone.getId() + " skipped " + when + ". It was taken as "
                            + Words.clock(first.atZone(zone).toLocalTime()) + "."));
            return first;
        }
        Instant second = pure(clock, date, zone, true);
        boolean takeSecond = latest && !second.isAfter(moment().plus(CLOCKS_DIFFER));
        doubts.add(new Doubt(
                Doubt.Code.DST_OVERLAP,
                "The clocks of " + zone.getId() + " showed " + when + " twice. The " + (takeSecond ? "second" : "first")
                        + " was taken."));
        return takeSecond ? second : first;
    }

    private Instant endAt(Written last, Instant at, NamedZone.Meaning meant, NamedZone named) {
        doubts.addAll(last.doubts);
        Clock clock = Objects.requireNonNull(last.clock);
        NamedZone endNamed = last.zone == null ? named : last.zone;
        NamedZone.Meaning endMeant = endNamed.equals(named) ? meant : endNamed.meant(setting.zone(), at, doubts);
        ZoneId endZone = endMeant.id();
        Instant endAt;
        if (last.day != null || last.daysBack != null || last.weekday != null) {
            endAt = at(last, endZone);
        } else {
            LocalDate date = LocalDate.ofInstant(at, endZone);
            if (pure(clock, date, endZone, true).isBefore(at)) {
                date = date.plusDays(1);
            }
            endAt = instant(clock, date, endZone, false);
        }
        endNamed.checkLabel(endMeant, endAt, doubts);
        compareAgain(last, endAt, endZone);
        if (endAt.isBefore(at)) {
            doubts.add(new Doubt(Doubt.Code.END_BEFORE_START, "The end lies before the start."));
        }
        Instant now = setting.now();
        if (now != null && endAt.isAfter(now.plus(CLOCKS_DIFFER))) {
            doubts.add(new Doubt(Doubt.Code.IN_FUTURE, "The end lies in the future."));
        }
        return endAt;
    }

    private void sayWhatWasAssumed(Instant at, ZoneId zone, @Nullable NamedZone written) {
        if (written == null) {
            if (!setting.zoneStated()) {
                doubts.add(new Doubt(
                        Doubt.Code.ZONE_ASSUMED,
                        "No zone is written: it was read in " + setting.zone().name() + "."));
            }
            return;
        }
        if (start.dated() || setting.day() != null || (end != null && end.dated())) {
            return;
        }
        LocalDate date = LocalDate.ofInstant(at, zone);
        ZoneId home =
                setting.zone().meant(setting.zone(), at, new ArrayList<>()).id();
        if (!date.equals(LocalDate.ofInstant(at, home))) {
            doubts.add(new Doubt(
                    Doubt.Code.DATE_ROLLOVER,
                    "In " + written.name() + " that is on " + Words.day(date) + ", in "
                            + setting.zone().name() + " on " + Words.day(LocalDate.ofInstant(at, home)) + "."));
        } else if (!written.isUtc()) {
            doubts.add(new Doubt(Doubt.Code.DATE_ASSUMED, "No day is written: " + Words.day(date) + " was taken."));
        }
    }

    private void compareWithAround(Instant at, ZoneId zone) {
        Instant now = setting.now();
        if (now != null && !setting.ahead() && at.isAfter(now.plus(CLOCKS_DIFFER))) {
            doubts.add(new Doubt(
                    Doubt.Code.IN_FUTURE,
                    Words.day(LocalDate.ofInstant(at, zone)) + ", "
                            + Words.clock(at.atZone(zone).toLocalTime()) + " lies in the future."));
        }
        Instant previous = setting.previous();
        Instant next = setting.next();
        if (previous != null && at.isBefore(previous)) {
            doubts.add(new Doubt(Doubt.Code.NOT_CHRONOLOGICAL, "The line before has a later time."));
        }
        if (next != null && at.isAfter(next)) {
            doubts.add(new Doubt(Doubt.Code.NOT_CHRONOLOGICAL, "The line after has an earlier time."));
        }
    }

    /** 20:07 EDT (00:07 UTC): both must be the same moment. */
    private void compareAgain(Written moment, Instant at, ZoneId zone) {
        Written again = moment.again;
        if (again == null || again.clock == null || again.zone == null) {
            return;
        }
        ZoneId other = again.zone.meant(setting.zone(), at, doubts).id();
        LocalDateTime there = LocalDateTime.ofInstant(at, other);
        String name = again.zone.name();
        if (!there.toLocalTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .equals(again.clock.time().truncatedTo(ChronoUnit.MINUTES))) {
            doubts.add(new Doubt(
                    Doubt.Code.ZONE_CONTRADICTION,
                    "It is " + Words.clock(there.toLocalTime()) + " in " + name + ", not "
                            + Words.clock(again.clock.time()) + "."));
        } else if (!there.toLocalDate().equals(LocalDate.ofInstant(at, zone))) {
            doubts.add(new Doubt(
                    Doubt.Code.DATE_ROLLOVER, "In " + name + " that is on " + Words.day(there.toLocalDate()) + "."));
        }
    }
}
