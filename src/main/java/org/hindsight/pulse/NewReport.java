package org.hindsight.pulse;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.incident.Platform;
import org.jspecify.annotations.Nullable;

/**
 * What one person says: it is broken for me.
 *
 * @param symptom one of those that the service lists
 * @param platform one of those that the service lists
 * @param region one of those that the service lists
 * @param at when, if not just now: up to 24 hours back, 5 minutes ahead
 */
@Schema(name = "NewUserReport")
record NewReport(
        @NotBlank(message = "is needed") @Size(max = 200, message = "may have at most 200 characters") String symptom,

        @Nullable Platform platform,

        @Size(max = 100, message = "may have at most 100 characters") @Nullable String region,

        @Size(max = MOST_WORDS, message = "may have at most 500 characters") @Nullable String comment,

        @Nullable Instant at) {

    static final int MOST_WORDS = 500;
}
