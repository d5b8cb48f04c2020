package org.hindsight.postmortem;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody answers to what a reviewer said. */
@Schema(name = "NewReply")
record NewReply(
        @NotBlank(message = "is needed: say what you answer") @Size(max = 10_000, message = "may have at most 10,000 characters") String comment) {}
