package org.hindsight.overview;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.hindsight.platform.Browser;
import org.hindsight.platform.Browser.Screen;
import org.hindsight.platform.PackagedApp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people in one room, and a server that is killed and started between their lines. */
@Tag("packaged")
class OutboxTest {

    private static final String LINE = "#line-text";
    private static final String TOKEN = "hs-test-0123456789-0123456789-0123456789";

    @TempDir
    static Path data;

    @Test
    void aServerThatGoesAwayAndComesBackLosesAndDoublesNothing() throws Exception {
        try (PackagedApp app = PackagedApp.jar(data)
                        .with("HINDSIGHT_ADMIN_EMAIL", "ada@example.org")
                        .with("HINDSIGHT_ADMIN_PASSWORD", "correct horse")
                        .with("HINDSIGHT_ADMIN_TOKEN", TOKEN)
                        .start();
                Browser browser = Browser.open()) {
            api(app).body("{\"title\": \"Nobody can stream\", \"severity\": \"SEV1\"}")
                    .post("/api/v1/incidents")
                    .then()
                    .statusCode(201);
            Page writer = room(browser, app, Screen.DESK);
            Page reader = room(browser, app, Screen.PHONE);
            log(writer, "Before");
            assertThat(reader.locator("#entry-2")).containsText("Before");
            Awaitility.await().until(() -> isCopied(writer, "entry-2"));

            for (int round = 1; round <= 2; round++) {
                app.kill();
                log(writer, "Line one of round " + round);
                log(writer, "20 min ago line two of round " + round);
                log(writer, "/symptom That of round " + round);
                assertThat(writer.locator("#waiting")).containsText("3 lines wait in this browser");
                writer.locator(LINE).fill("Half a thought");
                writer.reload();
                assertThat(writer.locator("#away")).containsText("The server is away. This is the room as it was");
                assertThat(writer.locator("#entry-2")).containsText("Before");
                assertThat(writer.locator("[data-pending=waits]")).hasCount(3);
                assertThat(writer.locator(LINE)).hasValue("Half a thought");
                writer.locator(LINE).fill("");
                app.start();
                for (Page page : List.of(writer, reader)) {
                    appears(page.locator("#symptom-" + round));
                    assertThat(page.locator("#entry-" + (1 + 2 * round))).containsText("Line one of round " + round);
                    assertThat(page.locator("#entry-" + (2 + 2 * round))).containsText("line two of round " + round);
                    assertThat(page.locator("[data-pending]")).hasCount(0);
                    assertThat(page.locator("#live")).hasText("Live");
                }
            }
            assertEquals(
                    List.of(
                            "line two of round 1",
                            "line two of round 2",
                            "Declared as **SEV1**",
                            "Before",
                            "Line one of round 1",
                            "Line one of round 2"),
                    api(app).get("/api/v1/incidents/INC-1/timeline").path("items.text"));
            assertEquals(
                    List.of("That of round 1", "That of round 2"),
                    api(app).get("/api/v1/incidents/INC-1/symptoms").path("items.statement"));
        }
    }

    private static RequestSpecification api(PackagedApp app) {
        URI root = app.uri("");
        return given().baseUri("http://" + root.getHost())
                .port(root.getPort())
                .header("Authorization", "Bearer " + TOKEN)
                .contentType(ContentType.JSON);
    }

    private static Page room(Browser browser, PackagedApp app, Screen screen) throws Exception {
        Page page = browser.signedIn(app.uri("").toURL(), screen, "ada@example.org");
        page.navigate("/incidents/INC-1");
        assertThat(page.locator("#live")).hasText("Live");
        return page;
    }

    private static void log(Page page, String text) {
        page.locator(LINE).fill(text);
        page.locator(LINE).press("Enter");
        assertThat(page.locator(LINE)).hasValue("");
    }

    /** Whether the room would open without the server, with that line in it. */
    private static boolean isCopied(Page page, String line) {
        return Boolean.TRUE.equals(page.evaluate(
                "async line => navigator.serviceWorker.controller !== null"
                        + " && ((await (await (await caches.open('rooms')).match(location.pathname))?.text()) ?? '')"
                        + ".includes(`id=\"${line}\"`)",
                line));
    }

    /** The page tries again every few seconds. */
    private static void appears(Locator thing) {
        assertThat(thing).isAttached(new LocatorAssertions.IsAttachedOptions().setTimeout(60_000));
    }
}
