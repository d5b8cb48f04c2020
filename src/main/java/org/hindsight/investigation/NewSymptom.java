package org.hindsight.investigation;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.hindsight.incident.Audience;
import org.hindsight.incident.Platform;
import org.hindsight.platform.json.SelfChecked;
import org.hindsight.platform.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Something that users experience, or what to change about it.
 *
 * @param services slugs of the catalogue
 * @param sharePercent how much of all reports it makes up
 * @param audience {@code INTERNAL} when left out
 */
public record NewSymptom(
        @NotBlank(message = "is needed") @Size(max = 2000, message = "may have at most 2,000 characters") String statement,

        @Nullable Platform platform,

        @Size(max = 100, message = "may name at most 100 regions") @Nullable List<
                        @NotBlank(message = "must not be empty") @Size(max = 100, message = "may have at most 100 characters") String>
                regions,

        @Size(max = 100, message = "may name at most 100 services") @Nullable List<
                        @NotBlank(message = "must not be empty") @Size(max = 60, message = "may have at most 60 characters") String>
                services,

        @Nullable Instant firstSeenAt,
        @Nullable Instant lastSeenAt,

        @DecimalMin(value = "0", message = "must lie between 0 and 100") @DecimalMax(value = "100", message = "must lie between 0 and 100") @Digits(integer = 3, fraction = 2, message = "may have at most two decimals") @Nullable BigDecimal sharePercent,

        @Nullable Audience audience)
        implements SelfChecked {

    @Override
    public List<Violation> faults() {
        return firstSeenAt != null && lastSeenAt != null && lastSeenAt.isBefore(firstSeenAt)
                ? List.of(new Violation("lastSeenAt", "must not lie before firstSeenAt"))
                : List.of();
    }
}
