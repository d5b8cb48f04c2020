package org.hindsight.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The promise of an update.
 *
 * @param by until when something will be said: an instant to come, or null to take the promise back
 */
@Schema(name = "NewNextUpdate")
public record NewNextUpdate(
        @JsonProperty(required = true) @Nullable Instant by) {}
