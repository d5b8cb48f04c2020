package org.hindsight.account;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

/**
 * A secret that was just made, on its way over a redirect to the page that shows it. It travels in a cookie of a minute's
 * life, so that neither an address nor a remembered answer ever holds it, and is forgotten with the page.
 */
@RequestScoped
public class ShownOnce {

    private final SessionCookie cookie;
    private final RoutingContext exchange;

    ShownOnce(SessionCookie cookie, RoutingContext exchange) {
        this.cookie = cookie;
        this.exchange = exchange;
    }

    /**
     * Sends the secret to the next page.
     *
     * @param kind what it is: a page shows none of another kind
     */
    public NewCookie onItsWay(String kind, String secret) {
        String plain = Base64.getUrlEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        return cookie.once(kind, plain, exchange);
    }

    /** The page, made with the secret that was on its way to it; with an empty text when there is none. Kept by no cache. */
    public Response shownOn(String kind, Function<String, TemplateInstance> page) {
        Cookie once = exchange.request().getCookie(cookie.nameOf("once-" + kind, exchange));
        String secret = once == null ? "" : decoded(once.getValue());
        Response.ResponseBuilder answer = Response.ok(page.apply(secret)).header("Cache-Control", "no-store");
        return once == null
                ? answer.build()
                : answer.cookie(cookie.once(kind, "", exchange)).build();
    }

    private static String decoded(String value) {
        try {
            return new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return "";
        }
    }
}
