package org.hindsight.platform.web;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request comes from. What a proxy says of it ({@code X-Forwarded-For}) is believed only of the proxies that
 * {@code HINDSIGHT_TRUSTED_PROXIES} names, as addresses or networks: anybody can send that header.
 */
@Singleton
public class ClientAddress {

    private static final String FORWARDED = "X-Forwarded-For";
    private static final int LONGEST = 45;
    private static final int NETWORK = 8;

    private final List<IpSubnetFilterRule> proxies;

    ClientAddress(@ConfigProperty(name = "hindsight.trusted-proxies") Optional<List<String>> proxies) {
        this.proxies = proxies.orElse(List.of()).stream()
                .map(String::strip)
                .filter(proxy -> !proxy.isEmpty())
                .map(ClientAddress::network)
                .toList();
    }

    private static IpSubnetFilterRule network(String proxy) {
        String[] parts = proxy.split("/", 2);
        InetAddress address = address(parts[0])
                .orElseThrow(() -> new IllegalArgumentException(
                        "HINDSIGHT_TRUSTED_PROXIES takes addresses and networks such as 10.0.0.0/8: " + proxy));
        int whole = address.getAddress().length * Byte.SIZE;
        int prefix = parts.length == 1 ? whole : Integer.parseInt(parts[1]);
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }

    private static Optional<InetAddress> address(String text) {
        byte[] bytes = text.length() > LONGEST ? null : NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The address of whoever sent a request: the nearest one that no trusted proxy speaks for. */
    public InetAddress of(HttpServerRequest request) {
        InetAddress nearest = address(request.remoteAddress().hostAddress()).orElse(InetAddress.getLoopbackAddress());
        if (proxies.isEmpty() || !trusted(nearest)) {
            return nearest;
        }
        List<String> hops = new ArrayList<>();
        request.headers().getAll(FORWARDED).forEach(header -> hops.addAll(List.of(header.split(","))));
        for (int i = hops.size() - 1; i >= 0 && trusted(nearest); i--) {
            Optional<InetAddress> hop = address(hops.get(i).strip());
            if (hop.isEmpty()) {
                break;
            }
            nearest = hop.get();
        }
        return nearest;
    }

    /** The same as text, of version 6 only the network: a household has more of these addresses than there are limits. */
    public String network(HttpServerRequest request) {
        InetAddress address = of(request);
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK))
                : address.getHostAddress();
    }

    private boolean trusted(InetAddress address) {
        InetSocketAddress place = new InetSocketAddress(address, 0);
        return proxies.stream().anyMatch(network -> network.matches(place));
    }
}
