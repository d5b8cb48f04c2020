package org.hindsight.platform.time;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.hindsight.Api.anonymous;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import org.hindsight.Api;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same reading as the composer's, for programs. */
@QuarkusTest
class TimePhraseApiTest {

    private static final String ADDRESS = "/api/v1/time-phrases";
    private static final String NOW = "2026-11-17T16:20:30Z";

    private Api priya = Api.ADMIN;

    @BeforeEach
    void priyaReads() {
        priya = Api.person("VIEWER");
    }

    @Test
    void answersTheInstantThatALineBeginsWithAndTheRestOfTheLine() {
        ask("14:05–14:20 the apps fail", "America/New_York", "2026-11-17T21:20:30+02:00")
                .statusCode(200)
                .body("at", equalTo("2026-11-17T19:05:00Z"))
                .body("endAt", equalTo("2026-11-17T19:20:00Z"))
                .body("zone", equalTo("America/New_York"))
                .body("precision", equalTo("MINUTE"))
                .body("plusMinusMinutes", nullValue())
                .body("rest", equalTo("the apps fail"))
                .body("warnings.code", contains("ZONE_ASSUMED"))
                .body("warnings[0].message", equalTo("No zone is written: it was read in America/New_York."));
        ask("~14:00 ±10 UTC", "UTC", NOW).body("precision", equalTo("ABOUT")).body("plusMinusMinutes", equalTo(10));
        ask("10m ago it came back", "UTC", NOW)
                .body("at", equalTo("2026-11-17T16:10:30Z"))
                .body("endAt", nullValue())
                .body("warnings", hasSize(0));
    }

    @Test
    void nowAndUtcAreMeantWhereNothingIsSaid() {
        String at = priya.request()
                .queryParam("text", "10m ago")
                .get(ADDRESS)
                .then()
                .statusCode(200)
                .body("zone", equalTo("UTC"))
                .extract()
                .path("at");
        Duration off = Duration.between(Instant.parse(at), Instant.now()).minusMinutes(10);
        assertTrue(off.abs().compareTo(Duration.ofMinutes(1)) < 0, at);
    }

    @Test
    void aDoubtfulTimeComesWithAWarning() {
        ask("2026-07-17 14:05 PST", "UTC", NOW).statusCode(200).body("warnings.code", hasItem("ZONE_LABEL_SUSPECT"));
        ask("13:55 AM", "UTC", NOW).statusCode(200).body("warnings.code", hasItem("MERIDIEM_CONTRADICTION"));
        ask("2026-03-29 01:30", "Europe/London", NOW).statusCode(200).body("warnings.code", hasItem("DST_GAP"));
    }

    @Test
    void aTextWithoutATimeIsRefused() {
        ask("Apps open, then fail at 14:05", "UTC", NOW)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("text"))
                .body("violations[0].message", startsWith("has no time at its start"));
        ask("", "UTC", NOW).statusCode(400).body("violations[0].field", equalTo("text"));
        priya.get(ADDRESS).then().statusCode(400).body("violations[0].field", equalTo("text"));
        ask("14:05 \0", "UTC", NOW).statusCode(400).body("violations[0].field", equalTo("text"));
    }

    @Test
    void aTimeThatThereIsNotIsRefusedWithTheReason() {
        ask("25:99 restarted", "UTC", NOW)
                .statusCode(400)
                .body("violations[0].field", equalTo("text"))
                .body("detail", equalTo("text has no time that exists: 25:99 is not a clock time."))
                .body("warnings[0].code", equalTo("IMPOSSIBLE"));
        ask("0001-01-01T00:00:00Z", "UTC", NOW).statusCode(400).body("warnings[0].code", equalTo("NOT_SET"));
    }

    @Test
    void anUnknownZoneAndANowWithoutAnOffsetAreRefused() {
        ask("14:05", "Mars/Olympus", NOW).statusCode(400).body("violations[0].field", equalTo("zone"));
        ask("14:05", "UTC", "2026-11-17T16:20:30").statusCode(400).body("violations[0].field", equalTo("at"));
        ask("14:05", "UTC", "+999999999-12-31T23:59:59Z").statusCode(400).body("violations[0].field", equalTo("at"));
    }

    @Test
    void onlyPeopleWhoAreSignedInAreAnswered() {
        anonymous().queryParam("text", "14:05").get(ADDRESS).then().statusCode(401);
    }

    private ValidatableResponse ask(String text, String zone, String at) {
        return priya.request()
                .queryParam("text", text)
                .queryParam("zone", zone)
                .queryParam("at", at)
                .get(ADDRESS)
                .then();
    }
}
