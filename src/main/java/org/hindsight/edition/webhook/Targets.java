package org.hindsight.edition.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where messages may go. What an admin enters must not make this server knock at doors that only it can reach: addresses of
 * private networks are refused unless the operator allows them, link-local ones (where clouds keep their credentials) always.
 */
@ApplicationScoped
class Targets {

    private static final int PATIENCE_SECONDS = 5;

    /** What asks for the addresses of a name. */
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** That nothing may be sent there, in a sentence. */
    static final class Forbidden extends Exception {
        private static final long serialVersionUID = 1L;
        private final String fault;

        Forbidden(String fault) {
            super(fault);
            this.fault = fault;
        }

        String fault() {
            return fault;
        }
    }

    private final boolean allowPrivate;
    private final Names names;
    private final Executor workers;

    @Inject
    Targets(
            @ConfigProperty(name = "hindsight.webhook.private", defaultValue = "false") boolean allowPrivate,
            ExecutorService workers) {
        this(allowPrivate, InetAddress::getAllByName, workers);
    }

    Targets(boolean allowPrivate, Names names, Executor workers) {
        this.allowPrivate = allowPrivate;
        this.names = names;
        this.workers = workers;
    }

    /** What is wrong with an address as it is written; whether there is somebody is not asked. */
    static Optional<String> fault(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException unreadable) {
            return Optional.of("must be an address such as https://example.org/hooks");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("must begin with https:// or http://");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("must not hold a name or password: messages are signed instead");
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("must not hold a #: it would never be sent");
        }
        if (uri.getHost() == null
                && !String.valueOf(uri.getRawAuthority()).chars().allMatch(letter -> letter < 128)) {
            return Optional.of("must name its host in plain letters, in the form that begins with xn--");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            return Optional.of("must name a host, such as example.org or example.org:8443");
        }
        return Optional.empty();
    }

    /**
     * The addresses of a host to which a message may go; at least one. Whoever connects must use one of these: the name may
     * mean another one a moment later.
     *
     * @throws Forbidden if there are none that may be called
     * @throws UnknownHostException if nobody knows the name
     */
    List<InetAddress> allowed(String host) throws Forbidden, UnknownHostException {
        List<InetAddress> allowed = new ArrayList<>();
        String refusal = "";
        for (InetAddress address : resolved(host)) {
            Optional<String> fault = fault(address);
            if (fault.isEmpty()) {
                allowed.add(address);
            } else if (refusal.isEmpty()) {
                refusal = fault.get();
            }
        }
        if (allowed.isEmpty()) {
            throw new Forbidden("leads to " + refusal);
        }
        return allowed;
    }

    private InetAddress[] resolved(String host) throws UnknownHostException {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        CompletableFuture<InetAddress[]> asked = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return names.of(name);
                    } catch (UnknownHostException unknown) {
                        return new InetAddress[0];
                    }
                },
                workers);
        InetAddress[] found = new InetAddress[0];
        try {
            found = asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException silent) {
            asked.cancel(true);
        }
        if (found.length == 0) {
            throw new UnknownHostException(host);
        }
        return found;
    }

    private Optional<String> fault(InetAddress address) {
        String shown = address.getHostAddress();
        byte[] bytes = meant(address);
        if (never(bytes)) {
            return Optional.of(shown + ", to which nothing is ever sent");
        }
        return allowPrivate || !isPrivate(bytes)
                ? Optional.empty()
                : Optional.of(shown + ", an address within this machine or a private network; the operator may allow"
                        + " those (HINDSIGHT_WEBHOOK_PRIVATE)");
    }

    /** The IPv4 address that an IPv6 address stands for, where it does: mapped, NAT64 and 6to4. */
    private static byte[] meant(InetAddress address) {
        byte[] b = address.getAddress();
        if (!(address instanceof Inet6Address)) {
            return b;
        }
        boolean compatible = begins(b, new int[12]) && !begins(b, new int[15]);
        if (compatible || begins(b, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return Arrays.copyOfRange(b, 12, 16);
        }
        return begins(b, 0x20, 0x02) ? Arrays.copyOfRange(b, 2, 6) : b;
    }

    /** This network, link-local, multicast and reserved ones, and those at which clouds hand out credentials. */
    private static boolean never(byte[] b) {
        if (b.length == 4) {
            return begins(b, 0) || begins(b, 169, 254) || (b[0] & 0xff) >= 224 || begins(b, 100, 100, 100, 200);
        }
        return begins(b, new int[16])
                || begins(b, 0xff)
                || (begins(b, 0xfe) && (b[1] & 0xc0) == 0x80)
                || begins(b, 0xfd, 0x00, 0x0e, 0xc2);
    }

    private static boolean isPrivate(byte[] b) {
        if (b.length == 4) {
            return begins(b, 127)
                    || begins(b, 10)
                    || (begins(b, 172) && (b[1] & 0xf0) == 16)
                    || begins(b, 192, 168)
                    || (begins(b, 100) && (b[1] & 0xc0) == 64)
                    || begins(b, 192, 0, 0)
                    || (begins(b, 198) && (b[1] & 0xfe) == 18);
        }
        boolean loopback = begins(b, new int[15]) && b[15] == 1;
        return loopback
                || (b[0] & 0xfe) == 0xfc
                || (begins(b, 0xfe) && (b[1] & 0xc0) == 0xc0)
                || begins(b, 0x00, 0x64, 0xff, 0x9b, 0x00, 0x01)
                || begins(b, 0x20, 0x01, 0, 0);
    }

    private static boolean begins(byte[] address, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if ((address[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
