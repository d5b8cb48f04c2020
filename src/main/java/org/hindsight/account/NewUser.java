package org.hindsight.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * An account to be made, or what to change about one.
 *
 * @param password at least 8 characters, at most 72 (as many as bcrypt looks at); without one the person
 *     can use tokens only
 */
record NewUser(
        @NotBlank(message = "is needed") @Email(message = "must be an e-mail address") @Size(max = 254) String email,

        @NotBlank(message = "is needed") @Size(max = 100) String name,

        @NotNull(message = "is needed: VIEWER, RESPONDER, PUBLISHER or ADMIN") Role role,

        @Password @Nullable String password) {}
