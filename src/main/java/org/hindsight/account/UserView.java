package org.hindsight.account;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An account as admins see it. */
@Schema(name = "User")
record UserView(String email, String name, Role role, boolean hasPassword, Instant createdAt) {

    static UserView of(User user) {
        return new UserView(user.email, user.name, user.role, user.passwordHash != null, user.createdAt);
    }
}
