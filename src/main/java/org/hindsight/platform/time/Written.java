package org.hindsight.platform.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of one moment as they are found, in whatever order they stand. */
final class Written {

    /** 10m ago; negative where it is still to come. */
    record Ago(Duration time, int days, Precision precision) {}

    @Nullable Day day;

    @Nullable DayOfWeek weekday;
    /** 0 for today, 1 for yesterday, -1 for tomorrow. */
    @Nullable Integer daysBack;

    @Nullable Clock clock;

    @Nullable NamedZone zone;

    @Nullable Ago ago;
    /** Counted from 1970. */
    @Nullable Instant counted;
    /** The same moment in another zone, in brackets. */
    @Nullable Written again;

    boolean about;

    @Nullable Integer plusMinusMinutes;
    /** Whether date and time are joined by a T. */
    boolean iso;

    final List<Doubt> doubts = new ArrayList<>();

    void doubt(Doubt.Code code, String message) {
        doubts.add(new Doubt(code, message));
    }

    boolean dated() {
        return day != null || daysBack != null || weekday != null;
    }

    /** Whether it is the time of a day, rather than a count or a distance. */
    boolean onTheClock() {
        return clock != null;
    }

    Precision precision() {
        if (about || plusMinusMinutes != null) {
            return Precision.ABOUT;
        }
        if (counted != null) {
            return Precision.SECOND;
        }
        if (ago != null) {
            return ago.precision();
        }
        return clock == null ? Precision.DAY : clock.precision();
    }
}
