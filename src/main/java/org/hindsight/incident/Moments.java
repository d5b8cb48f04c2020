package org.hindsight.incident;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import org.hindsight.platform.time.Precision;
import org.hindsight.platform.web.Wording;
import org.jspecify.annotations.Nullable;

/** How a moment reads that is known only so well: what is not known is not shown. */
@TemplateExtension
public final class Moments {

    private Moments() {}

    /** The clock time as far as it is known: 14:05, 14 h, or "that day". The page marks ABOUT with a ~. */
    public static String clock(Instant instant, Precision precision) {
        return switch (precision) {
            case SECOND, MINUTE, ABOUT -> Wording.clock(instant);
            case HOUR -> Wording.clock(instant).substring(0, 2) + " h";
            case DAY -> "that day";
        };
    }

    /** How well a moment is known: "to the minute", "about". */
    public static String exactness(Precision precision) {
        return precision == Precision.ABOUT ? "about" : "to the " + Wording.wordsWithin(precision);
    }

    /** As {@link #exactness(Precision)}, with the margin where there is one: "about ± 5 min". */
    public static String exactness(Precision precision, @Nullable Integer plusMinusMinutes) {
        return exactness(precision) + (plusMinusMinutes == null ? "" : " ± " + plusMinusMinutes + " min");
    }
}
