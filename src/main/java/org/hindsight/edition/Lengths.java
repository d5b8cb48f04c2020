package org.hindsight.edition;

import java.time.Duration;

/** Lengths of time as people say them, in at most two units: {@code 45 s}, {@code 4 h 40 min}, {@code 2 d 3 h}. */
final class Lengths {

    private Lengths() {}

    static String words(Duration length) {
        long seconds = Math.abs(length.toSeconds());
        String sign = length.isNegative() && seconds > 0 ? "−" : "";
        if (seconds < 60) {
            return sign + seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return sign + two(minutes, "min", minutes < 10 ? seconds % 60 : 0, "s");
        }
        long hours = minutes / 60;
        return sign + (hours < 24 ? two(hours, "h", minutes % 60, "min") : two(hours / 24, "d", hours % 24, "h"));
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
