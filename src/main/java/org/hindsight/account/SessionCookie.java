package org.hindsight.account;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The cookie that holds a session, and the one that stands in for it while nobody is signed in (so that
 * the forms for signing in are guarded too). Over TLS both are bound to this host by their prefix.
 */
@ApplicationScoped
class SessionCookie {

    private static final String VISITOR_GIVEN = "hindsight.visitor";

    private final boolean tls;

    SessionCookie(@ConfigProperty(name = "hindsight.base.url") Optional<String> baseUrl) {
        this.tls = baseUrl.filter(url -> url.startsWith("https:")).isPresent();
    }

    Optional<String> session(RoutingContext exchange) {
        return value(exchange, name("session", exchange));
    }

    Optional<String> visitor(RoutingContext exchange) {
        return value(exchange, name("visitor", exchange));
    }

    NewCookie forSession(String secret, RoutingContext exchange) {
        return cookie("session", secret, (int) Session.LASTS.toSeconds(), exchange);
    }

    NewCookie forgetting(RoutingContext exchange) {
        return cookie("session", "", 0, exchange);
    }

    /** Brings a secret over one redirect; without a secret it forgets the last one. */
    NewCookie once(String kind, String secret, RoutingContext exchange) {
        return cookie("once-" + kind, secret, secret.isEmpty() ? 0 : 60, exchange);
    }

    String nameOf(String kind, RoutingContext exchange) {
        return name(kind, exchange);
    }

    /** The stand-in, made and sent when this browser has none yet. */
    String visitorOrNew(RoutingContext exchange) {
        return visitor(exchange).orElseGet(() -> {
            String given = exchange.get(VISITOR_GIVEN);
            if (given != null) {
                return given;
            }
            String fresh = Secrets.fresh();
            exchange.put(VISITOR_GIVEN, fresh);
            exchange.response()
                    .addCookie(Cookie.cookie(name("visitor", exchange), fresh)
                            .setHttpOnly(true)
                            .setSecure(secure(exchange))
                            .setPath("/")
                            .setMaxAge(Duration.ofHours(12).toSeconds())
                            .setSameSite(io.vertx.core.http.CookieSameSite.LAX));
            return fresh;
        });
    }

    private NewCookie cookie(String kind, String value, int maxAge, RoutingContext exchange) {
        return new NewCookie.Builder(name(kind, exchange))
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(secure(exchange))
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    private String name(String kind, RoutingContext exchange) {
        return (secure(exchange) ? "__Host-hindsight-" : "hindsight-") + kind;
    }

    private boolean secure(RoutingContext exchange) {
        return tls || exchange.request().isSSL();
    }

    private static Optional<String> value(RoutingContext exchange, String name) {
        return Optional.ofNullable(exchange.request().getCookie(name))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }
}
