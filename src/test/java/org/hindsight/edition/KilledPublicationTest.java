package org.hindsight.edition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.hindsight.platform.Digests;
import org.hindsight.platform.PackagedApp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while two publishers publish: an edition is there whole, or it is not there at all. */
@Tag("packaged")
class KilledPublicationTest {

    private static final String TOKEN = "token-of-a-publisher-0123456789";
    private static final String EDITIONS = "/api/v1/incidents/INC-1/editions";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatWasAcknowledgedIsThereAndNothingIsThereInPart(@TempDir Path data) throws Exception {
        try (PackagedApp app = PackagedApp.jar(data)
                .with("HINDSIGHT_DEMO", "true")
                .with("HINDSIGHT_ADMIN_EMAIL", "ada@example.org")
                .with("HINDSIGHT_ADMIN_PASSWORD", "correct horse battery")
                .with("HINDSIGHT_ADMIN_TOKEN", TOKEN)
                .start()) {
            Set<Integer> acknowledged = publishUntilKilled(app);
            app.start();
            List<Integer> numbers = new ArrayList<>();
            for (JsonNode edition : JSON.readTree(get(app, EDITIONS).body()).path("items")) {
                numbers.add(0, edition.path("number").asInt());
                assertWhole(app, edition);
            }
            for (int i = 0; i < numbers.size(); i++) {
                assertEquals(i + 1, numbers.get(i), numbers::toString);
            }
            assertTrue(numbers.containsAll(acknowledged), () -> acknowledged + " of " + numbers);
            assertPrintedInTheEnd(app, numbers.size());
        }
    }

    /** Two publish as often as they can; the server is killed when a few were acknowledged, in the middle of the next. */
    private Set<Integer> publishUntilKilled(PackagedApp app) throws Exception {
        Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
        CountDownLatch few = new CountDownLatch(5);
        ExecutorService publishers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                all.add(publishers.submit(() -> {
                    for (int number = publish(app); number > 0; number = publish(app)) {
                        acknowledged.add(number);
                        few.countDown();
                    }
                }));
            }
            few.await();
            app.kill();
            for (Future<?> publisher : all) {
                publisher.get();
            }
        } finally {
            publishers.shutdown();
        }
        assertTrue(acknowledged.size() >= 5, acknowledged::toString);
        return acknowledged;
    }

    /** Answers the number of a new edition; 0 once the server is gone. */
    private int publish(PackagedApp app) {
        try {
            HttpResponse<String> answer = http.send(
                    request(app, EDITIONS)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"label\": \"PRELIMINARY\", \"audience\": \"PUBLIC\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(201, answer.statusCode(), answer::body);
            return JSON.readTree(answer.body()).path("number").asInt();
        } catch (IOException gone) {
            return 0;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void assertWhole(PackagedApp app, JsonNode edition) throws Exception {
        JsonNode files = edition.path("files");
        for (String format : List.of("html", "md", "json")) {
            assertTrue(files.has(format), edition::toString);
            HttpResponse<byte[]> file = http.send(
                    request(app, edition.path("url").asText() + "." + format).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, file.statusCode());
            assertEquals(files.path(format).path("sha256").asText(), Digests.sha256(file.body()));
        }
        assertEquals(200, get(app, edition.path("url").asText()).statusCode());
    }

    /** What was to be made when the server died is made when it is back. */
    private void assertPrintedInTheEnd(PackagedApp app, int number) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    JsonNode files = JSON.readTree(get(app, EDITIONS).body()).at("/items/0/files");
                    return files.has("pdf") && files.has("zip");
                });
        assertTrue(number > 5, "there were more than those of before");
    }

    private HttpResponse<String> get(PackagedApp app, String path) throws IOException, InterruptedException {
        return http.send(request(app, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(PackagedApp app, String path) {
        return HttpRequest.newBuilder(app.uri(path))
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(Duration.ofMinutes(1));
    }
}
