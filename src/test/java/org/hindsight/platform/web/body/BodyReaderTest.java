package org.hindsight.platform.web.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hindsight.Api.ADMIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matchers;
import org.hindsight.Multipart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class BodyReaderTest {

    /** More than there are workers. */
    private static final int SLOW = 250;

    @TestHTTPResource("/")
    URI server;

    @ConfigProperty(name = "quarkus.http.body.uploads-directory")
    Path shelf;

    @Test
    void whoSendsSlowlyHoldsNobodyUp() throws IOException {
        String incident = ADMIN.incident();
        String json = "{\"text\": \"Slow and steady\"}";
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                String began = switch (i % 3) {
                    case 0 -> head(incident + "/timeline", "application/json", json.length()) + json.substring(0, 5);
                    case 1 -> head("/sign-in", "application/x-www-form-urlencoded", 1000) + "email=";
                    default ->
                        head(incident + "/attachments", "multipart/form-data; boundary=b", 1000)
                                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx";
                };
                Socket socket = new Socket(server.getHost(), server.getPort());
                slow.add(socket);
                write(socket, began);
            }
            assertEquals(2, ADMIN.log(incident, "Nothing is in the way"));
            write(slow.get(0), json.substring(5));
            assertEquals("HTTP/1.1 201", new String(slow.get(0).getInputStream().readNBytes(12), UTF_8));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        ADMIN.get(incident + "/timeline/3").then().body("text", Matchers.equalTo("Slow and steady"));
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void smallAndLargeBodiesArriveAsTheyWereSent(HttpClient.Version version) throws Exception {
        String incident = ADMIN.incident();
        for (int size : List.of(1, 64 * 1024, 90_000, 5_000_000)) {
            HttpResponse<String> logged =
                    send(version, incident + "/timeline", "application/json", line("Of " + size, size));
            assertEquals(201, logged.statusCode(), logged.body());
            assertTrue(logged.body().contains("\"Of " + size + "\""));
        }
        byte[] file = IntStream.range(0, 300_000)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("\n"))
                .getBytes(UTF_8);
        HttpResponse<String> attached = send(
                version,
                incident + "/attachments",
                Multipart.contentType(),
                BodyPublishers.ofByteArray(new Multipart()
                        .file("file", "numbers.txt", "text/plain", file)
                        .bytes()));
        assertEquals(201, attached.statusCode(), attached.body());
        assertEquals(
                new String(file, UTF_8),
                ADMIN.get(incident + "/attachments/1/file").asString());
        nothingIsLeftBehind();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void manyBodiesFollowOneAnotherOnAConnection(HttpClient.Version version) throws Exception {
        String incident = ADMIN.incident();
        HttpClient client = HttpClient.newBuilder().version(version).build();
        for (int no = 2; no < 30; no++) {
            HttpResponse<String> logged = client.send(
                    request(incident + "/timeline", "application/json")
                            .POST(line("Of many", no * 6_000))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(201, logged.statusCode());
            assertTrue(logged.body().contains("\"no\":" + no + ","), logged.body());
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void whatIsTooLargeIsToldAsAProblem(HttpClient.Version version) throws Exception {
        BodyPublisher large = BodyPublishers.ofByteArray(new byte[11_000_000]);
        HttpResponse<String> refused = send(version, "/api/v1/incidents", "application/json", large);
        assertEquals(413, refused.statusCode());
        assertTrue(refused.body().contains("up to 10 MB"), refused.body());
    }

    @Test
    void whoAsksFirstIsToldToGoOnOrNot() throws IOException {
        String expecting = "\r\nExpect: 100-continue\r\n\r\n";
        String json = "{\"title\": \"Asked first\", \"severity\": \"SEV3\"}";
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            write(
                    socket,
                    head("/api/v1/incidents", "application/json", json.length()).replace("\r\n\r\n", expecting));
            InputStream in = socket.getInputStream();
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", new String(in.readNBytes(25), UTF_8));
            write(socket, json);
            assertEquals("HTTP/1.1 201", new String(in.readNBytes(12), UTF_8));
        }
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            write(
                    socket,
                    head("/api/v1/incidents", "application/json", 11_000_000).replace("\r\n\r\n", expecting));
            assertEquals("HTTP/1.1 413", new String(socket.getInputStream().readNBytes(12), UTF_8));
        }
    }

    @Test
    void overHttp2TheLengthIsNeeded() throws Exception {
        BodyPublisher unmeasured = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("{}".getBytes(UTF_8)));
        HttpClient client = HttpClient.newHttpClient();
        client.send(
                request("/api/v1/incidents", "application/json").GET().build(),
                HttpResponse.BodyHandlers.discarding()); // now they speak HTTP/2
        HttpResponse<String> refused = client.send(
                request("/api/v1/incidents", "application/json")
                        .POST(unmeasured)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(HttpClient.Version.HTTP_2, refused.version());
        assertEquals(411, refused.statusCode());
        assertTrue(refused.body().contains("Content-Length"), refused.body());
    }

    /** An entry in a body that is made larger by what means nothing. */
    private static BodyPublisher line(String text, int padding) {
        return BodyPublishers.ofString("{\"text\": \"" + text + "\"" + " ".repeat(padding) + "}");
    }

    private String head(String path, String type, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ADMIN.token()
                + "\r\nContent-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    private HttpResponse<String> send(HttpClient.Version version, String path, String type, BodyPublisher body)
            throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .version(version)
                .build()
                .send(request(path, type).POST(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + ADMIN.token())
                .header("Content-Type", type);
    }

    private void nothingIsLeftBehind() {
        await().untilAsserted(() -> {
            try (Stream<Path> left = Files.list(shelf)) {
                assertEquals(List.of(), left.toList());
            }
        });
    }
}
