package org.hindsight.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes entries to the timeline of one incident, through the API, as {@link #TOKEN}'s owner. */
final class TimelineServer implements WriteLog.Server {

    static final String TOKEN = "hs-test-0123456789-0123456789-0123456789";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final PackagedApp app;
    private final String timeline;

    private TimelineServer(PackagedApp app, String timeline) {
        this.app = app;
        this.timeline = timeline;
    }

    /** The environment in which {@link #TOKEN} is an administrator's. */
    static PackagedApp withToken(PackagedApp app) {
        return app.with("HINDSIGHT_ADMIN_EMAIL", "admin@example.org")
                .with("HINDSIGHT_ADMIN_PASSWORD", "a long password for tests")
                .with("HINDSIGHT_ADMIN_TOKEN", TOKEN);
    }

    static TimelineServer declareIncident(PackagedApp app) throws IOException, InterruptedException {
        TimelineServer server = new TimelineServer(app, "");
        HttpResponse<String> answer =
                server.post("/api/v1/incidents", "declare", Map.of("title", "Checkout is slow", "severity", "SEV2"));
        assertEquals(201, answer.statusCode(), answer.body());
        String ref = JSON.readTree(answer.body()).get("ref").asText();
        return new TimelineServer(app, "/api/v1/incidents/" + ref + "/timeline");
    }

    /** Anything but an acknowledgement, "try again" or silence is an error of the server. */
    @Override
    public boolean write(WriteLog.Write write) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(timeline, write.key(), Map.of("text", write.text()));
        return switch (answer.statusCode()) {
            case 201 -> true;
            case 409, 503, 507 -> false;
            default -> throw new AssertionError(answer.statusCode() + " for " + write + ": " + answer.body());
        };
    }

    @Override
    public List<String> read() throws IOException, InterruptedException {
        List<String> texts = new ArrayList<>();
        String next = "?limit=200";
        while (next != null) {
            HttpResponse<String> answer = send(request(timeline + next).GET());
            assertEquals(200, answer.statusCode(), answer.body());
            JsonNode list = JSON.readTree(answer.body());
            list.get("items").forEach(entry -> texts.add(entry.get("text").asText()));
            JsonNode cursor = list.get("next");
            next = cursor.isNull()
                    ? null
                    : "?limit=200&cursor=" + URLEncoder.encode(cursor.asText(), StandardCharsets.UTF_8);
        }
        return texts;
    }

    private HttpResponse<String> post(String path, String key, Map<String, String> body)
            throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        URI address = app.uri(path);
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
