package org.hindsight;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The main job, end to end, as a program does it: record an incident, write its post-mortem, publish, read. */
@QuarkusTest
class WalkTest {

    @Test
    void anIncidentIsRecordedWrittenUpPublishedAndReadByAStranger() throws Exception {
        Api commander = Api.person("RESPONDER");
        Api publisher = Api.person("PUBLISHER");
        String incident = commander.incident(
                "title", "Nobody can stream " + System.nanoTime(),
                "summary", "Music did not play for people on both sides of the Atlantic.",
                "zone", "Europe/London",
                "startedAt", "2026-11-17T16:00:00Z",
                "detectedAt", "2026-11-17T16:08:00Z",
                "declaredAt", "2026-11-17T16:20:00Z");
        log(commander, incident);
        commander
                .post(
                        incident + "/status",
                        fields(
                                "status",
                                "MONITORING",
                                "note",
                                "internal remark about the fix",
                                "occurredAt",
                                "2026-11-17T17:30:00Z"))
                .then()
                .statusCode(201);
        commander
                .post(incident + "/status", fields("status", "RESOLVED", "occurredAt", "2026-11-17T18:00:00Z"))
                .then()
                .statusCode(201);
        commander
                .post(
                        incident + "/symptoms",
                        fields(
                                "statement",
                                "The mobile apps do not stream",
                                "platform",
                                "MOBILE",
                                "sharePercent",
                                65,
                                "audience",
                                "PUBLIC"))
                .then()
                .statusCode(201);
        commander
                .post(
                        incident + "/causes",
                        fields(
                                "statement",
                                "Failure of a content delivery network",
                                "category",
                                "NETWORK",
                                "audience",
                                "PUBLIC"))
                .then()
                .statusCode(201);
        commander
                .patch(incident + "/causes/1", fields("state", "RULED_OUT"))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("reason"));
        commander
                .post(
                        incident + "/causes/1/evidence",
                        fields("entry", 4, "weighs", "AGAINST", "note", "Sign-in fails as well"))
                .then()
                .statusCode(201);
        commander
                .patch(incident + "/causes/1", fields("state", "RULED_OUT", "reason", "It does not sign people in."))
                .then()
                .statusCode(200);
        commander
                .post(
                        incident + "/impacts",
                        fields(
                                "name",
                                "Teams without music",
                                "key",
                                "teams",
                                "value",
                                90,
                                "outOf",
                                305,
                                "unit",
                                "teams",
                                "basis",
                                "MEASURED",
                                "audience",
                                "PUBLIC"))
                .then()
                .statusCode(201);
        commander
                .post(
                        incident + "/actions",
                        fields(
                                "title",
                                "Alert before certificates expire",
                                "type",
                                "DETECT",
                                "owner",
                                "Platform team",
                                "dueOn",
                                "2026-12-15"))
                .then()
                .statusCode(201);

        commander
                .post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        publisher
                .post(incident + "/editions", fields("label", "PRELIMINARY", "audience", "PUBLIC", "note", "Too early"))
                .then()
                .statusCode(409)
                .body("checks.code", hasItem("LEFTOVER_PROMPT"));
        writeUp(commander, incident);
        publisher
                .post(incident + "/editions", fields("label", "FINAL", "audience", "PUBLIC", "note", "Done"))
                .then()
                .statusCode(409)
                .body("checks.code", hasItem("NOT_APPROVED"));
        publisher
                .post(incident + "/postmortem/reviews", fields("verdict", "APPROVED"))
                .then()
                .statusCode(201);
        commander
                .post(incident + "/editions", fields("label", "FINAL", "audience", "PUBLIC", "note", "Done"))
                .then()
                .statusCode(403);
        Response edition =
                publisher.post(incident + "/editions", fields("label", "FINAL", "audience", "PUBLIC", "note", "Done"));
        assertEquals(201, edition.statusCode(), edition.asString());
        edition.then().body("number", equalTo(1));

