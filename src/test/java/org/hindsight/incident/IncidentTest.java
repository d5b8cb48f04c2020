package org.hindsight.incident;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hindsight.Api;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class IncidentTest {

    private static final String STREAMING = "streaming-" + System.nanoTime();

    private static void streaming() {
        ADMIN.post(
                "/api/v1/services",
                fields("slug", STREAMING, "name", "Music streaming", "platforms", List.of("MOBILE", "DESKTOP", "WEB")));
    }

    @Test
    void anIncidentIsDeclaredWithATitleAndASeverity() {
        Api.person("RESPONDER")
                .post("/api/v1/incidents", fields("title", " Nobody can  stream ", "severity", "SEV2"))
                .then()
                .statusCode(201)
                .header("Location", notNullValue())
                .header("ETag", equalTo("\"2\""))
                .body("title", equalTo("Nobody can stream"))
                .body("status", equalTo("INVESTIGATING"))
                .body("zone", equalTo("UTC"))
                .body("milestones", hasKey("DECLARED"))
                .body("milestones.DECLARED.entry", equalTo(1))
                .body("counts.entries", equalTo(1))
                .body("durations.find { it.key == 'time-to-mitigate' }.seconds", nullValue())
                .body(
                        "durations.find { it.key == 'time-to-mitigate' }.missing",
                        contains("IMPACT_STARTED", "MITIGATED"));
    }

    @Test
    void durationsFollowFromMilestonesAndSayTheirFormula() {
        String incident =
                ADMIN.incident("startedAt", "2026-11-20T14:00:00Z", "detectedAt", "2026-11-20T15:10:00+01:00");
        ADMIN.put(incident + "/milestones/MITIGATED", fields("at", "2026-11-20T16:30:30Z", "precision", "MINUTE"))
                .then()
                .statusCode(200)
                .body("at", equalTo("2026-11-20T16:30:30Z"));
        ADMIN.get(incident)
                .then()
                .body("durations.find { it.key == 'time-to-detect' }.seconds", equalTo(600))
                .body("durations.find { it.key == 'time-to-mitigate' }.seconds", equalTo(9030))
                .body("durations.find { it.key == 'time-to-mitigate' }.formula", equalTo("mitigated − impact started"));
    }

    @Test
    void oddOrderIsAWarningNeverABlock() {
        String incident = ADMIN.incident("startedAt", "2026-11-20T14:00:00Z", "detectedAt", "2026-11-20T13:00:00Z");
        ADMIN.get(incident).then().body("durations.find { it.key == 'time-to-detect' }.seconds", equalTo(-3600));
        ADMIN.get(incident + "/warnings").then().statusCode(200).body("items.code", hasItem("MILESTONE_ORDER"));
    }

    @Test
    void statusMovesSetMilestonesButNeverOverAHand() {
        String incident = ADMIN.incident("startedAt", "2026-11-20T14:00:00Z");
        ADMIN.put(incident + "/milestones/MITIGATED", fields("at", "2026-11-20T15:00:00Z"))
                .then()
                .statusCode(200);
        ADMIN.post(
                        incident + "/status",
                        fields("status", "MONITORING", "note", "cache cleared", "occurredAt", "2026-11-20T16:00:00Z"))
                .then()
                .statusCode(201)
                .body("kind", equalTo("STATUS"))
                .body("occurredAt", equalTo("2026-11-20T16:00:00Z"));
        ADMIN.get(incident).then().body("milestones.MITIGATED.at", equalTo("2026-11-20T15:00:00Z"));
        ADMIN.post(incident + "/status", fields("status", "RESOLVED", "occurredAt", "2026-11-20T17:00:00Z"))
                .then()
                .statusCode(201);
        ADMIN.get(incident)
                .then()
                .body("milestones.RESOLVED.at", equalTo("2026-11-20T17:00:00Z"))
                .body("milestones.RESOLVED.entry", equalTo(3));
        ADMIN.post(incident + "/status", fields("status", "RESOLVED")).then().statusCode(409);
        ADMIN.post(incident + "/status", fields("status", "INVESTIGATING"))
                .then()
                .statusCode(201);
        ADMIN.get(incident).then().body("milestones", not(hasKey("RESOLVED"))).body("status", equalTo("INVESTIGATING"));
    }

    @Test
    void aCancelledIncidentIsLeftOnlyByReopening() {
        String incident = ADMIN.incident();
        ADMIN.post(incident + "/status", fields("status", "CANCELLED")).then().statusCode(201);
        ADMIN.post(incident + "/status", fields("status", "RESOLVED"))
                .then()
                .statusCode(409)
                .body("detail", notNullValue());
        ADMIN.get(incident + "/timeline").then().body("items", hasSize(2));
        ADMIN.post(incident + "/status", fields("status", "INVESTIGATING"))
                .then()
                .statusCode(201);
    }

    @Test
    void aPatchChangesWhatItNamesAndWritesANewSeverityIntoTheTimeline() {
        streaming();
        String incident = ADMIN.incident("summary", "Cannot stream.", "tags", List.of("audio"));
        String etag = ADMIN.get(incident).header("ETag");
        ADMIN.request()
                .header("If-Match", etag)
                .body(fields("severity", "SEV2", "services", List.of(STREAMING)))
                .patch(incident)
                .then()
                .statusCode(200)
                .body("severity", equalTo("SEV2"))
                .body("summary", equalTo("Cannot stream."))
                .body("services", contains(STREAMING))
                .body("tags", contains("audio"));
        ADMIN.get(incident + "/timeline").then().body("items.text", hasItem("Severity: SEV1 → **SEV2**"));
        ADMIN.request()
                .header("If-Match", etag)
                .body(fields("title", "Stale"))
                .patch(incident)
                .then()
                .statusCode(412);
        ADMIN.patch(incident, fields("summary", null)).then().statusCode(200).body("summary", nullValue());
    }

    @Test
    void aMovedDeclarationMovesItsEntryWithATrail() {
        String incident = ADMIN.incident();
        ADMIN.put(incident + "/milestones/DECLARED", fields("at", "2026-11-20T14:20:00Z"))
                .then()
                .statusCode(200);
        ADMIN.get(incident).then().body("declaredAt", equalTo("2026-11-20T14:20:00Z"));
        ADMIN.get(incident + "/timeline/1")
                .then()
                .body("occurredAt", equalTo("2026-11-20T14:20:00Z"))
                .body("edited", equalTo(true));
        ADMIN.get(incident + "/timeline/1/history")
                .then()
                .body("items.change", contains("CREATED", "EDITED"))
                .body("items[1].fields.occurredAt.after", equalTo("2026-11-20T14:20:00Z"));
    }

    @Test
    void aMilestoneIsProvedByAnEntryThatExists() {
        String incident = ADMIN.incident();
        ADMIN.put(incident + "/milestones/DETECTED", fields("at", "2026-11-20T14:20:00Z", "entry", 99))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("entry"));
        ADMIN.put(incident + "/milestones/DETECTED", fields("at", "2026-11-20T14:20:00Z", "entry", 1))
                .then()
                .statusCode(200)
                .body("entry", equalTo(1));
        ADMIN.put(incident + "/milestones/LUNCH", fields("at", "2026-11-20T14:20:00Z"))
                .then()
                .statusCode(404);
    }

    @Test
    void rolesAreHandedOverInTheTimeline() {
        String incident = ADMIN.incident();
        ADMIN.put(incident + "/roles/COMMANDER", fields("person", "Grace *the* great"))
                .then()
                .statusCode(200);
        ADMIN.put(incident + "/roles/COMMANDER", fields("person", "ada@example.org", "note", "shift ends"))
                .then()
                .statusCode(200);
        ADMIN.get(incident).then().body("roles.COMMANDER.person", equalTo("ada@example.org"));
        ADMIN.get(incident + "/timeline")
                .then()
                .body("items.text", hasItem("Role commander: Grace \\*the\\* great hands over to ada"));
    }

    @Test
    void theRecordCanBeReadAsItWasKnown() {
        String incident = ADMIN.incident();
        String before = ADMIN.get(incident).path("recordedAt");
        ADMIN.patch(incident, fields("title", "Now it has another name"));
        ADMIN.request()
                .queryParam("asKnownAt", before)
                .get(incident)
                .then()
                .statusCode(200)
                .body("title", equalTo("Streaming fails on both sides of the Atlantic"))
                .body("revision", equalTo(1));
        ADMIN.get(incident + "?asKnownAt=2000-01-01T00:00:00Z").then().statusCode(404);
        ADMIN.get(incident + "?asKnownAt=2100-01-01T00:00:00Z")
                .then()
                .body("title", equalTo("Now it has another name"));
        ADMIN.get(incident + "/timeline?asKnownAt=2000-01-01T00:00:00Z")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void aRestrictedIncidentDoesNotExistForOthers() {
        Api member = Api.person("RESPONDER");
        Api stranger = Api.person("PUBLISHER");
        String title = "Secret " + System.nanoTime();
        String incident = ADMIN.incident("title", title, "restricted", true, "members", List.of(member.email()));
        member.get(incident).then().statusCode(200);
        member.log(incident, "I may");
        String missing = "/api/v1/incidents/INC-999999";
        for (String below : new String[] {"", "/timeline", "/timeline/1", "/timeline/1/history", "/warnings"}) {
            Response answer = stranger.get(incident + below);
            answer.then().statusCode(404);
            Assertions.assertEquals(
                    stranger.get(missing + below).asString().replace("INC-999999", "INC-X"),
                    answer.asString().replace(incident.replaceAll(".*/", ""), "INC-X"));
        }
        stranger.post(incident + "/timeline", fields("text", "x")).then().statusCode(404);
        stranger.patch(incident, fields("title", "x")).then().statusCode(404);
        stranger.get("/api/v1/incidents?q=" + title).then().body("items", hasSize(0));
        member.get("/api/v1/incidents?q=" + title).then().body("items", hasSize(1));
    }

    @Test
    void aViewerMayReadButNotWrite() {
        Api viewer = Api.person("VIEWER");
        String incident = ADMIN.incident();
        viewer.get(incident).then().statusCode(200);
        viewer.post(incident + "/timeline", fields("text", "x")).then().statusCode(403);
        viewer.post(incident + "/status", fields("status", "RESOLVED")).then().statusCode(403);
        viewer.post("/api/v1/incidents", fields("title", "x", "severity", "SEV1"))
                .then()
                .statusCode(403);
        viewer.post("/api/v1/services", fields("slug", "x", "name", "X")).then().statusCode(403);
    }

    @Test
    void theListIsFilteredAndGivenInPagesThatStayStable() {
        String tag = "t" + System.nanoTime();
        List<String> refs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            refs.add(0, ADMIN.incident("tags", List.of(tag)).replaceAll(".*/", ""));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var request = ADMIN.request().queryParam("tag", tag).queryParam("limit", 2);
            Response page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/api/v1/incidents");
            seen.addAll(page.then().statusCode(200).extract().path("items.ref"));
            cursor = page.path("next");
            ADMIN.incident("tags", List.of(tag));
        } while (cursor != null);
        Assertions.assertEquals(refs, seen);
        ADMIN.get("/api/v1/incidents?tag=" + tag + "&severity=SEV4").then().body("items", hasSize(0));
        ADMIN.get("/api/v1/incidents?tag=" + tag + "&q=ATLANTIC&status=INVESTIGATING")
                .then()
                .body("items", not(hasSize(0)));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0",
        "limit=201",
        "limit=many",
        "cursor=nonsense",
        "status=LOST",
        "severity=5",
        "from=yesterday",
        "q=%00"
    })
    void aFaultyQueryIsRefused(String query) {
        ADMIN.request()
                .urlEncodingEnabled(false)
                .get("/api/v1/incidents?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    static List<Map<String, Object>> faulty() {
        return List.of(
                fields("title", ""),
                fields("title", "x".repeat(201)),
                fields("title", 5),
                fields("title", "half \ud800"),
                fields("title", "nul \u0000"),
                fields("severity", "SEV9"),
                fields("severity", 1),
                fields("severity", null),
                fields("zone", "Mars/Olympus"),
                fields("services[0]", null, "services", List.of("no-such-service")),
                fields("members[0]", null, "members", List.of("nobody@example.org")),
                fields("startedAt", "2026-11-20T14:00:00"),
                fields("startedAt", 1700000000),
                fields("startedAt", "9999-01-01T00:00:00Z"),
                fields("restricted", "yes"),
                fields("tags", "one"),
                fields("sevrity", "SEV1"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void aFaultyDeclarationIsRefusedWithTheFieldsName(Map<String, Object> fault) {
        Map<String, Object> body = fields("title", "Faulty", "severity", "SEV1");
        String field = fault.keySet().iterator().next();
        fault.forEach((name, value) -> {
            if (!name.endsWith("]")) {
                body.put(name, value);
            }
        });
        ADMIN.post("/api/v1/incidents", json(body))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(field));
    }

    /** JSON with each character outside ASCII escaped, so that half characters survive the way to the server. */
    private static String json(Map<String, Object> body) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .enable(com.fasterxml.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())
                    .writeValueAsString(body);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void whatIsNotJsonIsRefused() {
        ADMIN.request().body("{\"title\":").post("/api/v1/incidents").then().statusCode(400);
        ADMIN.request().body("[]").post("/api/v1/incidents").then().statusCode(400);
        ADMIN.request()
                .body("{\"title\":\"a\",\"title\":\"b\",\"severity\":\"SEV1\"}")
                .post("/api/v1/incidents")
                .then()
                .statusCode(400);
        ADMIN.request().post("/api/v1/incidents").then().statusCode(400);
        ADMIN.request()
                .contentType("text/plain")
                .body("x")
                .post("/api/v1/incidents")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        ADMIN.delete("/api/v1/incidents").then().statusCode(405).contentType("application/problem+json");
        ADMIN.get("/api/v1/nothing").then().statusCode(404).contentType("application/problem+json");
        ADMIN.get("/api/v1/incidents/../users").then().statusCode(200);
    }

    @Test
    void aBodyOverTenMegabytesIsTooMuch() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            String head = "POST /api/v1/incidents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + ADMIN.token() + "\r\nContent-Length: 10600000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            Assertions.assertTrue(answer.readLine().startsWith("HTTP/1.1 413"));
        }
    }

    @Test
    void servicesAreKeptInACatalogue() {
        String slug = "search-" + System.nanoTime();
        ADMIN.post("/api/v1/services", fields("slug", slug, "name", "Search", "regions", List.of("London", "Glasgow")))
                .then()
                .statusCode(201)
                .body("publicPage", equalTo(false))
                .body("regions", contains("London", "Glasgow"));
        ADMIN.post("/api/v1/services", fields("slug", slug, "name", "Search"))
                .then()
                .statusCode(409);
        ADMIN.post("/api/v1/services", fields("slug", "Not A Slug", "name", "Search"))
                .then()
                .statusCode(400);
        ADMIN.patch("/api/v1/services/" + slug, fields("owner", "Search team"))
                .then()
                .statusCode(200)
                .body("name", equalTo("Search"))
                .body("owner", equalTo("Search team"));
        String incident = ADMIN.incident("services", List.of(slug));
        ADMIN.get("/api/v1/incidents?service=" + slug)
                .then()
                .body("items.ref", hasItems(incident.replaceAll(".*/", "")));
        ADMIN.delete("/api/v1/services/" + slug).then().statusCode(409);
        ADMIN.patch(incident, fields("services", List.of()));
        ADMIN.delete("/api/v1/services/" + slug).then().statusCode(204);
        ADMIN.get("/api/v1/services/" + slug).then().statusCode(404);
    }
}
