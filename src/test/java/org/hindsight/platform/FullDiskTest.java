package org.hindsight.platform;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk becomes full under the embedded database, and is freed: nothing that was acknowledged is lost, nobody restarts anything. */
@Tag("packaged")
class FullDiskTest {

    private static final int WRITERS = 4;
    private static final Duration BACK = Duration.ofSeconds(30);

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @TempDir
    static Path folder;

    private static SmallDisk disk;
    private static PackagedApp app;

    @BeforeAll
    static void start() throws IOException {
        disk = SmallDisk.mount(folder.resolve("disk"), 64);
        app = TimelineServer.withToken(PackagedApp.jar(folder))
                .with("HINDSIGHT_DATA", disk.folder().toString())
                .start();
    }

    @AfterAll
    static void end() throws IOException {
        if (app != null) {
            app.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void refusesWritesWhileTheDiskIsFullAndTakesThemAgainWhenThereIsRoom() throws IOException, InterruptedException {
        TimelineServer server = TimelineServer.declareIncident(app);
        try (WriteLog log = new WriteLog(server, WRITERS)) {
            WriteLog.Write before = new WriteLog.Write("a key", "before the disk was full");
            assertTrue(server.write(before));
            log.write(20);

            disk.fill();
            log.writeInVain(20);
            Awaitility.await().atMost(BACK).until(() -> !app.isReady());
            assertThat(get("/q/health/ready").body(), containsString("The disk is full"));
            assertEquals(200, get("/q/health/live").statusCode());
            // who reads at the very moment at which the database is opened again has to ask once more
            Awaitility.await().atMost(BACK).untilAsserted(log::check);

            disk.free();
            Awaitility.await().atMost(BACK).until(app::isReady);
            log.write(20);
            assertTrue(server.write(before), "it was acknowledged under that key");
            int acknowledged = log.finish();
            log.check();
            assertEquals(1, Collections.frequency(server.read(), before.text()));
            System.out.printf(
                    "A full disk: %d writes acknowledged, %d refused; none lost, none doubled%n",
                    acknowledged, log.repeated());
        }
    }

    @Test
    void showsAFormAgainThatCouldNotBeSaved() throws IOException, InterruptedException {
        Map<String, String> signIn = form(get("/sign-in").body(), "/sign-in");
        signIn.put("email", "admin@example.org");
        signIn.put("password", "a long password for tests");
        assertEquals(303, post("/sign-in", signIn).statusCode());
        Map<String, String> declaration = form(get("/incidents/new").body(), "/incidents");
        declaration.put("title", "Checkout is slow & odd");

        disk.fill();
        Awaitility.await().atMost(BACK).until(() -> !app.isReady());
        HttpResponse<String> refused = post("/incidents", declaration);
        assertEquals(507, refused.statusCode());
        assertThat(refused.body(), containsString("disk is full"));
        Map<String, String> again = form(refused.body(), "/incidents");
        assertEquals("Checkout is slow & odd", again.get("title"));

        disk.free();
        Awaitility.await().atMost(BACK).until(app::isReady);
        HttpResponse<String> taken = post("/incidents", again);
        assertEquals(303, taken.statusCode(), taken.body());
    }

    /** What a browser sends of the form with that address when nothing more is typed. */
    private static Map<String, String> form(String page, String action) {
        Map<String, String> fields = new LinkedHashMap<>();
        Element form = Jsoup.parse(page).selectFirst("form[action=" + action + "]");
        form.select("input[name], textarea[name]").forEach(field -> fields.put(field.attr("name"), field.val()));
        form.select("select[name]")
                .forEach(choice -> fields.put(
                        choice.attr("name"), choice.select("option[selected]").val()));
        return fields;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(app.uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(app.uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
