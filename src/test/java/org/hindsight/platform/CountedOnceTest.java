package org.hindsight.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However often the server is killed, everybody who reports is counted, and nobody twice. */
@Tag("packaged")
class CountedOnceTest {

    private static final int WRITERS = 8;
    private static final int KILLS = 3;
    private static final String SERVICE = "/api/v1/services";
    private static final String REPORTS = SERVICE + "/music/user-reports";

    @TempDir
    Path data;

    @Test
    void everybodyIsCountedOnceWheneverTheServerIsKilled() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (PackagedApp app = TimelineServer.withToken(PackagedApp.jar(data))
                .with("HINDSIGHT_TRUSTED_PROXIES", "127.0.0.1")
                .start()) {
            People people = new People(app);
            people.addService();
            try (WriteLog log = new WriteLog(people, WRITERS)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    log.writeUntilKilled(200 + random.nextInt(400), app::kill);
                    app.start();
                }
                int acknowledged = log.finish();
                assertEquals(acknowledged, people.counted(), "seed " + seed);
                System.out.printf(
                        "%d kills: %d people reported, %d of them again because nobody answered; each counted once%n",
                        KILLS, acknowledged, log.repeated());
            }
        }
    }

    /** People without a token, each from an address of their own, who try again until they are heard. */
    private static final class People implements WriteLog.Server {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
        private final AtomicInteger last = new AtomicInteger();
        private final PackagedApp app;

        People(PackagedApp app) {
            this.app = app;
        }

        void addService() throws IOException, InterruptedException {
            HttpResponse<String> answer = send(request(SERVICE)
                    .header("Authorization", "Bearer " + TimelineServer.TOKEN)
                    .POST(body(Map.of(
                            "slug",
                            "music",
                            "name",
                            "Music",
                            "symptoms",
                            List.of("Nothing plays"),
                            "anonymousReports",
                            true,
                            "publicPage",
                            true))));
            assertEquals(201, answer.statusCode(), answer.body());
        }

        @Override
        public boolean write(WriteLog.Write write) throws IOException, InterruptedException {
            int person = numbers.computeIfAbsent(write.text(), text -> last.incrementAndGet());
            HttpResponse<String> answer = send(request(REPORTS)
                    .header("X-Forwarded-For", "10.1." + (person >> 8 & 255) + "." + (person & 255))
                    .POST(body(Map.of("symptom", "Nothing plays"))));
            return switch (answer.statusCode()) {
                case 202 -> true;
                case 503 -> false;
                default -> throw new AssertionError(answer.statusCode() + ": " + answer.body());
            };
        }

        @Override
        public List<String> read() {
            throw new UnsupportedOperationException("Reports are counted, not listed");
        }

        int counted() throws IOException, InterruptedException {
            return JSON.readTree(send(request(REPORTS).GET()).body())
                    .get("total")
                    .asInt();
        }

        private static HttpRequest.BodyPublisher body(Map<String, Object> body) throws IOException {
            return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(app.uri(path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/json");
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
