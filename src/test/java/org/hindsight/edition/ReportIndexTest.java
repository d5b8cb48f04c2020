package org.hindsight.edition;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.hindsight.edition.EditionTest.published;
import static org.hindsight.edition.EditionTest.read;
import static org.hindsight.edition.EditionTest.ready;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReportIndexTest {

    @Inject
    Shelf shelf;

    @Inject
    Catalogue catalogue;

    private static String word() {
        return "zq" + System.nanoTime();
    }

    private static Response ask(String query) {
        return RestAssured.given().urlEncodingEnabled(false).get("/reports?" + query);
    }

    private static Document search(String words, String more) {
        String query = "q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + more;
        return Visitor.document(ask(query).then().statusCode(200).extract().response());
    }

    private static List<String> found(Document page) {
        return page.select(".report-card h3 a").eachAttr("href");
    }

    private static String service(String name) {
        String slug = "s" + System.nanoTime();
        ADMIN.post("/api/v1/services", fields("slug", slug, "name", name))
                .then()
                .statusCode(201);
        return slug;
    }

    @Test
    void wordsAreFoundInTitleLeadServicesAndSeverity() {
        String word = word();
        String incident = ready(
                "title",
                "Störung " + word,
                "summary",
                "Die *Anmeldung* schlug fehl.",
                "severity",
                "SEV3",
                "services",
                List.of(service("Zürich " + word)));
        String report = "/reports/" + published(incident);
        for (String words : List.of(
                word,
                "storung " + word.toUpperCase(java.util.Locale.ROOT),
                word + " anmeldung",
                "zurich " + word,
                word + " sev3")) {
            Document page = search(words, "");
            assertEquals(List.of(report), found(page), words);
            assertThat(page.select(".report-found").text(), startsWith("1 report found: “" + words + "”."));
            assertEquals(words, page.select("input[name=q]").val());
            assertEquals(1, page.select("meta[name=robots][content=noindex]").size());
        }
        assertEquals(List.of(), found(search(word + " playlists", "")));
        assertEquals(List.of(), found(search(word + " sev1", "")));

        ADMIN.post(incident + "/editions/1/withdrawal", fields("reason", "Too early."))
                .then()
                .statusCode(201);
        assertEquals(List.of(), found(search(word, "")));
    }

    @Test
    void aReportIsFoundByWhatItSaysAndNotByWhatTheRecordSaysSince() {
        String word = word();
        String incident = ready("services", List.of(service("Before " + word)));
        published(incident);
        ADMIN.patch(incident, fields("title", "Since " + word, "services", List.of(service("After " + word))))
                .then()
                .statusCode(200);
        assertEquals(1, found(search("before " + word, "")).size());
        assertEquals(0, found(search("after " + word, "")).size());
        assertEquals(0, found(search("since " + word, "")).size());
    }

    @Test
    void aYearIsChosenWithALink() {
        String word = word();
        String older = "/reports/"
                + published(ready(
                        "title", "Older " + word,
                        "startedAt", "2025-12-31T23:30:00Z",
                        "detectedAt", "2025-12-31T23:40:00Z",
                        "declaredAt", "2025-12-31T23:50:00Z"));
        String newer = "/reports/" + published(ready("title", "Newer " + word));
        Document both = search(word, "");
        assertEquals(List.of(newer, older), found(both));
        Document one = Visitor.stranger()
                .page(both.select("nav[aria-label=Years] a:contains(2025)").attr("href"));
        assertEquals(List.of(older), found(one));
        assertEquals("2025 1", one.select("nav a[aria-current=true]").text().replace('\u00a0', ' '));
        assertThat(one.select(".report-found").text(), startsWith("1 report found: “" + word + "” in 2025."));
        assertEquals("2025", one.select("form input[name=year]").val());

        Document year = Visitor.stranger().page("/reports?year=2025");
        assertThat(found(year), hasItem(older));
        assertThat(found(year), not(hasItem(newer)));
        assertEquals(List.of(), found(Visitor.stranger().page("/reports?year=1999")));
    }

    @Test
    void whoFindsNothingIsToldWhatWasLookedFor() {
        published(ready());
        Document page = search("<script>zqx(1)</script>\"'", "");
        assertEquals(0, page.select("script").size(), page.toString());
        assertThat(page.select(".empty").text(), startsWith("No report found: “<script>zqx(1)</script>\"'”."));
        assertEquals("<script>zqx(1)</script>\"'", page.select("input[name=q]").val());
        assertEquals("/reports", page.select(".empty a").attr("href"));
    }

    @Test
    void whatCannotBeAnsweredIsRefusedAndSaysWhy() throws IOException {
        assertThat(
                Visitor.document(ask("q=" + "x".repeat(201))
                                .then()
                                .statusCode(400)
                                .extract()
                                .response())
                        .select(".fault")
                        .text(),
                containsString("200 characters"));
        ask("year=soon").then().statusCode(400).body(containsString("four digits"));
        assertThat(raw("/reports?q=%zz"), startsWith("HTTP/1.1 400 "));
        ask("q=%00%0a" + word()).then().statusCode(200).body(containsString("No report found"));
        ask("q=%ff%fe").then().statusCode(200);
    }

    /** What no client would send. */
    private static String raw(String path) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void thePlainIndexStaysOnTheShelfAndSearchesDoNotComeThere() {
        published(ready());
        String plain = read("/reports").header("ETag");
        for (String query : List.of("q=", "q=&year=", "utm_source=feed")) {
            assertEquals(plain, read("/reports?" + query).header("ETag"), query);
        }
        assertTrue(shelf.at("/reports").isPresent());
        read("/reports").then().body(containsString("<meta name=\"description\" content=\"Reports on incidents"));
        Response search =
                RestAssured.given().header("Accept-Encoding", "identity").get("/reports?q=library");
        assertFalse(plain.equals(search.header("ETag")));
        assertEquals(plain, read("/reports").header("ETag"));
        assertTrue(shelf.at("/reports?q=library").isEmpty());
        RestAssured.given()
                .header("Accept-Encoding", "identity")
                .header("If-None-Match", search.header("ETag"))
                .get("/reports?q=library")
                .then()
                .statusCode(304);
        RestAssured.head("/reports?q=library").then().statusCode(200);
    }

    @Test
    void aSearchReadsTheReportsOnceAfterEachChange() {
        published(ready());
        search("library", "");
        List<Card> read = catalogue.cards();
        search("playlist", "&year=2026");
        assertSame(read, catalogue.cards());
        String word = word();
        published(ready("title", word));
        assertEquals(1, found(search(word, "")).size());
    }

    @Test
    void aRestrictedIncidentIsNotFound() {
        String word = word();
        String incident = ready("title", "Secret " + word);
        published(incident);
        assertEquals(1, found(search(word, "")).size());
        ADMIN.patch(incident, fields("restricted", true)).then().statusCode(200);
        shelf.look();
        assertEquals(0, found(search(word, "")).size());
    }
}
