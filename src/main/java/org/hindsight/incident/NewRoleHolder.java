package org.hindsight.incident;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who takes a role in the response.
 *
 * @param person the e-mail address of a user, or a free name
 */
@Schema(name = "NewRoleHolder")
public record NewRoleHolder(
        @NotBlank(message = "is needed") @Size(max = 254, message = "may have at most 254 characters") String person,

        @Size(max = 2000, message = "may have at most 2,000 characters") @Nullable String note) {}
