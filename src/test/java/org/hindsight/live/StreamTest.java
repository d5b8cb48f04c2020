package org.hindsight.live;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hindsight.Api;
import org.hindsight.live.Follower.Heard;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An incident is followed while others write. */
@QuarkusTest
class StreamTest {

    private static int revision(String incident) {
        return ADMIN.get(incident).path("revision");
    }

    private static List<Integer> ids(List<Heard> heard) {
        return heard.stream().map(Heard::id).toList();
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void eachChangeIsToldOnceInOrderAsGetGivesIt() {
        String incident = ADMIN.incident();
        int before = revision(incident);
        try (Follower follower = Follower.of(ADMIN, incident, null)) {
            int no = ADMIN.log(incident, "**Spike**: 2,900 reports", "starred", true);
            Heard logged = follower.next("change");
            assertEquals(before + 1, logged.id());
            assertEquals(before + 1, logged.json().getInt("revision"));
            assertEquals("entry", logged.json().getString("type"));
            assertEquals(
                    ADMIN.get(incident + "/timeline/" + no).jsonPath().<Object>get("$"),
                    logged.json().get("item"));

            ADMIN.post(incident + "/status", fields("status", "IDENTIFIED", "note", "found it"))
                    .then()
                    .statusCode(201);
            ADMIN.put(incident + "/milestones/DETECTED", fields("at", "2026-11-20T14:05:00Z"))
                    .then()
                    .statusCode(200);
            ADMIN.put(incident + "/roles/SCRIBE", fields("person", "Priya"))
                    .then()
                    .statusCode(200);
            ADMIN.post(incident + "/symptoms", fields("statement", "Songs do not start"))
                    .then()
                    .statusCode(201);
            ADMIN.post(incident + "/causes", fields("statement", "An expired certificate"))
                    .then()
                    .statusCode(201);
            ADMIN.post(incident + "/impacts", fields("name", "Peak", "value", 3, "unit", "x", "basis", "MEASURED"))
                    .then()
                    .statusCode(201);
            ADMIN.post(incident + "/workarounds", fields("text", "Wait", "state", "VERIFIED"))
                    .then()
                    .statusCode(201);
            ADMIN.post(incident + "/signals", fields("quote", "Down", "sourceName", "x", "at", "2026-11-20T14:05:00Z"))
                    .then()
                    .statusCode(201);
            ADMIN.post(incident + "/actions", fields("title", "Probe sign-in", "type", "DETECT"))
                    .then()
                    .statusCode(201);
            ADMIN.patch(incident, fields("title", "Another title")).then().statusCode(200);
            ADMIN.delete(incident + "/timeline/" + no + "?reason=misread")
                    .then()
                    .statusCode(200);
            int after = revision(incident);
            List<Heard> rest = follower.changes(after - before - 1);
            assertEquals(numbers(before + 2, after), ids(rest));
            Heard last = rest.get(rest.size() - 1);
            assertEquals("misread", last.json().getString("item.retractedBecause"));
            for (String type : List.of(
                    "status",
                    "milestone",
                    "role",
                    "symptom",
                    "cause",
                    "impact",
                    "workaround",
                    "signal",
                    "action",
                    "incident")) {
                Heard one = rest.stream()
                        .filter(heard -> heard.json().getString("type").equals(type))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no " + type + " in " + rest));
                assertEquals(one.id(), one.json().getInt("revision"));
            }
            Heard renamed = rest.stream()
                    .filter(heard -> heard.json().getString("type").equals("incident"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("Another title", renamed.json().getString("item.title"));
            assertEquals(renamed.id(), renamed.json().getInt("item.revision"));
        }
    }

    @Test
    void whoComesBackGetsEverythingThatWasMissedHoweverLongAgo() {
        String incident = ADMIN.incident();
        List<Object> entries = new ArrayList<>();
        IntStream.range(0, 450).forEach(i -> entries.add(fields("text", "line " + i)));
        ADMIN.post(incident + "/timeline/batch", fields("entries", entries))
                .then()
                .statusCode(200);
        int now = revision(incident);
        try (Follower fromTheBeginning = Follower.of(ADMIN, incident, 0);
                Follower afterABreak = Follower.of(ADMIN, incident, now - 7);
                Follower new_ = Follower.of(ADMIN, incident, null)) {
            ADMIN.log(incident, "the last one");
            assertEquals(numbers(1, now + 1), ids(fromTheBeginning.changes(now + 1)));
            assertEquals(numbers(now - 6, now + 1), ids(afterABreak.changes(8)));
            assertEquals(now + 1, new_.next("change").id());
        }
        ADMIN.log(incident, "while nobody listened");
        try (Follower back = Follower.of(ADMIN, incident, now + 1)) {
            assertEquals("while nobody listened", back.next("change").json().getString("item.text"));
        }
    }

    @Test
    void manyWritersAndManyFollowersWithoutAGap() throws Exception {
        String incident = ADMIN.incident();
        int before = revision(incident);
        int writers = 4;
        int lines = 15;
        List<Follower> followers = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            followers.add(Follower.of(ADMIN, incident, null));
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                writing.add(pool.submit(
                        () -> IntStream.range(0, lines).forEach(i -> ADMIN.log(incident, "line " + i))));
            }
            for (int i = 0; i < 5; i++) {
                followers.add(Follower.of(ADMIN, incident, before));
            }
            for (Future<?> one : writing) {
                one.get();
            }
            for (Follower follower : followers) {
                assertEquals(numbers(before + 1, before + writers * lines), ids(follower.changes(writers * lines)));
            }
        } finally {
            pool.shutdownNow();
            followers.forEach(Follower::close);
        }
    }

    @Test
    void whoMayNotFollowIsToldSo() {
        String incident = ADMIN.incident();
        Api.anonymous().get(incident + "/stream").then().statusCode(401);
        ADMIN.get("/api/v1/incidents/INC-999999999/stream").then().statusCode(404);
        Api.person("RESPONDER")
                .get(ADMIN.incident("restricted", true) + "/stream")
                .then()
                .statusCode(404);
        for (String last : List.of("7000", "-1", "soon", "1.5")) {
            ADMIN.request()
                    .header("Last-Event-ID", last)
                    .get(incident + "/stream")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("violations[0].field", equalTo("Last-Event-ID"));
        }
        ADMIN.get(incident + "/stream?after=7000").then().statusCode(400).body("detail", containsString("future"));
    }

    @Test
    @Tag("plain")
    void aQuietStreamGivesSignsOfLife() {
        try (Follower follower = Follower.of(ADMIN, ADMIN.incident(), null)) {
            follower.next("comment");
            follower.next("comment");
        }
    }

    @Test
    void whoLosesAccessIsShownOutAndHearsNothingMore() {
        Api viewer = Api.person("VIEWER");
        Api member = Api.person("VIEWER");
        String incident = ADMIN.incident();
        try (Follower shutOut = Follower.of(viewer, incident, null);
                Follower stays = Follower.of(member, incident, null)) {
            ADMIN.log(incident, "for everybody");
            shutOut.next("change");
            stays.next("change");
            ADMIN.patch(incident, fields("restricted", true, "members", List.of(member.email())))
                    .then()
                    .statusCode(200);
            List<String> heard = shutOut.kindsUntilTheEnd();
            assertFalse(heard.contains("change"), heard::toString);
            assertEquals("incident", stays.next("change").json().getString("type"));
            ADMIN.log(incident, "for members");
            assertEquals("for members", stays.next("change").json().getString("item.text"));
            ADMIN.delete("/api/v1/users/" + member.email()).then().statusCode(204);
            stays.kindsUntilTheEnd();
        }
    }
}
