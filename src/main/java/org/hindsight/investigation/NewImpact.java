package org.hindsight.investigation;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Platform;
import org.hindsight.platform.json.SelfChecked;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A number that says what an incident did, or what to change about it: either {@code value}, or
 * {@code low} and {@code high}.
 *
 * @param key how prose cites it; made from the name when left out
 * @param unit what is counted, in the plural: "teams"
 * @param outOf how many there are in all
 * @param from when the window begins in which this was counted
 * @param service a slug of the catalogue
 * @param audience {@code INTERNAL} when left out
 */
public record NewImpact(
        @NotBlank(message = "is needed") @Size(max = 200, message = "may have at most 200 characters") String name,

        @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*", message = "must be made of a-z, 0-9 and single hyphens")
        @Size(max = 60, message = "may have at most 60 characters") @Nullable String key,

        @Digits(integer = 18, fraction = 6, message = "may have at most 18 digits and 6 decimals") @Nullable BigDecimal value,

        @Digits(integer = 18, fraction = 6, message = "may have at most 18 digits and 6 decimals") @Nullable BigDecimal low,

        @Digits(integer = 18, fraction = 6, message = "may have at most 18 digits and 6 decimals") @Nullable BigDecimal high,

        @NotBlank(message = "is needed: what is counted, for example teams") @Size(max = 60, message = "may have at most 60 characters") String unit,

        @Positive(message = "must be more than 0") @Digits(integer = 18, fraction = 6, message = "may have at most 18 digits and 6 decimals") @Nullable BigDecimal outOf,

        @NotNull(message = "is needed: MEASURED or ESTIMATED") Basis basis,

        @Nullable Instant from,
        @Nullable Instant to,

        @Size(max = 60, message = "may have at most 60 characters") @Nullable String service,

        @Size(max = 100, message = "may have at most 100 characters") @Nullable String region,

        @Nullable Platform platform,

        @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String source,

        @Nullable Audience audience)
        implements SelfChecked {

    @Override
    public List<Violation> faults() {
        List<Violation> faults = new ArrayList<>();
        if (value != null && low != null) {
            faults.add(new Violation("low", "goes with high, and not beside value"));
        } else if (value != null && high != null) {
            faults.add(new Violation("high", "goes with low, and not beside value"));
        } else if (value == null && low == null && high == null) {
            faults.add(new Violation("value", "is needed, or low and high"));
        } else if (value == null && low == null) {
            faults.add(new Violation("low", "is needed where high is given"));
        } else if (value == null && high == null) {
            faults.add(new Violation("high", "is needed where low is given"));
        } else if (low != null && high != null && low.compareTo(high) > 0) {
            faults.add(new Violation("high", "must not be less than low"));
        }
        if (from != null && to != null && to.isBefore(from)) {
            faults.add(new Violation("to", "must not lie before from"));
        }
        return faults;
    }
}
