package org.hindsight.demo;

import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.hindsight.platform.PackagedApp;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration, as somebody meets it who tries the application out. */
@Tag("packaged")
class DemoTest {

    /** What is known of the outage; the report must say all of it. */
    private static final List<String> FACTS = List.of(
            "baseline",
            "tens of thousands",
            "within thirty minutes",
            "65 %",
            "25 %",
            "10 %",
            "iOS and Android",
            "desktop client",
            "web player",
            "an outage in the United States",
            "trans-Atlantic",
            "London",
            "Manchester",
            "Glasgow",
            "United Kingdom",
            "Europe",
            "saved librar",
            "signed out",
            "offline",
            "handshake",
            "sign-in",
            "API latency",
            "certificate",
            "overload",
            "roll-out of a feature",
            "album",
            "CDN",
            "database",
            "#SpotifyDown",
            "router three times",
            "offline mode",
            "cache",
            "Playlists are kept",
            "wait",
            "adds load",
            "no official post-mortem",
            "no official statement",
            "Meta",
            "Google",
            "illustrative");

    @TempDir
    Path data;

    @Test
    void theModelIncidentIsThereAndItsReportSaysAllThatIsKnown() throws Exception {
        try (PackagedApp app = PackagedApp.jar(data)
                .with("HINDSIGHT_DEMO", "true")
                .with("HINDSIGHT_ADMIN_EMAIL", "ada@example.org")
                .with("HINDSIGHT_ADMIN_TOKEN", "demo-token")
                .with("HINDSIGHT_BASE_URL", "https://status.example.org/")
                .start()) {
            String index = RestAssured.get(app.uri("/reports")).asString();
            String address =
                    Jsoup.parse(index).select("main a[href^=/reports/]").attr("href");
            Document page = Jsoup.parse(RestAssured.get(app.uri(address)).asString());
            String report = page.text().replace('\u00a0', ' ');
            assertEquals(
                    1, page.select("figure.curve:not(.report-shares)").size(), "the reports of the users as a curve");
            assertEquals(1, page.select("figure.report-shares").size(), "and how they divide");
            for (String fact : FACTS) {
                assertTrue(report.contains(fact), () -> fact + " in: " + report);
            }
            Awaitility.await("the PDF")
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> RestAssured.get(app.uri(address + ".pdf"))
                            .then()
                            .statusCode(200)
                            .contentType("application/pdf")
                            .body(startsWith("%PDF-")));
            JsonPath incident = RestAssured.given()
                    .header("Authorization", "Bearer demo-token")
                    .get(app.uri("/api/v1/incidents/INC-1"))
                    .jsonPath();
            Instant declared = Instant.parse(incident.getString("declaredAt"));
            long hours = ChronoUnit.HOURS.between(declared, Instant.now());
            assertTrue(hours >= 24 && hours < 72, () -> "it was the day before yesterday, not at " + declared);
            String lastEntry = RestAssured.given()
                    .header("Authorization", "Bearer demo-token")
                    .get(app.uri("/api/v1/incidents/INC-1/timeline"))
                    .path("items[-1].occurredAt");
            assertTrue(Instant.parse(lastEntry).isBefore(Instant.now()), lastEntry);

            Instant began = Instant.parse(incident.getString("milestones.IMPACT_STARTED.at"));
            JsonPath reports = RestAssured.get(app.uri("/api/v1/services/spotify/user-reports?from=" + began + "&to="
                            + began.plus(30, ChronoUnit.MINUTES) + "&step=PT1M"))
                    .jsonPath();
            assertTrue(reports.getInt("total") >= 20_000, "tens of thousands within thirty minutes");
            assertEquals("OUTAGE", reports.getString("state"));
            assertEquals(65, reports.getDouble("shares.platform.MOBILE"), 1);
            assertEquals(25, reports.getDouble("shares.platform.DESKTOP"), 1);
            assertEquals(10, reports.getDouble("shares.platform.WEB"), 1);
            assertEquals("NORMAL", reports.getString("steps[0].state"));

            Element news = news(app);
            assertEquals(
                    "https://status.example.org" + address + "/editions/1",
                    news.select("link[rel=alternate]").attr("href"));

            app.kill();
            app.with("HINDSIGHT_BASE_URL", "https://moved.example.org").start();
            assertEquals(
                    news.select("id").text(), news(app).select("id").text(), "a server that moves tells no news twice");
            assertEquals(
                    1,
                    Jsoup.parse(RestAssured.get(app.uri("/reports")).asString())
                            .select("main a[href=" + address + "]")
                            .size(),
                    "it is told once");
        }
    }

    private static Element news(PackagedApp app) {
        String feed = RestAssured.get(app.uri("/reports/feed.atom"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return Jsoup.parse(feed, "", Parser.xmlParser()).select("entry").first();
    }
}
