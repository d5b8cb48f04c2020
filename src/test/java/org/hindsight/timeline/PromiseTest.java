package org.hindsight.timeline;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hindsight.Api;
import org.junit.jupiter.api.Test;

/** Somebody promises to say something by a certain time. */
@QuarkusTest
class PromiseTest {

    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(60);

    @Inject
    Promises promises;

    private static Instant in(int minutes) {
        return Instant.now().plus(minutes, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    }

    private static ValidatableResponse promise(String incident, Instant by) {
        return ADMIN.put(incident + "/next-update", fields("by", by == null ? null : by.toString()))
                .then()
                .statusCode(200);
    }

    private static int say(String incident, Object... more) {
        Map<String, Object> line = fields("kind", "COMMUNICATION");
        line.putAll(fields(more));
        return ADMIN.log(
                incident,
                "Status page: we know of it",
                line.entrySet().stream()
                        .flatMap(field -> java.util.stream.Stream.of(field.getKey(), field.getValue()))
                        .toArray());
    }

    private static JsonPath standing(String incident) {
        return ADMIN.get(incident).then().statusCode(200).extract().jsonPath();
    }

    private static List<String> texts(String incident) {
        return ADMIN.get(incident + "/timeline").path("items.text");
    }

    private static List<Map<String, Object>> missed(String incident, String query) {
        return ADMIN.get(incident + "/warnings" + query)
                .jsonPath()
                .getList("items.findAll { it.code == 'PROMISE_MISSED' }");
    }

    private static long count(String incident, String text) {
        return texts(incident).stream().filter(one -> one.contains(text)).count();
    }

    /** What the incident's journal says became of the promise, in order. */
    private static JsonPath until(String incident, String state, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        JsonPath standing = standing(incident);
        while (!state.equals(standing.getString("nextUpdate.state"))) {
            assertTrue(System.nanoTime() < deadline, () -> "not " + state + " within " + patience);
            standing = standing(incident);
        }
        return standing;
    }

    @Test
    void aPromiseStandsInTheIncidentAndInTheTimeline() {
        String incident = ADMIN.incident();
        assertNull(standing(incident).get("nextUpdate"));
        int before = standing(incident).getInt("revision");
        Instant by = in(30);
        promise(incident, by)
                .body("by", equalTo(by.toString()))
                .body("state", equalTo("OPEN"))
                .body("entry", equalTo(2))
                .body("promisedBy.email", equalTo(ADMIN.email()))
                .body("settledBy", nullValue());
        JsonPath standing = standing(incident);
        assertEquals(by.toString(), standing.getString("nextUpdate.by"));
        assertEquals("OPEN", standing.getString("nextUpdate.state"));
        assertEquals(before + 2, standing.getInt("revision"));
        ADMIN.get(incident + "/timeline/2")
                .then()
                .body("text", containsString("Next update promised by **"))
                .body("text", containsString(by.toString().substring(11, 16) + " UTC"))
                .body("kind", equalTo("STATUS"))
                .body("audience", equalTo("INTERNAL"));
        promise(incident, by);
        assertEquals(before + 2, standing(incident).getInt("revision"), "the same promise again is nothing new");
    }

    @Test
    void somethingSaidInTimeKeepsIt() {
        String incident = ADMIN.incident();
        Instant by = in(30);
        promise(incident, by);
        ADMIN.log(incident, "Only an observation");
        say(incident, "occurredAt", Instant.now().minus(10, ChronoUnit.MINUTES).toString());
        assertEquals("OPEN", standing(incident).getString("nextUpdate.state"), "it was said before it was promised");
        say(incident, "occurredAt", by.plusSeconds(60).toString());
        assertEquals("OPEN", standing(incident).getString("nextUpdate.state"), "it is said to come too late");
        int no = say(incident);
        JsonPath kept = standing(incident);
        assertEquals("KEPT", kept.getString("nextUpdate.state"));
        assertEquals(no, kept.getInt("nextUpdate.settledBy"));
        assertEquals(
                ADMIN.get(incident + "/timeline/" + no).<String>path("occurredAt"),
                kept.getString("nextUpdate.settledAt"));
        say(incident);
        assertEquals(no, standing(incident).getInt("nextUpdate.settledBy"), "the first one kept it");
        promises.writeMisses(by.plusSeconds(1));
        assertEquals("KEPT", standing(incident).getString("nextUpdate.state"));
        assertEquals(List.of(), missed(incident, ""));
    }

    @Test
    void whatIsTakenBackKeepsNothing() {
        String incident = ADMIN.incident();
        promise(incident, in(30));
        int first = say(incident);
        int second = say(incident);
        ADMIN.delete(incident + "/timeline/" + first + "?reason=never+sent")
                .then()
                .statusCode(200);
        assertEquals(second, standing(incident).getInt("nextUpdate.settledBy"));
        ADMIN.patch(incident + "/timeline/" + second, fields("kind", "NOTE"))
                .then()
                .statusCode(200);
        assertEquals("OPEN", standing(incident).getString("nextUpdate.state"));
        ADMIN.patch(incident + "/timeline/" + second, fields("kind", "COMMUNICATION"))
                .then()
                .statusCode(200);
        assertEquals(second, standing(incident).getInt("nextUpdate.settledBy"));
    }

    @Test
    void aMissIsWrittenSoonAndShown() {
        String incident = ADMIN.incident();
        Instant by = Instant.now().plusMillis(1500).truncatedTo(ChronoUnit.MILLIS);
        promise(incident, by);
        JsonPath standing = until(incident, "MISSED", WRITTEN_WITHIN);
        int no = standing.getInt("nextUpdate.settledBy");
        ADMIN.get(incident + "/timeline/" + no)
                .then()
                .body("text", containsString("Update missed"))
                .body("occurredAt", equalTo(standing.getString("nextUpdate.by")))
                .body("author", nullValue());
        assertEquals(1, missed(incident, "").size());
        assertEquals(List.of(no), missed(incident, "").get(0).get("entries"));
        assertEquals(List.of(), missed(incident, "?asKnownAt=" + by.minusMillis(1)));
        say(incident);
        assertEquals("MISSED", standing(incident).getString("nextUpdate.state"), "too late");
        promise(incident, in(30));
        assertEquals(1, missed(incident, "").size(), "a new promise does not undo it");
        ADMIN.delete(incident + "/timeline/" + no + "?reason=said+by+phone")
                .then()
                .statusCode(200);
        assertEquals(List.of(), missed(incident, ""));
    }

    @Test
    void aMissIsWrittenOnceHoweverManyLookForIt() throws Exception {
        String incident = ADMIN.incident();
        Instant by = in(60);
        promise(incident, by);
        int nodes = 4;
        ExecutorService pool = Executors.newFixedThreadPool(nodes);
        try {
            CountDownLatch together = new CountDownLatch(nodes);
            List<Future<?>> looking = new ArrayList<>();
            for (int node = 0; node < nodes; node++) {
                looking.add(pool.submit(() -> {
                    together.countDown();
                    together.await();
                    promises.writeMisses(by);
                    return null;
                }));
            }
            for (Future<?> one : looking) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        promises.writeMisses(by.plusSeconds(60));
        assertEquals("MISSED", standing(incident).getString("nextUpdate.state"));
        assertEquals(1, count(incident, "Update missed"));
        List<String> stands = ADMIN.get(incident + "/timeline").path("items.source.name");
        assertTrue(stands.contains("Hindsight"), stands::toString);
    }

    @Test
    void itMayBeMovedAndWithdrawnWhichIsWrittenDown() {
        String incident = ADMIN.incident();
        promise(incident, in(20));
        Instant by = in(50);
        promise(incident, by).body("entry", equalTo(3));
        assertEquals(by.toString(), standing(incident).getString("nextUpdate.by"));
        assertEquals(1, count(incident, "no longer by"));
        promises.writeMisses(by.minusSeconds(1));
        assertEquals("OPEN", standing(incident).getString("nextUpdate.state"), "the former time counts no more");
        Instant then = Instant.now();
        promise(incident, null)
                .body("by", nullValue())
                .body("state", equalTo("WITHDRAWN"))
                .body("entry", equalTo(4));
        assertNull(standing(incident).get("nextUpdate"));
        assertEquals(1, count(incident, "No update is promised any more"));
        int revision = standing(incident).getInt("revision");
        promise(incident, null).body("entry", nullValue());
        assertEquals(revision, standing(incident).getInt("revision"), "there was nothing to withdraw");
        promises.writeMisses(by.plusSeconds(1));
        assertEquals(0, count(incident, "Update missed"));

        JsonPath known = ADMIN.get(incident + "?asKnownAt=" + then).jsonPath();
        assertEquals(by.toString(), known.getString("nextUpdate.by"), "the promise as it stood");
        assertNull(ADMIN.get(incident + "?asKnownAt=" + standing(incident).getString("recordedAt"))
                .jsonPath()
                .get("nextUpdate"));
    }

    @Test
    void whatCannotBePromisedIsRefused() {
        String incident = ADMIN.incident();
        for (Object by : List.of(Instant.now().minusSeconds(1).toString(), "2026-11-17T14:30", "soon")) {
            ADMIN.put(incident + "/next-update", fields("by", by))
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("by"));
        }
        ADMIN.put(incident + "/next-update", fields()).then().statusCode(400);
        ADMIN.put(incident + "/next-update", fields("by", in(5).toString(), "at", "noon"))
                .then()
                .statusCode(400);
        ADMIN.get(incident + "/timeline").then().body("items", hasSize(1));
        Api.person("VIEWER")
                .put(incident + "/next-update", fields("by", in(5).toString()))
                .then()
                .statusCode(403);
        ADMIN.request()
                .header("If-Match", "\"1\"")
                .body(fields("by", in(5).toString()))
                .put(incident + "/next-update")
                .then()
                .statusCode(412);
        ADMIN.put("/api/v1/incidents/INC-999999999/next-update", fields("by", in(5).toString()))
                .then()
                .statusCode(404);
    }

    @Test
    void theEndOfAnIncidentEndsItsPromiseQuietly() {
        for (String end : List.of("RESOLVED", "CANCELLED")) {
            String incident = ADMIN.incident();
            Instant by = in(30);
            promise(incident, by);
            int entries = texts(incident).size();
            ADMIN.post(incident + "/status", fields("status", end)).then().statusCode(201);
            assertNull(standing(incident).get("nextUpdate"));
            assertEquals(entries + 1, texts(incident).size());
            promises.writeMisses(by.plusSeconds(1));
            assertEquals(List.of(), missed(incident, ""));
            ADMIN.put(incident + "/next-update", fields("by", by.toString()))
                    .then()
                    .statusCode(409);
            ADMIN.post(incident + "/status", fields("status", "INVESTIGATING"))
                    .then()
                    .statusCode(201);
            promise(incident, by);
            assertNotNull(standing(incident).get("nextUpdate"));
        }
    }
}
