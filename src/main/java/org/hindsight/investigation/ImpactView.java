package org.hindsight.investigation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.account.Person;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Platform;
import org.hindsight.incident.record.RecordedView;
import org.jspecify.annotations.Nullable;

/**
 * A number that means something: either a value or a range.
 *
 * @param key how prose cites it ({@code {{impact.<key>}}}); unique within the incident
 * @param value null where a range is given
 * @param low the lower end of the range; given together with {@code high}
 * @param unit what is counted, in the plural: "teams"
 * @param outOf how many there are in all
 * @param from when the window begins in which this was counted
 * @param service a slug of the catalogue
 * @param source who says so
 * @param series what is known of the samples behind it, if there are any
 */
@Schema(name = "Impact")
public record ImpactView(
        int no,
        String key,
        String name,
        @Nullable BigDecimal value,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        String unit,
        @Nullable BigDecimal outOf,
        Basis basis,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String service,
        @Nullable String region,
        @Nullable Platform platform,
        @Nullable String source,
        @Nullable Series series,
        Audience audience,
        Instant recordedAt,
        @Nullable Person author,
        boolean retracted,
        @Nullable String retractedBecause,
        int version)
        implements RecordedView {

    /**
     * The samples that a metric carries.
     *
     * @param n how often they were replaced, from 1
     * @param samples how many there are
     * @param from the time of the first one
     * @param to the time of the last one
     */
    @Schema(name = "Series")
    public record Series(int n, int samples, Instant from, Instant to) {}

    /** The value or range with its unit, for prose: "305 teams", "about 20,000 to 30,000 reports". */
    public String figure() {
        return about() + amount() + spaced(unit);
    }

    /** The same with its denominator: "90 of 305 teams, 30 %". Empty where none is given. */
    public Optional<String> figureOfAll() {
        return outOf == null
                ? Optional.empty()
                : Optional.of(about() + amount() + " of " + number(outOf) + spaced(unit) + ", " + share(outOf));
    }

    /** Whether a part is larger than its whole: worth a second look. */
    public boolean exceedsItsWhole() {
        BigDecimal most = value == null ? high : value;
        return most != null && outOf != null && most.compareTo(outOf) > 0;
    }

    private String about() {
        return basis == Basis.ESTIMATED ? "about " : "";
    }

    private String amount() {
        return value == null ? range(number(ofRange(low)), number(ofRange(high))) : number(value);
    }

    private String share(BigDecimal all) {
        return (value == null ? range(percent(ofRange(low), all), percent(ofRange(high), all)) : percent(value, all))
                + " %";
    }

    private static BigDecimal ofRange(@Nullable BigDecimal end) {
        return end == null ? BigDecimal.ZERO : end;
    }

    private static String range(String low, String high) {
        return low.equals(high) ? low : low + " to " + high;
    }

    private static String spaced(String unit) {
        return " " + unit;
    }

    private static String number(BigDecimal number) {
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    /** In whole percent; in tenths below ten, so that a small share is not rounded away. */
    private static String percent(BigDecimal part, BigDecimal all) {
        BigDecimal percent = part.multiply(BigDecimal.valueOf(100)).divide(all, 6, RoundingMode.HALF_UP);
        int decimals = percent.abs().compareTo(BigDecimal.TEN) < 0 ? 1 : 0;
        return number(percent.setScale(decimals, RoundingMode.HALF_UP));
    }
}
