package org.hindsight.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real connection, for what matters is what goes over it in which order. */
@Tag("plain")
class FastLaneTest {

    private static final Copy COPY =
            Copy.file(200, "text/plain", "from the shelf".getBytes(StandardCharsets.UTF_8), true, null);
    private static final Map<String, Copy> SHELF = Map.of("/copy", COPY);

    private final Vertx vertx = Vertx.vertx();

    /** What went the usual way. */
    private final ConcurrentLinkedQueue<String> usual = new ConcurrentLinkedQueue<>();

    /** Waits for an answer until somebody asks for something else. */
    private final ConcurrentLinkedQueue<HttpServerRequest> waiting = new ConcurrentLinkedQueue<>();

    private HttpServer server;

    @BeforeEach
    void start() {
        server = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void receive(HttpServerRequest request) {
        FastLane.open(request, address -> Optional.ofNullable(SHELF.get(address)));
        usual.add(request.method() + " " + request.uri());
        if (request.path().equals("/copy")) {
            COPY.answer(request);
        } else if (request.path().equals("/wait")) {
            waiting.add(request);
        } else {
            request.body().onSuccess(body -> {
                for (HttpServerRequest other = waiting.poll(); other != null; other = waiting.poll()) {
                    other.response().end("waited");
                }
                request.response().end("usual " + body);
            });
        }
    }

    private static String request(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: a\r\n" + String.join("", List.of(headers)) + "\r\n";
    }

    /** A connection over which requests are written and answers are read. */
    private final class Line implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        private final InputStream in = socket.getInputStream();

        Line() throws IOException {}

        Line write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        }

        /** The next answer: its status and, where it has one, its body. */
        String next(boolean withBody) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int read = in.read();
                assertTrue(read >= 0, () -> "closed after " + head);
                head.append((char) read);
            }
            int length = head.toString()
                    .lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length: "))
                    .mapToInt(line -> Integer.parseInt(line.substring(16)))
                    .findFirst()
                    .orElse(0);
            byte[] body = withBody ? in.readNBytes(length) : new byte[0];
            return head.substring(9, 12) + " " + new String(body, StandardCharsets.UTF_8);
        }

        List<String> next(int count) throws IOException {
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                answers.add(next(true));
            }
            return answers;
        }

        boolean ended() throws IOException {
            return in.read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void theFirstRequestOpensItAndTheOthersTakeIt() throws IOException {
        try (Line line = new Line()) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        "200 from the shelf", line.write(request("GET /copy")).next(true));
            }
            assertEquals("200 ", line.write(request("HEAD /copy")).next(false));
            assertEquals(
                    "304 ",
                    line.write(request("GET /copy", "If-None-Match: *\r\n")).next(true));
            assertEquals(List.of("GET /copy"), List.copyOf(usual));
        }
    }

    @Test
    void answersStayInTheOrderOfTheRequests() throws IOException {
        try (Line line = new Line()) {
            line.write(request("GET /copy")).next(true);
            line.write(request("GET /copy") + request("GET /wait") + request("GET /copy") + request("GET /other"));
            try (Line another = new Line()) {
                // Until the one that waits is there, so that it can be released.
                while (waiting.isEmpty()) {
                    Thread.onSpinWait();
                }
                another.write(request("GET /other")).next(true);
            }
            assertEquals(List.of("200 from the shelf", "200 waited", "200 from the shelf", "200 usual "), line.next(4));
            assertEquals("200 from the shelf", line.write(request("GET /copy")).next(true));
            assertEquals(
                    2,
                    usual.stream().filter("GET /copy"::equals).count(),
                    "the first, and the one behind it that waited");
        }
    }

    @Test
    void bodiesGoWhereTheirRequestGoes() throws IOException {
        String chunked = request("POST /other", "Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n0\r\n\r\n";
        String odd = request("GET /copy", "Content-Length: 2\r\n") + "hi";
        try (Line line = new Line()) {
            line.write(request("GET /copy")).next(true);
            line.write(request("GET /copy") + chunked + request("GET /copy") + odd + request("GET /copy"));
            assertEquals(
                    List.of(
                            "200 from the shelf",
                            "200 usual abc",
                            "200 from the shelf",
                            "200 from the shelf",
                            "200 from the shelf"),
                    line.next(5));
            assertTrue(usual.contains("POST /other"));
        }
    }

    @Test
    void whatIsUnusualGoesTheUsualWay() throws IOException {
        for (String unusual : List.of(
                request("GET /copy?x"),
                request("GET /copy", "Connection: close\r\n"),
                request("GET /copy", "Expect: 100-continue\r\nContent-Length: 0\r\n"),
                request("GET /copy", "Accept-Encoding: *;q=0\r\n"),
                "GET /copy HTTP/1.0\r\nHost: a\r\n\r\n",
                request("POST /copy"))) {
            usual.clear();
            try (Line line = new Line()) {
                line.write(request("GET /other")).next(true);
                line.write(unusual).next(true);
                assertEquals(2, usual.size(), unusual);
                boolean last = unusual.contains("close") || unusual.contains("HTTP/1.0");
                assertTrue(!last || line.ended(), unusual);
            }
        }
    }
}
