package org.hindsight.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token as pages list it. */
record TokenLine(
        long id, String name, Instant createdAt, @Nullable Instant expiresAt) {

    static TokenLine of(ApiToken token) {
        return new TokenLine(token.id, token.name, token.createdAt, token.expiresAt);
    }
}
