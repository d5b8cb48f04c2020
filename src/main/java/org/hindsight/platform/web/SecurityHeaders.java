package org.hindsight.platform.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;

/** The headers that every answer carries, whichever part of the server gave it. */
public class SecurityHeaders {

    /** Filters with a higher priority than this one answer without these headers, unless they {@link #put} them. */
    public static final int PRIORITY = 1000;

    static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    private static final CharSequence POLICY = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence DEFAULT_POLICY = HttpHeaders.createOptimized(CONTENT_SECURITY_POLICY);

    private static final List<Map.Entry<CharSequence, CharSequence>> OTHERS = List.of(
            ready("x-content-type-options", "nosniff"),
            ready("x-frame-options", "DENY"),
            ready("referrer-policy", "same-origin"),
            ready("cross-origin-opener-policy", "same-origin"),
            ready("permissions-policy", "camera=(), microphone=(), geolocation=()"));

    /** Encoded once: published reports are served too often to do it anew each time. */
    private static Map.Entry<CharSequence, CharSequence> ready(String name, String value) {
        return Map.entry(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
    }

    void register(@Observes Filters filters) {
        filters.register(
                exchange -> {
                    MultiMap headers = exchange.response().headers();
                    put(headers, DEFAULT_POLICY);
                    exchange.addHeadersEndHandler(done -> {
                        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
                            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
                        }
                    });
                    exchange.next();
                },
                PRIORITY);
    }

    /** Puts them on an answer that has the default policy. */
    public static void put(MultiMap headers) {
        put(headers, DEFAULT_POLICY);
    }

    /** Puts them on an answer that has a Content-Security-Policy of its own. */
    public static void put(MultiMap headers, CharSequence policy) {
        headers.set(POLICY, policy);
        for (Map.Entry<CharSequence, CharSequence> header : OTHERS) {
            headers.set(header.getKey(), header.getValue());
        }
    }
}
