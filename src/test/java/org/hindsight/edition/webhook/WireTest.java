package org.hindsight.edition.webhook;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire goes to an address that was looked at, and to whoever can prove the name. */
@Tag("plain")
class WireTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static PfxOptions keys;
    private static HttpServer server;

    private final List<String> asked = new ArrayList<>();

    @BeforeAll
    static void listen() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "hooks",
                        "-dname",
                        "CN=hooks.example.org",
                        "-ext",
                        "SAN=dns:hooks.example.org",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        keys = new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
        server = VERTX.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(keys)
                        .setHost("127.0.0.1")
                        .setPort(0))
                .requestHandler(request -> request.response().end("To " + request.getHeader("Host")))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get();
    }

    private Wire wire(HttpClientOptions options) {
        Targets.Names names = name -> {
            asked.add(name);
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
        return new Wire(
                VERTX, new Targets(true, names, Runnable::run), Clock.systemUTC(), Duration.ofSeconds(20), options);
    }

    private static HttpClientOptions trusting() {
        return new HttpClientOptions().setTrustOptions(keys);
    }

    private static Wire.Answer send(Wire wire, String url) {
        return wire.send(url, Map.of(), Buffer.buffer("{}"), 0);
    }

    @Test
    void itConnectsToTheAddressThatWasLookedAtAndNobodyAsksForTheNameAgain() {
        Wire.Answer answer = send(wire(trusting()), "https://hooks.example.org:" + server.actualPort() + "/");
        assertNull(answer.fault());
        assertEquals(200, answer.status());
        assertEquals("To hooks.example.org:" + server.actualPort(), answer.text());
        assertEquals(List.of("hooks.example.org"), asked);
    }

    @Test
    void whoeverCannotProveTheNameGetsNothing() {
        Wire.Answer other = send(wire(trusting()), "https://other.example.org:" + server.actualPort() + "/");
        assertNull(other.status());
        assertThat(other.fault(), startsWith("TLS: "));
        Wire.Answer unknown =
                send(wire(new HttpClientOptions()), "https://hooks.example.org:" + server.actualPort() + "/");
        assertNull(unknown.status());
        assertThat(unknown.fault(), startsWith("TLS: "));
    }

    @Test
    void whereNobodyListensItSaysSo() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Wire.Answer answer = send(wire(new HttpClientOptions()), "http://hooks.example.org:" + port);
        assertNull(answer.status());
        assertThat(answer.fault(), startsWith("No connection: "));
    }
}
