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

    static final Map.Entry<CharSequence, CharSequence> POLICY =
            ready("content-security-policy", CONTENT_SECURITY_POLICY);

    static final List<Map.Entry<CharSequence, CharSequence>> OTHERS = List.of(
            ready("x-content-type-options", "nosniff"),
            ready("x-frame-options", "DENY"),
            ready("referrer-policy", "same-origin"),
            ready("cross-origin-opener-policy", "same-origin"),
            ready("permissions-policy", "camera=(), microphone=(), geolocation=()"));

    /** Encoded once: published reports are served too often to do it anew each time. */
    static Map.Entry<CharSequence, CharSequence> ready(String name, String value) {
        return Map.entry(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
    }

    void register(@Observes Filters filters) {
        filters.register(
                exchange -> {
                    MultiMap headers = exchange.response().headers();
                    put(headers);
                    exchange.addHeadersEndHandler(done -> {
                        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
                            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
                        }
                    });
                    exchange.next();
                },
                PRIORITY);
    }

    /** Puts them on an answer. */
    public static void put(MultiMap headers) {
        headers.set(POLICY.getKey(), POLICY.getValue());
        for (Map.Entry<CharSequence, CharSequence> header : OTHERS) {
            headers.set(header.getKey(), header.getValue());
        }
    }
}
