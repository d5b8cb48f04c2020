package org.hindsight.account;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody came in with, a browser's session or an API token: to be asked again, while they stay, whether it
 * still holds. Two requests with the same cookie or token have equal passes.
 */
public record Pass(boolean session, String digest) {

    static Pass ofSession(String secret) {
        return new Pass(true, Secrets.digest(secret));
    }

    static Pass ofToken(String secret) {
        return new Pass(false, Secrets.digest(secret));
    }

    /** Whose it is; nobody's once it expired, was revoked or signed out, or its owner left. Wants a transaction. */
    public Optional<User> holder(Instant now) {
        return session ? Session.owner(digest, now) : ApiToken.owner(digest, now);
    }
}
