package org.hindsight.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.hindsight.Api.ADMIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hindsight.Api;
import org.hindsight.Multipart;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A file is brought in by hand, on either database: the list of imports reads what is in rows. */
@QuarkusTest
class ImportPagesTest {

    private static final String FORM = "form[action=/imports]";
    private static final String RUN = "form[action$=/run]";

    private static byte[] page(String id) {
        return """
                {"page": {"time_zone": "Europe/London"},
                 "incidents": [
                  {"id": "%1$s", "name": "Streams stop %1$s", "impact": "major", "created_at": "2025-03-01T10:02:00Z",
                   "incident_updates": [
                    {"id": "%1$s-2", "status": "resolved", "body": "All is well.", "created_at": "2025-03-01T11:30:00Z"},
                    {"id": "%1$s-1", "status": "investigating", "body": "We are looking.", "created_at": "2025-03-01T10:02:00Z"}
                   ]}]}
                """.formatted(id).getBytes(StandardCharsets.UTF_8);
    }

    /** Chooses the format on the form, as a browser would. */
    private static Document chosen(Visitor visitor, String format) {
        Document form = visitor.page("/imports");
        form.select("input[name=format]").removeAttr("checked");
        form.select("input[value=" + format + "]").attr("checked", "checked");
        return form;
    }

    @Test
    void aResponderSeesWhatWouldBeBeforeItIs() {
        Api priya = Api.person("RESPONDER");
        Visitor visitor = Visitor.as(priya);
        String id = "p" + System.nanoTime();
        String preview =
                Visitor.where(visitor.upload(chosen(visitor, "statuspage"), FORM, "file", "incidents.json", page(id)));
        assertThat(preview, matchesPattern("/imports/[0-9]+"));
        Document shown = visitor.page(preview);
        assertThat(shown.select("h1").text(), equalTo("Preview: incidents.json"));
        assertThat(shown.select(".message").text(), containsString("An import would create 1."));
        assertThat(shown.select("tbody").text(), containsString("Streams stop " + id + "” with 2 updates"));
        assertThat(shown.select("tbody").text(), containsString("not imported before"));
        ADMIN.get("/api/v1/incidents?q=" + id).then().body("items.size()", equalTo(0));

        assertEquals(preview, Visitor.where(visitor.send(shown, RUN)));
        Document done = visitor.page(preview);
        assertThat(done.select(".message").text(), containsString("1 created"));
        assertTrue(done.select(RUN).isEmpty(), "it runs once");
        String room = done.select("tbody a").attr("href");
        assertThat(visitor.page(room).select("h1").text(), equalTo("Streams stop " + id));

        String again =
                Visitor.where(visitor.upload(chosen(visitor, "statuspage"), FORM, "file", "incidents.json", page(id)));
        Document nothing = visitor.page(again);
        assertThat(nothing.select(".message").text(), containsString("There is nothing to do."));
        assertTrue(nothing.select(RUN).isEmpty());
        assertThat(nothing.select("tbody a").attr("href"), equalTo(room));

        assertEquals(
                List.of("would skip 1", "1 created"),
                visitor.page("/imports").select("tbody td:last-child").eachText());
        assertTrue(Visitor.of("RESPONDER").page("/imports").select("tbody").isEmpty(), "others have their own");
        assertThat(Visitor.as(ADMIN).page("/imports").select("tbody").text(), containsString("incidents.json"));
        assertEquals(404, Visitor.of("RESPONDER").get(preview).statusCode());
        assertEquals(403, Visitor.of("VIEWER").get("/imports").statusCode());
        assertThat(Visitor.stranger().get("/imports").header("Location"), containsString("/sign-in?next=%2Fimports"));
    }

    @Test
    void aFileWithoutIncidentsSaysSo() {
        Visitor visitor = Visitor.as(ADMIN);
        Document page = chosen(visitor, "statuspage");
        assertEquals(
                "Settings", page.select("nav[aria-label=Main] a[aria-current]").text());
        String preview = Visitor.where(
                visitor.upload(page, FORM, "file", "incidents.json", "[]".getBytes(StandardCharsets.UTF_8)));
        Document shown = visitor.page(preview);
        assertThat(shown.select(".message").text(), containsString("There is nothing in this file."));
        assertTrue(shown.select("table").isEmpty());
        assertTrue(shown.select(RUN).isEmpty());
    }

