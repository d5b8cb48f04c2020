package org.hindsight.platform.drawing;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The marks of a time axis in UTC, at round times. */
public final class TimeTicks {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(":ss", Locale.ENGLISH);
    private static final long DAY = 86_400;
    private static final List<Integer> STEPS =
            List.of(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400);

    /** A mark: {@code 15:00}, {@code 18 Nov} where a day begins, {@code :30} within a minute. */
    public record Tick(Instant at, String label) {

        public boolean beginsADay() {
            return at.getEpochSecond() % DAY == 0;
        }
    }

    private TimeTicks() {}

    /**
     * The marks between two moments, both included.
     *
     * @param length how long the axis is, which may be more than lies between them
     * @param most at most so many
     */
    public static List<Tick> of(Instant start, Instant end, Duration length, int most) {
        long step = step(length, most);
        List<Tick> ticks = new ArrayList<>();
        for (Instant at = first(start, step); !at.isAfter(end); at = at.plusSeconds(step)) {
            OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
            ticks.add(new Tick(at, label(time).format(time)));
        }
        return ticks;
    }

    /** The least round number of seconds of which a length holds fewer than so many. */
    public static long step(Duration length, int most) {
        long seconds = length.toSeconds();
        return STEPS.stream()
                .filter(candidate -> seconds / candidate < most)
                .findFirst()
                .map(Integer::longValue)
                .orElseGet(() -> (seconds / (most - 1) / DAY + 1) * DAY);
    }

    private static DateTimeFormatter label(OffsetDateTime time) {
        if (time.toLocalTime().toSecondOfDay() == 0) {
            return DATE;
        }
        return time.getSecond() == 0 ? CLOCK : SECONDS;
    }

    private static Instant first(Instant start, long step) {
        Instant floor = step > DAY
                ? start.truncatedTo(ChronoUnit.DAYS)
                : Instant.ofEpochSecond(Math.floorDiv(start.getEpochSecond(), step) * step);
        long further = step > DAY ? DAY : step;
        return floor.isBefore(start) ? floor.plusSeconds(further) : floor;
    }
}
