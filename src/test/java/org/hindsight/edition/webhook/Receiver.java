package org.hindsight.edition.webhook;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A machine that is told of editions; it answers as the test wants, and 204 when it does not say. */
final class Receiver implements AutoCloseable {

    /** What came in. */
    record Received(Map<String, List<String>> headers, String body, String path) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }

        String id() {
            return header("webhook-id");
        }
    }

    /** What it does with a message. */
    interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Manner> manners = new LinkedBlockingQueue<>();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks?key=1";
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestHeaders(), body, exchange.getRequestURI().toString()));
        Manner manner = manners.poll();
        (manner == null ? status(204, "") : manner).answer(exchange);
        exchange.close();
    }

    static Manner status(int status, String text, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Takes the message and says nothing. */
    Manner silence() {
        return exchange -> {
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Says that it has it, and then talks until nobody listens any more. */
    static Manner endlessTalk(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, 0);
            byte[] words = "word\u0000 ".repeat(500).getBytes(StandardCharsets.UTF_8);
            while (true) {
                exchange.getResponseBody().write(words);
            }
        };
    }

    /** The next messages are treated so, one after the other. */
    Receiver next(Manner... next) {
        manners.addAll(List.of(next));
        return this;
    }

    /** What came next; waits for it. */
    Received take() {
        try {
            Received next = received.poll(30, TimeUnit.SECONDS);
            assertNotNull(next, "a message came");
            return next;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** What came in and was not taken yet. */
    List<Received> all() {
        List<Received> all = new ArrayList<>();
        received.drainTo(all);
        return all;
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