        String report = "/reports/" + edition.path("slug");
        given().get(report)
                .then()
                .statusCode(200)
                .body(containsString("Nobody can stream"))
                .body(containsString("It does not sign people in."))
                .body(containsString("90 of 305 teams"))
                .body(containsString("1 h 30 min"))
                .body(containsString("<svg"))
                .body(not(containsString("internal remark")))
                .body(not(containsString("kept within the house")))
                .body(not(containsString(commander.email())));
        Response markdown = given().get(report + "/editions/1.md");
        markdown.then().statusCode(200).body(not(containsString("kept within the house")));
        assertEquals(
                edition.<String>path("files.md.sha256"),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(markdown.asByteArray())));
        given().get("/reports").then().statusCode(200).body(containsString(report));
    }

    private static void log(Api commander, String incident) {
        commander.log(
                incident,
                "Reports leave their baseline",
                "kind",
                "OBSERVATION",
                "occurredAt",
                "2026-11-17T16:00:00Z",
                "plusMinusMinutes",
                5,
                "starred",
                true,
                "audience",
                "PUBLIC");
        commander.log(
                incident,
                "The hashtag trends",
                "kind",
                "OBSERVATION",
                "occurredAt",
                "2026-11-17T11:08:00-05:00",
                "starred",
                true,
                "audience",
                "PUBLIC");
        commander.log(
                incident,
                "People are signed out",
                "kind",
                "USER_REPORT",
                "occurredAt",
                "2026-11-17T16:10:00Z",
                "endedAt",
                "2026-11-17T16:40:00Z",
                "audience",
                "PUBLIC");
        commander.log(
                incident,
                "The dashboard of machine db-7 is red, kept within the house",
                "kind",
                "ALERT",
                "occurredAt",
                "2026-11-17T16:12:00+00:00");
        commander.log(
                incident,
                "Roll back the sign-in service",
                "kind",
                "DECISION",
                "occurredAt",
                "2026-11-17T17:00:00+01:00");
        commander.log(
                incident,
                "Rolled back",
                "kind",
                "CHANGE",
                "occurredAt",
                "2026-11-17T17:05:00Z",
                "precision",
                "MINUTE",
                "starred",
                true,
                "audience",
                "PUBLIC");
        commander.log(
                incident,
                "First words on the status page",
                "kind",
                "COMMUNICATION",
                "occurredAt",
                "2026-11-17T16:45:00Z",
                "starred",
                true,
                "audience",
                "PUBLIC");
        commander.log(
                incident,
                "Sign-ins recover",
                "kind",
                "OBSERVATION",
                "occurredAt",
                "2026-11-17T17:20:00Z",
                "starred",
                true,
                "audience",
                "PUBLIC");
        commander.log(
                incident, "Review planned", "kind", "NOTE", "occurredAt", "2026-11-18T00:00:00Z", "precision", "DAY");
        commander.log(incident, "Logged as it happened");
        commander.get(incident).then().body("counts.entries", equalTo(11));
    }

    /** Answers every prompt, and keeps what the template placed. */
    private static void writeUp(Api writer, String incident) {
        List<Map<String, Object>> sections = writer.get(incident + "/postmortem")
                .then()
                .statusCode(200)
                .extract()
                .path("sections");
        for (Map<String, Object> section : sections) {
            String markdown = ((String) section.get("markdown"))
                    .replaceAll(
                            "(?s)<!--.*?-->",
                            "For " + section.get("key")
                                    + ": it took {{time-to-mitigate}} [#2]. {internal: kept within the house}");
            String path = incident + "/postmortem/sections/" + section.get("key");
            writer.put(path, fields("markdown", markdown)).then().statusCode(428);
            writer.request()
                    .header("If-Match", "\"999\"")
                    .body(fields("markdown", markdown))
                    .put(path)
                    .then()
                    .statusCode(412);
            writer.request()
                    .header("If-Match", writer.get(path).header("ETag"))
                    .body(fields("markdown", markdown))
                    .put(path)
                    .then()
                    .statusCode(200);
        }
    }
}
