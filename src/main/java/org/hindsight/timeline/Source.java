package org.hindsight.timeline;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry comes from, when nobody here typed it.
 *
 * @param externalId what the source calls it; unique within an incident together with the name
 */
public record Source(
        @NotBlank(message = "is needed") @Size(max = 100, message = "may have at most 100 characters") String name,

        @Size(max = 2000, message = "may have at most 2,000 characters") @Pattern(regexp = "(?i)https?://.*", message = "must begin with http:// or https://")
        @Nullable String url,

        @Size(max = 300, message = "may have at most 300 characters") @Nullable String externalId) {}
