package org.hindsight.incident;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.platform.time.Precision;
import org.jspecify.annotations.Nullable;

/**
 * A milestone as it is told.
 *
 * @param entry the number of the timeline entry that proves it, if there is one
 */
@Schema(name = "Milestone")
public record MilestoneView(
        Instant at, Precision precision, @Nullable Integer entry) {}
