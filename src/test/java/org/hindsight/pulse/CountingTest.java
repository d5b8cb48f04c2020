package org.hindsight.pulse;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hindsight.Api;
import org.junit.jupiter.api.Test;

/** It is broken for many: each of them counts once, and nobody counts twice. */
@QuarkusTest
class CountingTest {

    @Inject
    Offers offers;

    /** From then on strangers are counted together, and not each in a transaction. */
    private void awaitTheTurnstile(Crowd crowd) {
        Awaitility.await().until(() -> offers.ready(crowd.slug).isPresent());
    }

    private static int total(Crowd crowd) {
        return crowd.counts("").path("total");
    }

    @Test
    void aPersonIsCountedOnceInAWhileWhicheverWayTheReportCame() {
        Crowd crowd = Crowd.of();
        String symptom = "Music does not play";
        crowd.report("10.200.0.1", "symptom", symptom, "platform", "MOBILE", "region", "London")
                .then()
                .statusCode(202)
                .body("counted", equalTo(true));
        awaitTheTurnstile(crowd);
        crowd.report("10.200.0.1", "symptom", "Signed out")
                .then()
                .statusCode(202)
                .body("counted", equalTo(false));
        Crowd.from("10.200.0.1")
                .header("User-Agent", "Another one in the same household")
                .body(fields("symptom", symptom))
                .post(crowd.reports)
                .then()
                .body("counted", equalTo(true));
        crowd.report("10.200.0.2", "symptom", symptom).then().body("counted", equalTo(true));
        crowd.report("10.200.0.2", "symptom", symptom).then().body("counted", equalTo(false));
        Crowd other = Crowd.of();
        other.report("10.200.0.2", "symptom", symptom).then().body("counted", equalTo(true));
        crowd.counts("")
                .then()
                .body("total", equalTo(3))
                .body("shares.platform.MOBILE", equalTo(100.0f))
                .body("shares.region.London", equalTo(100.0f))
                .body("shares.symptom.'Music does not play'", equalTo(100.0f));
    }

