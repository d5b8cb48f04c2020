package org.hindsight.postmortem;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hindsight.incident.Audience;
import org.jspecify.annotations.Nullable;

/**
 * The text of a section.
 *
 * @param markdown may be empty
 * @param audience stays as it is when left out
 */
@Schema(name = "NewPostmortemSection")
record NewSection(
        @NotNull(message = "is needed") @Size(max = NewSection.MOST, message = "may have at most 200,000 characters") String markdown,

        @Nullable Audience audience) {

    static final int MOST = 200_000;
}
