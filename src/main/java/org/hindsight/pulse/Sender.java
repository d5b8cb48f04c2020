package org.hindsight.pulse;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import org.hindsight.platform.web.ClientAddress;

/**
 * Whoever sends a report. Never kept.
 *
 * @param address the address, of version 6 the network: a household has more of these addresses than there are reports
 * @param browser what it calls itself
 */
record Sender(String address, String browser) {

    static Sender of(HttpServerRequest request, ClientAddress addresses) {
        String browser = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        return new Sender(addresses.network(request), browser);
    }
}