    @Test
    void aCrowdAtOnceIsCountedExactly() throws Exception {
        Crowd crowd = Crowd.of();
        awaitTheTurnstile(crowd);
        List<String> people =
                IntStream.range(0, 150).mapToObj(i -> Crowd.address()).toList();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int twice = 0; twice < 2; twice++) {
            for (String address : people) {
                calls.add(() -> crowd.report(address, "symptom", "Signed out", "platform", "WEB")
                        .path("counted"));
            }
        }
        calls.add(() -> {
            List<Map<String, Object>> lines = IntStream.range(0, 1000)
                    .mapToObj(i -> fields("symptom", "Signed out", "platform", "DESKTOP", "count", 3))
                    .toList();
            return ADMIN.post(crowd.reports + "/batch", fields("reports", lines))
                            .<Integer>path("accepted")
                    == 3000;
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        int counted = 0;
        for (Future<Boolean> call : threads.invokeAll(calls)) {
            counted += call.get() ? 1 : 0;
        }
        threads.shutdown();
        assertEquals(people.size() + 1, counted);
        crowd.counts("")
                .then()
                .body("total", equalTo(3150))
                .body("shares.platform.WEB", equalTo(4.8f))
                .body("shares.platform.DESKTOP", equalTo(95.2f));
    }

    @Test
    void whatTheServiceDoesNotListIsRefusedByName() {
        Crowd crowd = Crowd.of();
        for (boolean quick : new boolean[] {false, true}) {
            if (quick) {
                awaitTheTurnstile(crowd);
            }
            crowd.report(Crowd.address(), "symptom", "Too loud", "platform", "API", "region", "Leeds")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("violations.field", equalTo(List.of("symptom", "platform", "region")))
                    .body("violations[0].message", containsString("Music does not play"));
            crowd.report(Crowd.address(), "symptom", "Signed out", "colour", "red")
                    .then()
                    .statusCode(400)
                    .body("violations.field", hasItem("colour"));
            crowd.report(Crowd.address()).then().statusCode(400).body("violations.field", hasItem("symptom"));
            crowd.report(Crowd.address(), "symptom", "Signed out", "at", "2026-11-23T14:05:00")
                    .then()
                    .statusCode(400)
                    .body("violations.field", hasItem("at"));
            Instant now = Instant.now();
            for (Instant at : List.of(now.plusSeconds(400), now.minusSeconds(86_500), now.minusSeconds(31_000_000))) {
                crowd.report(Crowd.address(), "symptom", "Signed out", "at", at.toString())
                        .then()
                        .statusCode(400)
                        .body("violations[0].message", containsString("24 hours back"));
            }
            Crowd.from(Crowd.address())
                    .body("{\"symptom\": ")
                    .post(crowd.reports)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
            crowd.report(Crowd.address(), "symptom", "Signed out", "comment", "x".repeat(501))
                    .then()
                    .statusCode(400)
                    .body("violations.field", hasItem("comment"));
        }
        assertEquals(0, total(crowd));
        crowd.report(
                        Crowd.address(),
                        "symptom",
                        "Signed out",
                        "at",
                        Instant.now().minusSeconds(3600).toString(),
                        "comment",
                        "<script>alert(1)</script> three times")
                .then()
                .statusCode(202);
        assertEquals(1, total(crowd));
    }

    @Test
    void strangersReportOnlyWhereTheyMayAndLearnNothingElse() {
        Crowd closed = Crowd.of("anonymousReports", false, "publicPage", false);
        Response refused = closed.report(Crowd.address(), "symptom", "Signed out");
        refused.then().statusCode(401).header("WWW-Authenticate", startsWith("Bearer"));
        String elsewhere = Crowd.from(Crowd.address())
                .body(fields("symptom", "Signed out"))
                .post("/api/v1/services/no-such-service/user-reports")
                .then()
                .statusCode(401)
                .extract()
                .path("detail");
        assertEquals(elsewhere, refused.path("detail"));
        Api viewer = Api.person("VIEWER");
        viewer.post(closed.reports, fields("symptom", "Signed out")).then().statusCode(202);
        viewer.post("/api/v1/services/no-such-service/user-reports", fields("symptom", "Signed out"))
                .then()
                .statusCode(404);
        viewer.post(closed.reports + "/batch", fields("reports", List.of()))
                .then()
                .statusCode(403);
        Api.anonymous().get(closed.reports).then().statusCode(401);
        Api.anonymous().get(Crowd.of().reports).then().statusCode(200);
        viewer.get(closed.reports).then().statusCode(200).body("total", equalTo(1));
        ADMIN.patch("/api/v1/services/" + closed.slug, fields("anonymousReports", true));
        closed.report(Crowd.address(), "symptom", "Signed out").then().statusCode(202);
        ADMIN.patch("/api/v1/services/" + closed.slug, fields("anonymousReports", false));
        closed.report(Crowd.address(), "symptom", "Signed out").then().statusCode(401);
    }

    @Test
    void aFloodFromOneAddressIsStoppedAndCountedApart() {
        Crowd crowd = Crowd.of();
        awaitTheTurnstile(crowd);
        List<Integer> answers = IntStream.range(0, 70)
                .mapToObj(i -> Crowd.from("10.250.0.1")
                        .header("User-Agent", "Browser " + i)
                        .body(fields("symptom", "Signed out"))
                        .post(crowd.reports))
                .map(Response::statusCode)
                .toList();
        long refused = answers.stream().filter(status -> status == 429).count();
        assertTrue(refused > 0, answers::toString);
        Response last = crowd.report("10.250.0.1", "symptom", "Signed out");
        if (last.statusCode() == 429) {
            assertTrue(Integer.parseInt(last.header("Retry-After")) >= 1);
        }
        assertEquals(
                answers.stream().filter(status -> status == 202).count() + (last.statusCode() == 202 ? 1 : 0),
                total(crowd));
        Awaitility.await().until(() -> crowd.counts("").<Integer>path("refused") >= refused);
        crowd.report(Crowd.address(), "symptom", "Signed out").then().statusCode(202);
    }

    @Test
    void whoAsksTooOftenIsToldToWaitAndNobodyElse() {
        Crowd crowd = Crowd.of();
        Set<Integer> answers = IntStream.range(0, 70)
                .mapToObj(i -> Crowd.from("10.250.0.2").get(crowd.reports + "?step=PT" + (i + 5) + "M"))
                .map(Response::statusCode)
                .collect(Collectors.toSet());
        assertEquals(Set.of(200, 429), answers);
        Crowd.from(Crowd.address()).get(crowd.reports).then().statusCode(200);
        crowd.counts("").then().statusCode(200);
        crowd.report("10.250.0.2", "symptom", "Signed out").then().statusCode(202);
    }

    @Test
    void aReportSentAgainWithItsKeyIsAnsweredAsBefore() {
        Crowd crowd = Crowd.of();
        for (int i = 0; i < 2; i++) {
            Crowd.from("10.201.0.1")
                    .header("Idempotency-Key", "report-" + crowd.slug)
                    .body(fields("symptom", "Signed out"))
                    .post(crowd.reports)
                    .then()
                    .statusCode(202)
                    .body("counted", equalTo(true));
            ADMIN.request()
                    .header("Idempotency-Key", "batch-" + crowd.slug)
                    .body(fields("reports", List.of(fields("symptom", "Signed out", "count", 40))))
                    .post(crowd.reports + "/batch")
                    .then()
                    .statusCode(200)
                    .body("accepted", equalTo(40));
        }
        assertEquals(41, total(crowd));
    }

    @Test
    void aBatchWithABadLineNamesItAndKeepsTheRest() {
        Crowd crowd = Crowd.of();
        Instant now = Instant.now();
        ADMIN.post(
                        crowd.reports + "/batch",
                        fields(
                                "reports",
                                List.of(
                                        fields("symptom", "Signed out", "count", 5, "region", "London"),
                                        fields("symptom", "Signed out", "region", "Atlantis"),
                                        fields("symptom", "Signed out", "count", 0),
                                        fields(
                                                "symptom",
                                                "Signed out",
                                                "at",
                                                now.minusSeconds(90_000).toString()),
                                        fields("symptom", "Signed out", "colour", "red"),
                                        "a text",
                                        fields("at", now.minusSeconds(60).toString()))))
                .then()
                .statusCode(200)
                .body("accepted", equalTo(6))
                .body("rejected.index", equalTo(List.of(1, 2, 3, 4, 5)))
                .body("rejected[0].violations[0].field", equalTo("region"))
                .body("rejected[1].violations[0].field", equalTo("count"))
                .body("rejected[2].violations[0].field", equalTo("at"))
                .body("rejected[3].violations[0].field", equalTo("colour"));
        crowd.counts("").then().body("total", equalTo(6)).body("shares.region", equalTo(Map.of("London", 100.0f)));
        List<Map<String, Object>> tooMany =
                IntStream.range(0, 10_001).mapToObj(i -> fields("count", 1)).toList();
        ADMIN.post(crowd.reports + "/batch", fields("reports", tooMany)).then().statusCode(413);
        assertEquals(6, total(crowd));
    }

    @Test
    void countsAreGivenInStepsOfTheMinuteThatTheyBelongTo() {
        Crowd crowd = Crowd.of();
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(3, ChronoUnit.HOURS);
        ADMIN.post(
                        crowd.reports + "/batch",
                        fields(
                                "reports",
                                List.of(
                                        fields("at", hour.toString(), "count", 2, "platform", "MOBILE"),
                                        fields("at", hour.plusSeconds(59).toString(), "count", 3),
                                        fields(
                                                "at",
                                                hour.plusSeconds(60).toString(),
                                                "count",
                                                4,
                                                "symptom",
                                                "Signed out"),
                                        fields("at", hour.plusSeconds(600).toString(), "count", 7))))
                .then()
                .statusCode(200);
        crowd.counts("?from=" + hour + "&to=" + hour.plusSeconds(600) + "&step=PT1M")
                .then()
                .body("total", equalTo(9))
                .body("step", equalTo("PT1M"))
                .body("steps", hasSize(10))
                .body("steps[0].at", equalTo(hour.toString()))
                .body("steps[0].count", equalTo(5))
                .body("steps[0].byPlatform", equalTo(Map.of("MOBILE", 2)))
                .body("steps[1].count", equalTo(4))
                .body("steps[1].bySymptom", equalTo(Map.of("Signed out", 4)));
        crowd.counts("?from=" + hour + "&to=" + hour.plusSeconds(1200) + "&step=PT10M")
                .then()
                .body("steps.count", equalTo(List.of(9, 7)));
        for (String wrong : List.of(
                "?step=PT30S",
                "?step=soon",
                "?step=PT0S",
                "?step=-PT1M",
                "?step=PT90S",
                "?from=2026-11-23",
                "?from=" + hour + "&to=" + hour,
                "?from=" + hour.plusSeconds(60) + "&to=" + hour,
                "?from=2020-01-01T00:00:00Z&step=PT1M",
                "?from=1900-01-01T00:00:00Z&to=2199-12-31T00:00:00Z&step=P300D")) {
            crowd.counts(wrong).then().statusCode(wrong.contains("P300D") ? 200 : 400);
        }
    }

    @Test
    void aSeriesFromElsewhereTakesThePlaceOfWhatStoodThere() {
        Crowd crowd = Crowd.of();
        String csv = """
                \uFEFFsep=;
                time;count;platform;region
                2019-07-22T20:00:00Z;3;mobile;London
                2019-07-22 16:01:00-04:00;4;MOBILE;London
                2019-07-22T20:02:00Z;null;MOBILE;
                2019-07-22T20:03:00Z;;WEB;
                2019-07-22T20:04:00Z;5.0;WEB;Manchester
                2019-07-22T20:05:00Z;5.5;WEB;Manchester
                2019-07-22T20:05:00;5;WEB;
                2019-07-22T20:06:00Z;-1;WEB;
                2019-07-22T20:06:00Z;1;WEB;Atlantis
                2019-07-22T20:06:00Z;1;PHONE;
                2019-07-22T20:06:00Z;1
                """;
        put(crowd, csv)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(3))
                .body("gaps", equalTo(2))
                .body("rejected.line", equalTo(List.of(8, 9, 10, 11, 12, 13)));
        String window = "?from=2019-07-22T20:00:00Z&to=2019-07-22T20:10:00Z&step=PT1M";
        crowd.counts(window)
                .then()
                .body("total", equalTo(12))
                .body("steps.count", equalTo(List.of(3, 4, 0, 0, 5, 0, 0, 0, 0, 0)))
                .body("shares.platform", equalTo(Map.of("MOBILE", 58.3f, "WEB", 41.7f)));
        put(crowd, "time,count\n2019-07-22T20:01:00Z,10\n2019-07-22T20:05:00Z,20\n")
                .then()
                .body("accepted", equalTo(2));
        crowd.counts(window).then().body("steps.count", equalTo(List.of(3, 10, 0, 0, 0, 20, 0, 0, 0, 0)));
        for (String wrong : List.of("", "hello", "time,count\n", "time;value\n1;2\n", "time,count\nnow,1\n")) {
            put(crowd, wrong).then().statusCode(400);
        }
        crowd.counts(window).then().body("total", equalTo(33));
        Api responder = Api.person("RESPONDER");
        responder
                .request()
                .contentType("text/csv")
                .body(csv)
                .put(crowd.reports + "/series")
                .then()
                .statusCode(403);
    }

    private static Response put(Crowd crowd, String csv) {
        return ADMIN.request().contentType("text/csv; charset=UTF-8").body(csv).put(crowd.reports + "/series");
    }
}
