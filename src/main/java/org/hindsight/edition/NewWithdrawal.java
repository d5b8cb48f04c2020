package org.hindsight.edition;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/**
 * Why an edition is withdrawn.
 *
 * @param reason readers see it
 * @param audience which of two editions of the same number; the public one when left out and there is one
 */
public record NewWithdrawal(
        @NotBlank(message = "is needed: readers will see it") @Size(max = 2000, message = "may have at most 2,000 characters") String reason,

        @Nullable Audience audience) {}
