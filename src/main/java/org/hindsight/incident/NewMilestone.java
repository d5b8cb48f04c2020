package org.hindsight.incident;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.platform.time.Precision;
import org.jspecify.annotations.Nullable;

/**
 * When a milestone was.
 *
 * @param entry the number of the timeline entry that proves it
 */
@Schema(name = "NewMilestone")
public record NewMilestone(
        @NotNull(message = "is needed") Instant at,
        @Nullable Precision precision,

        @Positive(message = "must be the number of an entry") @Nullable Integer entry) {}
