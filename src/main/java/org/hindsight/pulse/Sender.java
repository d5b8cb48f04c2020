package org.hindsight.pulse;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.hindsight.platform.web.ClientAddress;

/**
 * Whoever sends a report. Never kept.
 *
 * @param address the address, of version 6 the network: a household has more of these addresses than there are reports
 * @param browser what it calls itself
 */
record Sender(String address, String browser) {

    private static final int NETWORK = 8;

    static Sender of(HttpServerRequest request, ClientAddress addresses) {
        String browser = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        return new Sender(network(addresses.of(request)), browser);
    }

    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK))
                : address.getHostAddress();
    }
}
