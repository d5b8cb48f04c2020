package org.hindsight.investigation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/**
 * Advice to users, or what to change about it.
 *
 * @param audience {@code INTERNAL} when left out
 */
public record NewWorkaround(
        @NotBlank(message = "is needed") @Size(max = 5000, message = "may have at most 5,000 characters") String text,

        @NotNull(message = "is needed: PROPOSED, VERIFIED, HARMFUL or WITHDRAWN") WorkaroundState state,

        @Nullable Audience audience) {}
