package org.hindsight.investigation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/**
 * A quotation from outside, or what to change about it.
 *
 * @param sourceName who said it, or where
 * @param at when it was said
 * @param audience {@code INTERNAL} when left out
 */
public record NewSignal(
        @NotBlank(message = "is needed") @Size(max = 5000, message = "may have at most 5,000 characters") String quote,

        @NotBlank(message = "is needed") @Size(max = 200, message = "may have at most 200 characters") String sourceName,

        @Size(max = 2000, message = "may have at most 2,000 characters") @Pattern(regexp = "(?i)https?://[^\\s]+", message = "must begin with http:// or https://")
        @Nullable String url,

        @NotNull(message = "is needed") Instant at,
        @Nullable Audience audience) {}
