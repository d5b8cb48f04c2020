package org.hindsight.timeline;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hindsight.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class TimelineTest {

    @Test
    void aLineIsLoggedWithItsOwnTimeAndZone() {
        String incident = ADMIN.incident("zone", "Europe/London");
        ADMIN.post(
                        incident + "/timeline",
                        fields(
                                "text",
                                "**Reports** rise",
                                "kind",
                                "USER_REPORT",
                                "occurredAt",
                                "2026-07-20T15:05:00.123456+01:00",
                                "endedAt",
                                "2026-07-20T14:30:00Z",
                                "plusMinusMinutes",
                                5,
                                "starred",
                                true))
                .then()
                .statusCode(201)
                .body("no", equalTo(2))
                .body("html", equalTo("<p><strong>Reports</strong> rise</p>\n"))
                .body("occurredAt", equalTo("2026-07-20T14:05:00.123Z"))
                .body("zone", equalTo("Europe/London"))
                .body("precision", equalTo("ABOUT"))
                .body("audience", equalTo("INTERNAL"))
                .body("starred", equalTo(true))
                .body("author.email", equalTo(ADMIN.email()))
                .body("source", nullValue());
        ADMIN.post(incident + "/timeline", fields("text", "Elsewhere", "occurredAt", "2026-07-20T09:05:00-05:00"))
                .then()
                .body("zone", equalTo("-05:00"));
    }

    @Test
    void entriesAreListedByWhoOrWhatTheyComeFrom() {
        String incident = ADMIN.incident();
        Api jonas = Api.person("RESPONDER");
        jonas.log(incident, "Seen by Jonas");
        ADMIN.log(incident, "Fired", "source", fields("name", "alertmanager", "externalId", "7"));
        jonas.log(incident, "Fired again", "source", fields("name", "alertmanager", "externalId", "8"));
        for (String then : List.of("", "&asKnownAt=" + Instant.now().plusSeconds(60))) {
            ADMIN.get(incident + "/timeline?author=" + jonas.email() + then)
                    .then()
                    .body("items.text", contains("Seen by Jonas", "Fired again"));
            ADMIN.get(incident + "/timeline?source=alertmanager" + then)
                    .then()
                    .body("items.text", contains("Fired", "Fired again"));
            ADMIN.get(incident + "/timeline?source=alertmanager&author=" + jonas.email() + then)
                    .then()
                    .body("items.text", contains("Fired again"));
            ADMIN.get(incident + "/timeline?author=nobody@example.org" + then)
                    .then()
                    .body("items", hasSize(0));
        }
    }

    @Test
    void entriesAreListedAsTheyOccurred() {
        String incident = ADMIN.incident("declaredAt", "2026-11-20T14:00:00Z");
        ADMIN.log(incident, "third", "occurredAt", "2026-11-20T14:30:00Z");
        ADMIN.log(incident, "first", "occurredAt", "2026-11-20T13:00:00Z", "starred", true);
        ADMIN.log(incident, "fourth", "occurredAt", "2026-11-20T14:30:00Z", "kind", "DECISION");
        ADMIN.get(incident + "/timeline")
                .then()
                .body("items.text", contains("first", "Declared as **SEV1**", "third", "fourth"));
        ADMIN.get(incident + "/timeline?starred=true").then().body("items.text", contains("first"));
        ADMIN.get(incident + "/timeline?kind=DECISION&q=FOUR").then().body("items.text", contains("fourth"));
        Response page = ADMIN.get(incident + "/timeline?limit=3");
        page.then().body("items", hasSize(3));
        ADMIN.log(incident, "before it all", "occurredAt", "2026-11-20T12:00:00Z");
        ADMIN.request()
                .queryParam("cursor", page.<String>path("next"))
                .get(incident + "/timeline")
                .then()
                .body("items.text", contains("fourth"))
                .body("next", nullValue());
    }

    @Test
    void anEditLeavesATrail() {
        String incident = ADMIN.incident();
        int no = ADMIN.log(incident, "The CDN is down");
        String entry = incident + "/timeline/" + no;
        String recordedAt = ADMIN.get(entry).path("recordedAt");
        ADMIN.request()
                .header("If-Match", "\"1\"")
                .body(fields("text", "The sign-in service is down"))
                .patch(entry)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("edited", equalTo(true))
                .body("recordedAt", equalTo(recordedAt));
        ADMIN.request()
                .header("If-Match", "\"1\"")
                .body(fields("text", "lost?"))
                .patch(entry)
                .then()
                .statusCode(412);
        ADMIN.get(entry + "/history")
                .then()
                .body("items", hasSize(2))
                .body("items[1].fields.text.before", equalTo("The CDN is down"))
                .body("items[1].fields.text.after", equalTo("The sign-in service is down"))
                .body("items[1].fields.size()", equalTo(1))
                .body("items[1].by.email", equalTo(ADMIN.email()));
        ADMIN.request()
                .queryParam("asKnownAt", recordedAt)
                .get(incident + "/timeline")
                .then()
                .body("items.text", hasItem("The CDN is down"));
    }

    @Test
    void aRetractionWantsAReasonAndHappensOnce() {
        String incident = ADMIN.incident();
        String entry = incident + "/timeline/" + ADMIN.log(incident, "The database is corrupt");
        ADMIN.delete(entry).then().statusCode(400).body("violations[0].field", equalTo("reason"));
        ADMIN.delete(entry + "?reason=misread dashboard").then().statusCode(200).body("retracted", equalTo(true));
        ADMIN.delete(entry + "?reason=again").then().statusCode(409);
        ADMIN.patch(entry, fields("text", "x")).then().statusCode(409);
        ADMIN.get(incident + "/timeline").then().body("items.text", not(hasItem("The database is corrupt")));
        ADMIN.get(incident + "/timeline?includeRetracted=true")
                .then()
                .body("items.text", hasItem("The database is corrupt"));
        ADMIN.get(incident).then().body("counts.entries", equalTo(1));
        ADMIN.get(entry + "/history")
                .then()
                .body("items[1].change", equalTo("RETRACTED"))
                .body("items[1].reason", equalTo("misread dashboard"));
    }

    @Test
    void whatASourceSendsTwiceIsLoggedOnce() {
        String incident = ADMIN.incident();
        Map<String, Object> line = fields(
                "text",
                "Latency high",
                "source",
                fields("name", "prometheus", "externalId", "a1", "url", "https://prometheus.example/a1"));
        int no = ADMIN.post(incident + "/timeline", line)
                .then()
                .statusCode(201)
                .extract()
                .path("no");
        ADMIN.post(incident + "/timeline", line).then().statusCode(200).body("no", equalTo(no));
        ADMIN.patch(incident + "/timeline/" + no, fields("source", fields("name", "other")))
                .then()
                .statusCode(400);
    }

    @Test
    void anIdempotencyKeyMakesAWriteHappenOnce() {
        String incident = ADMIN.incident();
        Response first = ADMIN.request()
                .header("Idempotency-Key", "line-1")
                .body(fields("text", "once"))
                .post(incident + "/timeline");
        Response again = ADMIN.request()
                .header("Idempotency-Key", "line-1")
                .body(fields("text", "once"))
                .post(incident + "/timeline");
        first.then().statusCode(201);
        again.then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .header("ETag", first.header("ETag"))
                .header("Location", first.header("Location"));
        assertEquals(first.asString(), again.asString());
        ADMIN.request()
                .header("Idempotency-Key", "line-1")
                .body(fields("text", "other"))
                .post(incident + "/timeline")
                .then()
                .statusCode(422);
        ADMIN.request()
                .header("Idempotency-Key", "line-1")
                .body(fields("status", "RESOLVED"))
                .post(incident + "/status")
                .then()
                .statusCode(422);
        ADMIN.request()
                .header("Idempotency-Key", "x".repeat(129))
                .body(fields("text", "once"))
                .post(incident + "/timeline")
                .then()
                .statusCode(400);
        Api.person("RESPONDER")
                .request()
                .header("Idempotency-Key", "line-1")
                .body(fields("text", "mine"))
                .post(incident + "/timeline")
                .then()
                .statusCode(201);
        ADMIN.get(incident + "/timeline").then().body("items", hasSize(3));
    }

    @Test
    void aBatchIsLoggedOnceHoweverOftenItIsSent() {
        String incident = ADMIN.incident();
        for (String replayed : new String[] {null, "true"}) {
            ADMIN.request()
                    .header("Idempotency-Key", "batch of " + incident)
                    .body(fields("entries", List.of(fields("text", "one"), fields("text", "two"))))
                    .post(incident + "/timeline/batch")
                    .then()
                    .statusCode(200)
                    .header("Idempotency-Replayed", replayed)
                    .body("results.no", contains(2, 3));
        }
        ADMIN.get(incident).then().body("counts.entries", equalTo(3));
    }

    @Test
    void aRefusedWriteIsNotRemembered() {
        String incident = ADMIN.incident();
        ADMIN.request()
                .header("Idempotency-Key", "again")
                .body(fields("text", ""))
                .post(incident + "/timeline")
                .then()
                .statusCode(400);
        ADMIN.request()
                .header("Idempotency-Key", "again")
                .body(fields("text", "now right"))
                .post(incident + "/timeline")
                .then()
                .statusCode(201);
    }

    @Test
    void manyAtOnceGetNumbersWithoutGapsAndRevisionsInOrder() throws Exception {
        String incident = ADMIN.incident();
        ExecutorService people = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> lines = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String key = "same-" + i / 2;
                String text = "line " + i / 2;
                lines.add(() -> {
                    Response answer = ADMIN.request()
                            .header("Idempotency-Key", key)
                            .body(fields("text", text))
                            .post(incident + "/timeline");
                    if (answer.statusCode() == 409) {
                        answer = ADMIN.request()
                                .header("Idempotency-Key", key)
                                .body(fields("text", text))
                                .post(incident + "/timeline");
                    }
                    assertEquals(201, answer.statusCode(), answer.asString());
                    return answer.<Integer>path("no");
                });
            }
            List<Integer> numbers = new ArrayList<>();
            for (Future<Integer> line : people.invokeAll(lines)) {
                numbers.add(line.get());
            }
            assertEquals(
                    IntStream.rangeClosed(2, 21).boxed().toList(),
                    numbers.stream().distinct().sorted().toList());
            ADMIN.get(incident).then().body("revision", equalTo(22)).body("counts.entries", equalTo(21));
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void aBatchTellsWhatBecameOfEachLine() {
        String incident = ADMIN.incident();
        List<Object> entries = List.of(
                fields("text", "good", "source", fields("name", "tool", "externalId", "1")),
                fields("text", ""),
                fields("text", "again", "source", fields("name", "tool", "externalId", "1")),
                fields("text", "unknown field", "colour", "red"),
                fields("text", "late", "occurredAt", "2026-11-20T14:00:00Z", "endedAt", "2026-11-20T13:00:00Z"),
                5);
        ADMIN.post(incident + "/timeline/batch", fields("entries", entries))
                .then()
                .statusCode(200)
                .body("results.result", contains("created", "invalid", "duplicate", "invalid", "invalid", "invalid"))
                .body("results.no", contains(2, null, 2, null, null, null))
                .body("results[1].violations[0].field", equalTo("text"))
                .body("results[3].violations[0].field", equalTo("colour"))
                .body("results[4].violations[0].field", equalTo("endedAt"));
        ADMIN.post(
                        incident + "/timeline/batch?atomic=true",
                        fields("entries", List.of(fields("text", "a"), fields("text", " "))))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("entries[1].text"));
        ADMIN.get(incident + "/timeline").then().body("items", hasSize(2));
        ADMIN.post(
                        incident + "/timeline/batch",
                        fields("entries", java.util.Collections.nCopies(1001, fields("text", "x"))))
                .then()
                .statusCode(413);
        ADMIN.post(
                        incident + "/timeline/batch",
                        fields("entries", java.util.Collections.nCopies(1000, fields("text", "x"))))
                .then()
                .statusCode(200)
                .body("results", hasSize(1000));
    }

    @Test
    void silenceAndLatenessAreNoticed() {
        String incident = ADMIN.incident("declaredAt", "2026-11-20T14:00:00Z");
        ADMIN.log(incident, "long after", "occurredAt", "2026-11-20T15:00:00Z");
        ADMIN.get(incident + "/warnings")
                .then()
                .body("items.code", hasItem("SILENT_INTERVAL"))
                .body("items.find { it.code == 'LOGGED_LATE' }.entries", hasItem(2))
                .body("items.code", hasItem("MISSING_MILESTONE"));
    }

    @Test
    void warningsAreThoseOfTheMomentThatIsAskedFor() {
        String incident = ADMIN.incident("declaredAt", "2026-11-20T14:00:00Z");
        int no = ADMIN.log(incident, "long after", "occurredAt", "2026-11-20T15:00:00Z");
        String before = ADMIN.get(incident + "/timeline/" + no).path("recordedAt");
        ADMIN.put(incident + "/milestones/DETECTED", fields("at", "2026-11-20T13:55:00Z"))
                .then()
                .statusCode(200);
        ADMIN.delete(incident + "/timeline/" + no + "?reason=misread").then().statusCode(200);
        ADMIN.get(incident + "/warnings")
                .then()
                .body("items.code", not(hasItem("SILENT_INTERVAL")))
                .body("items.message.join(' ')", not(containsString("“detected”")));
        ADMIN.get(incident + "/warnings?asKnownAt=" + before)
                .then()
                .body("items.code", hasItem("SILENT_INTERVAL"))
                .body("items.message.join(' ')", containsString("“detected”"));
        ADMIN.get(incident + "/warnings?asKnownAt=2020-01-01T00:00:00Z").then().body("items", hasSize(0));
    }

    @Test
    void markupOfAnyKindIsShownNotRun() {
        String incident = ADMIN.incident();
        String attack =
                "Hello <script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> ![p](http://elsewhere.example/p.png)";
        ADMIN.post(incident + "/timeline", fields("text", attack))
                .then()
                .body("html", not(containsString("<script")))
                .body("html", not(containsString("<img")))
                .body("html", not(containsString("href=\"javascript")))
                .body("html", containsString("<a href=\"http://elsewhere.example/p.png\""));
    }

    static List<Map<String, Object>> faulty() {
        return List.of(
                fields("text", ""),
                fields("text", "x".repeat(20_001)),
                fields("text", null),
                fields("kind", "GOSSIP"),
                fields("occurredAt", "14:05"),
                fields("occurredAt", "2026-11-20T14:05:00"),
                fields("endedAt", "2026-11-20T14:04:59Z"),
                fields("precision", "SOMETIMES"),
                fields("plusMinusMinutes", 0),
                fields("plusMinusMinutes", 1.5),
                fields("plusMinusMinutes", "5"),
                fields("audience", "EVERYONE"),
                fields("starred", 1),
                fields("source.name", null, "source", fields("externalId", "1")),
                fields("source.url", null, "source", fields("name", "x", "url", "javascript:alert(1)")),
                fields("author", "me"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void aFaultyLineIsRefusedWithTheFieldsName(Map<String, Object> fault) {
        String incident = ADMIN.incident();
        Map<String, Object> body = fields("text", "fine", "occurredAt", "2026-11-20T14:05:00Z");
        fault.forEach((name, value) -> {
            if (!name.contains(".")) {
                body.put(name, value);
            }
        });
        ADMIN.post(incident + "/timeline", body)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem(fault.keySet().iterator().next()));
        ADMIN.get(incident).then().body("revision", equalTo(2));
    }
}
