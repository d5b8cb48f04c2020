package org.hindsight.edition.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message and takes the answer, whatever the other side does: neither takes long, neither takes much room, nothing is
 * followed elsewhere, and nothing is sent to an address that was not looked at. One connection per message.
 */
@ApplicationScoped
class Wire {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int CONNECTIONS = 64;

    /** Nobody reads on after so many bytes of an answer. */
    private static final int MOST_BYTES = 16 << 10;

    /** So many characters of it are kept. */
    private static final int KEPT = 1024;

    private static final int LONGEST_FAULT = 300;

    /**
     * What came back.
     *
     * @param status null where nothing came
     * @param text the beginning of the body
     * @param millis from looking up the name to the end of the answer
     * @param fault what went wrong; null where the status says it all
     * @param retryAfter for how long the receiver wants to be left alone
     */
    record Answer(
            @Nullable Integer status,
            @Nullable String text,
            int millis,
            @Nullable String fault,
            @Nullable Duration retryAfter) {

        /** The receiver has it; if the rest of its answer got lost, it still has it. */
        boolean success() {
            return status != null && status >= 200 && status < 300;
        }

        boolean gone() {
            return status != null && status == 410;
        }
    }

    /** The answer as it comes in, on the thread of its connection. */
    private static final class Reply {
        private final Buffer body = Buffer.buffer();
        private @Nullable Integer status;
        private @Nullable String retryAfter;

        synchronized void head(HttpClientResponse response) {
            status = response.statusCode();
            retryAfter = response.getHeader("Retry-After");
        }

        /** Takes what there is room for; answers whether there is room for more. */
        synchronized boolean take(Buffer chunk) {
            body.appendBuffer(chunk, 0, Math.min(chunk.length(), MOST_BYTES - body.length()));
            return body.length() < MOST_BYTES;
        }

        synchronized Answer answer(long began, @Nullable String fault, Instant now) {
            int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            String said = fault == null ? meaning(status) : cut(fault, LONGEST_FAULT);
            return new Answer(status, status == null ? null : text(body.getBytes()), millis, said, wished(now));
        }

        private @Nullable Duration wished(Instant now) {
            boolean asks = status != null && (status == 429 || status == 503);
            return asks && retryAfter != null ? duration(retryAfter.strip(), now) : null;
        }

        synchronized boolean begun() {
            return status != null;
        }
    }

    private final Targets targets;
    private final Clock clock;
    private final Duration patience;
    private final HttpClient client;

    @Inject
    Wire(
            Vertx vertx,
            Targets targets,
            Clock clock,
            @ConfigProperty(name = "hindsight.webhook.patience") Duration patience) {
        this(vertx, targets, clock, patience, new HttpClientOptions());
    }

    /** @param options what else its connections need, such as other certificates to trust */
    Wire(Vertx vertx, Targets targets, Clock clock, Duration patience, HttpClientOptions options) {
        this.targets = targets;
        this.clock = clock;
        this.patience = patience;
        this.client = vertx.createHttpClient(
                options.setKeepAlive(false)
                        .setVerifyHost(true)
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /**
     * Sends a body to an address and waits for the answer; never longer than its patience.
     *
     * @param turn of several addresses that a name has each gets its turn
     */
    Answer send(String url, Map<String, String> headers, Buffer body, int turn) {
        long began = System.nanoTime();
        Reply reply = new Reply();
        String fault = null;
        try {
            URI uri = URI.create(URI.create(url).toASCIIString());
            List<InetAddress> allowed = targets.allowed(uri.getHost());
            InetAddress address = allowed.get(Math.floorMod(turn, allowed.size()));
            exchange(options(uri, address, headers), body, reply).get();
        } catch (Targets.Forbidden forbidden) {
            fault = "Not sent: the address " + forbidden.fault();
        } catch (UnknownHostException unknown) {
            fault = "The name " + unknown.getMessage() + " is not known";
        } catch (ExecutionException failure) {
            fault = failure.getCause() instanceof TimeoutException ? late(reply) : told(reply, failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            fault = "The server was stopped while it waited for the answer";
        }
        return reply.answer(began, fault, clock.instant());
    }

    private static RequestOptions options(URI uri, InetAddress address, Map<String, String> headers) {
        boolean tls = uri.getScheme().equalsIgnoreCase("https");
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(tls)
                .setHost(uri.getHost())
                .setPort(port)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        return options;
    }

    /** One message and its answer; the connection is closed when the future is done, for whatever reason. */
    private CompletableFuture<Void> exchange(RequestOptions options, Buffer body, Reply reply) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicReference<HttpConnection> connection = new AtomicReference<>();
        client.request(options).onFailure(done::completeExceptionally).onSuccess(request -> {
            connection.set(request.connection());
            if (done.isDone()) {
                close(connection.get());
                return;
            }
            request.response().onFailure(done::completeExceptionally).onSuccess(response -> {
                reply.head(response);
                response.exceptionHandler(done::completeExceptionally);
                response.endHandler(end -> done.complete(null));
                response.handler(chunk -> {
                    if (!reply.take(chunk)) {
                        done.complete(null);
                    }
                });
            });
            request.end(body).onFailure(done::completeExceptionally);
        });
        return done.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((nothing, failure) -> close(connection.get()));
    }

    private static void close(@Nullable HttpConnection connection) {
        if (connection != null) {
            connection.close();
        }
    }

    private static @Nullable String meaning(@Nullable Integer status) {
        return status != null && status >= 300 && status < 400
                ? "It sends elsewhere; nothing is followed. Enter the address where it leads"
                : null;
    }

    private String late(Reply reply) {
        return (reply.begun() ? "The answer did not end within " : "No answer within ") + patience.toSeconds() + " s";
    }

    private static String told(Reply reply, ExecutionException failure) {
        if (reply.begun()) {
            return "The connection broke within the answer";
        }
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        boolean tls = failure.getCause() instanceof SSLException || cause instanceof GeneralSecurityException;
        return (tls ? "TLS: " : "No connection: ") + clean(String.valueOf(cause.getMessage()));
    }

    private static @Nullable Duration duration(String retryAfter, Instant now) {
        if (retryAfter.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        try {
            DateTimeFormatter date = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ENGLISH);
            return Duration.between(now, ZonedDateTime.parse(retryAfter, date).toInstant());
        } catch (DateTimeParseException neither) {
            return null;
        }
    }

    private static String text(byte[] bytes) {
        return cut(clean(new String(bytes, StandardCharsets.UTF_8)), KEPT);
    }

    /** Without what no database keeps and no page shows. */
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean halved = Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, halved ? most - 1 : most);
    }
}