    @Test
    void aFileThatIsRefusedSaysWhereItIsWrong() {
        Visitor visitor = Visitor.of("RESPONDER");
        Response refused = visitor.upload(
                chosen(visitor, "statuspage"), FORM, "file", "x.json", "{}".getBytes(StandardCharsets.UTF_8));
        assertEquals(400, refused.statusCode());
        Document shown = Visitor.document(refused);
        assertThat(shown.select("#file-fault").text(), startsWith("must be the incidents.json of a Statuspage"));
        assertEquals("statuspage", shown.select("input[name=format][checked]").val());
        for (String format : List.of("hindsight", "statuspage")) {
            Response broken = visitor.upload(
                    chosen(visitor, format), FORM, "file", "x.json", "{\n\n!}".getBytes(StandardCharsets.UTF_8));
            assertThat(
                    Visitor.document(broken).select("#file-fault").text(),
                    matchesPattern("cannot be read as JSON: .*\\(line 3\\)"));
        }

        Response binary = visitor.upload(
                chosen(visitor, "statuspage"), FORM, "file", "x.zip", "PK\3\4x".getBytes(StandardCharsets.UTF_8));
        Document unread = Visitor.document(binary);
        assertEquals(
                "cannot be read as JSON: Unrecognized token 'PK\uFFFD\uFFFDx' (line 1)",
                unread.select("#file-fault").text());
        assertThat(unread.select("#file-hint").text(), containsString("Choose it again"));

        Response place = visitor.upload(
                chosen(visitor, "hindsight"),
                FORM,
                "file",
                "x.json",
                "{\"format\": \"hindsight-record-1\", \"incident\": {\"title\": 5}}".getBytes(StandardCharsets.UTF_8));
        assertEquals(400, place.statusCode());
        assertThat(
                Visitor.document(place).select("#file-fault").text(), containsString("incident.title must be a text"));

        Response nowhere = visitor.upload(
                chosen(visitor, "statuspage")
                        .select("#incident")
                        .attr("value", "INC-99999")
                        .first()
                        .ownerDocument(),
                FORM,
                "file",
                "x.json",
                page("n" + System.nanoTime()));
        assertThat(Visitor.document(nowhere).select("#incident-fault").text(), equalTo("is not known here"));
        Response empty = visitor.upload(chosen(visitor, "hindsight"), FORM, "file", "", new byte[0]);
        assertThat(Visitor.document(empty).select("#file-fault").text(), equalTo("is needed"));
        assertTrue(visitor.page("/imports").select("tbody").isEmpty(), "nothing of all that is kept");
    }

    @Test
    void aRunThatIsRefusedSaysWhereAndLeavesNothing() {
        Visitor visitor = Visitor.as(ADMIN);
        String title = "Refused " + System.nanoTime();
        String record = """
                {"format": "hindsight-record-1", "audience": "PUBLIC", "ref": null, "people": [], "services": [],
                 "incident": {"title": "%s", "severity": "SEV2", "status": "RESOLVED", "zone": "Mars/Olympus",
                  "services": [], "restricted": false, "declaredAt": "2026-02-01T10:00:00Z", "recordedAt": "2026-02-01T10:00:00Z"}}
                """.formatted(title);
        String preview = Visitor.where(visitor.upload(
                chosen(visitor, "hindsight"), FORM, "file", "x.json", record.getBytes(StandardCharsets.UTF_8)));
        Response refused = visitor.send(visitor.page(preview), RUN);
        assertEquals(400, refused.statusCode());
        assertThat(Visitor.document(refused).select(".message h2").text(), equalTo("Nothing was imported"));
        assertThat(Visitor.document(refused).select(".message li").text(), containsString("incident.zone"));
        assertNotNull(Visitor.document(refused).selectFirst(RUN), "it can be tried again");
        ADMIN.get("/api/v1/incidents?q=" + title.replaceAll(".* ", "")).then().body("items.size()", equalTo(0));
    }

    @Test
    @Tag("pages")
    void whatIsTooLargeOrNotThereIsToldAsSuch() {
        byte[] large = new byte[12 << 20];
        new Multipart()
                .field("format", "hindsight")
                .file("file", "large.zip", "application/zip", large)
                .in(given().header("Authorization", "Bearer " + ADMIN.token()))
                .post("/api/v1/imports")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("up to 11 MB"));
        Visitor visitor = Visitor.as(ADMIN);
        Response page = visitor.upload(visitor.page("/imports"), FORM, "file", "large.zip", large);
        assertEquals(413, page.statusCode());
        assertThat(Visitor.document(page).text(), containsString("up to 11 MB"));
        for (Multipart without : List.of(
                new Multipart().field("format", "hindsight"),
                new Multipart().field("format", "hindsight").file("file", "", "", new byte[0]))) {
            without.in(given().header("Authorization", "Bearer " + ADMIN.token()))
                    .post("/api/v1/imports")
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("file"));
        }
        Document forged = visitor.page("/imports");
        forged.select("input[name=form-token]").attr("value", "forged");
        assertEquals(
                403, visitor.upload(forged, FORM, "file", "x.json", page("f")).statusCode());
    }

    @Test
    void theListOfImportsGoesOnWhereItStopped() {
        Api jonas = Api.person("RESPONDER");
        for (int i = 0; i < 3; i++) {
            new Multipart()
                    .field("format", "statuspage")
                    .file("file", "../page-" + i + ".json", "", page("l" + System.nanoTime()))
                    .in(given().header("Authorization", "Bearer " + jonas.token()))
                    .post("/api/v1/imports")
                    .then()
                    .statusCode(202);
        }
        Response first = jonas.get("/api/v1/imports?limit=2");
        first.then()
                .statusCode(200)
                .body("items.fileName", equalTo(List.of("page-2.json", "page-1.json")))
                .body("items[0].state", equalTo("PREVIEWED"))
                .body("items[0].by.email", equalTo(jonas.email()))
                .body("items[0].counts.create", equalTo(1));
        jonas.get("/api/v1/imports?limit=2&cursor=" + first.path("next"))
                .then()
                .body("items.fileName", equalTo(List.of("page-0.json")))
                .body("next", nullValue());
        jonas.get("/api/v1/imports?cursor=x").then().statusCode(400);
        jonas.get("/api/v1/imports?limit=0").then().statusCode(400);
        Api.anonymous().get("/api/v1/imports").then().statusCode(401);
    }
}
