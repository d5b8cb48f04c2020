package org.hindsight.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hindsight.Api.ADMIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hindsight.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StatuspageImportTest {

    /** Newest first, two updates in one minute, one shown earlier than it was written, one unknown word. */
    private static String page(String id) {
        return """
                {"page": {"id": "p1", "name": "Radio", "time_zone": "Europe/London"},
                 "incidents": [
                  {"id": "%1$s", "name": "Streams stop after a minute", "status": "resolved", "impact": "critical",
                   "created_at": "2025-03-01T10:02:00.000Z", "resolved_at": "2025-03-01T11:30:00.000Z",
                   "shortlink": "https://status.example/%1$s",
                   "incident_updates": [
                    {"id": "%1$s-5", "status": "postmortem", "body": "We wrote it up.", "created_at": "2025-03-03T09:00:00.000Z", "display_at": "2025-03-03T09:00:00.000Z"},
                    {"id": "%1$s-4", "status": "resolved", "body": "All is well.", "created_at": "2025-03-01T11:30:00.000Z", "display_at": "2025-03-01T11:30:00.000Z"},
                    {"id": "%1$s-3", "status": "monitoring", "body": "A fix is out.", "created_at": "2025-03-01T11:00:30.000Z", "display_at": "2025-03-01T11:00:00.000Z"},
                    {"id": "%1$s-2", "status": "identified", "body": "We know why.", "created_at": "2025-03-01T11:00:10.000Z", "display_at": "2025-03-01T11:00:00.000Z"},
                    {"id": "%1$s-1", "status": "investigating", "body": "We are looking.", "created_at": "2025-03-01T10:02:00.000Z", "display_at": "2025-03-01T10:00:00.000Z"}
                   ]}]}
                """.formatted(id);
    }

    private static Response bring(Api who, String content) {
        return given().header("Authorization", "Bearer " + who.token())
                .multiPart("file", "incidents.json", content.getBytes(StandardCharsets.UTF_8), "application/json")
                .multiPart("format", "statuspage")
                .post("/api/v1/imports");
    }

    private static Response run(Response brought) {
        brought.then().statusCode(202).body("state", equalTo("PREVIEWED"));
        return ADMIN.post("/api/v1/imports/" + brought.path("id") + "/run", "{}")
                .then()
                .statusCode(202)
                .extract()
                .response();
    }

    @Test
    void updatesBecomeEntriesInTheOrderInWhichTheyWereShown() {
        String page = page("a" + System.nanoTime());
        Response preview = bring(ADMIN, page);
        preview.then()
                .body("counts.create", equalTo(1))
                .body("items[0].action", equalTo("CREATE"))
                .body("items[0].reason", containsString("“postmortem” is not a status"));
        String ref =
                run(preview).then().body("state", equalTo("DONE")).extract().path("items[0].ref");
        String incident = "/api/v1/incidents/" + ref;
        ADMIN.get(incident)
                .then()
                .body("title", equalTo("Streams stop after a minute"))
                .body("severity", equalTo("SEV1"))
                .body("status", equalTo("RESOLVED"))
                .body("zone", equalTo("Europe/London"))
                .body("declaredAt", equalTo("2025-03-01T10:02:00Z"))
                .body("milestones.FIRST_PUBLIC_UPDATE.at", equalTo("2025-03-01T10:00:00Z"))
                .body("milestones.MITIGATED.at", equalTo("2025-03-01T11:00:00Z"))
                .body("milestones.RESOLVED.at", equalTo("2025-03-01T11:30:00Z"));
        ADMIN.get(incident + "/timeline?kind=COMMUNICATION")
                .then()
                .body(
                        "items.text",
                        contains(
                                "We are looking.",
                                "We know why.",
                                "A fix is out.",
                                "All is well.",
                                "(postmortem) We wrote it up."))
                .body("items.audience", everyItem(equalTo("PUBLIC")))
                .body("items.source.name", everyItem(equalTo("statuspage")));
    }

    @Test
    void importingAgainAddsNothingAndLaterUpdatesAreMerged() {
        String id = "b" + System.nanoTime();
        String ref = run(bring(ADMIN, page(id))).path("items[0].ref");
        Object revision = ADMIN.get("/api/v1/incidents/" + ref).path("revision");
        Response again = bring(ADMIN, page(id));
        again.then().body("counts.skip", equalTo(1)).body("items[0].ref", equalTo(ref));
        run(again).then().body("counts.skip", equalTo(1));
        assertEquals(revision, ADMIN.get("/api/v1/incidents/" + ref).<Object>path("revision"));
        String later = page(id).replace(
                        "\"incident_updates\": [",
                        "\"incident_updates\": [{\"status\": \"investigating\", \"body\": \"It is back.\", \"created_at\": \"2025-03-04T09:00:00Z\"},");
        run(bring(ADMIN, later)).then().body("counts.merge", equalTo(1));
        ADMIN.get("/api/v1/incidents/" + ref)
                .then()
                .body("status", equalTo("INVESTIGATING"))
                .body("milestones.RESOLVED", equalTo(null));
        run(bring(ADMIN, later)).then().body("counts.skip", equalTo(1));
    }

    @Test
    void aFileMayGoIntoAnIncidentThatIsThereAlready() {
        String incident = ADMIN.incident("declaredAt", "2025-03-01T10:30:00Z");
        Response brought = given().header("Authorization", "Bearer " + ADMIN.token())
                .multiPart(
                        "file", "incidents.json", page("c" + System.nanoTime()).getBytes(StandardCharsets.UTF_8))
                .multiPart("format", "statuspage")
                .multiPart("incident", incident.replaceAll(".*/", ""))
                .post("/api/v1/imports");
        run(brought).then().body("counts.merge", equalTo(1));
        ADMIN.get(incident + "/timeline?kind=COMMUNICATION").then().body("items", hasSize(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{}",
                "{\"incidents\": 5}",
                "{\"incidents\": [{}]}",
                "{\"incidents\": [{\"name\": \"x\"}]}",
                "{\"incidents\": [{\"name\": \"x\", \"created_at\": \"noon\"}]}"
            })
    void aFileOfAnotherShapeIsRefusedWhole(String content) {
        bring(ADMIN, content).then().statusCode(400).body("violations[0].field", equalTo("file"));
    }

    @Test
    void anImportIsItsOwnersAndRunsOnce() {
        Response brought = bring(ADMIN, page("d" + System.nanoTime()));
        Api other = Api.person("RESPONDER");
        other.get("/api/v1/imports/" + brought.path("id")).then().statusCode(404);
        run(brought);
        ADMIN.post("/api/v1/imports/" + brought.path("id") + "/run", "{}")
                .then()
                .statusCode(409);
        bring(Api.person("VIEWER"), page("e")).then().statusCode(403);
        given().header("Authorization", "Bearer " + ADMIN.token())
                .multiPart("format", "statuspage")
                .multiPart("x", "y")
                .post("/api/v1/imports")
                .then()
                .statusCode(400);
    }

    @Test
    void aRealStatusPageReadsWell() throws Exception {
        Path real = Path.of("../shared/data/status/statuspage_emma_incidents.json");
        assumeTrue(Files.exists(real), "skipped: the folder of real data is not beside the project");
        Response done = run(bring(ADMIN, Files.readString(real)));
        done.then().body("counts.create", equalTo(14));
        List<String> refs = done.path("items.ref");
        int entries = 0;
        for (String ref : refs) {
            ADMIN.get("/api/v1/incidents/" + ref)
                    .then()
                    .body("status", equalTo("RESOLVED"))
                    .body("milestones.RESOLVED.at", org.hamcrest.Matchers.notNullValue());
            entries += ADMIN.get("/api/v1/incidents/" + ref + "/timeline?kind=COMMUNICATION")
                    .<List<Object>>path("items")
                    .size();
        }
        assertEquals(62, entries);
        run(bring(ADMIN, Files.readString(real))).then().body("counts.skip", equalTo(14));
    }
}
