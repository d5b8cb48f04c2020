package org.hindsight.account;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.UUID;

/**
 * Shows that a form was filled in on a page of ours: a digest of the session's own secret, which no other
 * site can know. Pages put {@code token} and a fresh {@code key} into every form.
 */
@Named("form")
@RequestScoped
class FormToken {

    private final SessionCookie cookie;
    private final RoutingContext exchange;

    FormToken(SessionCookie cookie, RoutingContext exchange) {
        this.cookie = cookie;
        this.exchange = exchange;
    }

    /** The token for this browser. */
    public String token() {
        return digest(cookie.session(exchange).orElseGet(() -> cookie.visitorOrNew(exchange)));
    }

    /** A new idempotency key: the form, sent twice, is done once. */
    public String key() {
        return UUID.randomUUID().toString();
    }

    boolean accepts(String submitted) {
        return cookie.session(exchange)
                .or(() -> cookie.visitor(exchange))
                .filter(secret -> Secrets.same(digest(secret), submitted))
                .isPresent();
    }

    private static String digest(String secret) {
        return Secrets.digest("form " + secret).substring(0, 43);
    }
}
