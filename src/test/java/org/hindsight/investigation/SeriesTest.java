package org.hindsight.investigation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hindsight.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The curve behind a figure: reports rise from their baseline to tens of thousands. */
@QuarkusTest
class SeriesTest {

    private static final String RISE = """
            time,value
            2026-11-20T14:00:00Z,120
            2026-11-20T15:30:00+01:00,34500.5
            2026-11-20T14:15:00Z,9000
            """;

    /** Records an impact and answers its address. */
    private static String impact(String incident) {
        ADMIN.post(
                        incident + "/impacts",
                        fields("name", "Reports", "value", 34_500, "unit", "reports", "basis", "MEASURED"))
                .then()
                .statusCode(201);
        return incident + "/impacts/1";
    }

    private static Response putCsv(Api by, String impact, String body) {
        return by.request().contentType("text/csv; charset=UTF-8").body(body).put(impact + "/series");
    }

    private static Response putJson(String impact, String body) {
        return ADMIN.request().body(body).put(impact + "/series");
    }

    @Test
    void comesAsLinesOfTimeAndValue() {
        String impact = impact(ADMIN.incident());
        ADMIN.get(impact + "/series").then().statusCode(200).body("items", empty());
        putCsv(ADMIN, impact, RISE)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("series.n", equalTo(1))
                .body("series.samples", equalTo(3))
                .body("series.from", equalTo("2026-11-20T14:00:00Z"))
                .body("series.to", equalTo("2026-11-20T14:30:00Z"));
        ADMIN.get(impact + "/series")
                .then()
                .body("items.at", contains("2026-11-20T14:00:00Z", "2026-11-20T14:15:00Z", "2026-11-20T14:30:00Z"))
                .body("items.value", contains(120f, 9000f, 34500.5f));
    }

    @Test
    void toleratesWhatSpreadsheetsDo() {
        String impact = impact(ADMIN.incident());
        putCsv(
                        ADMIN,
                        impact,
                        "\uFEFFTime, Value\r\n\"2026-11-20 14:00:00Z\", 1\r\n\r\n2026-11-20T14:01:00Z,\r\n,\r\n2026-11-20T14:02:00Z,-2e3\r\n")
                .then()
                .statusCode(200)
                .body("series.samples", equalTo(2));
        ADMIN.get(impact + "/series").then().body("items.value", contains(1f, -2000f));
        putCsv(ADMIN, impact, "2026-11-20T14:00:00Z,7").then().statusCode(200);
        ADMIN.get(impact + "/series").then().body("items.value", contains(7f));
    }

    @Test
    void comesFromPrometheusAsItAnswers() {
        String impact = impact(ADMIN.incident());
        putJson(impact, """
                        {"status": "success", "data": {"resultType": "matrix", "result": [
                          {"metric": {"job": "tracker"}, "values": [[1795183200, "120"], [1795183260.5, "34500.5"]]}]}}
                        """).then().statusCode(200).body("series.samples", equalTo(2));
        ADMIN.get(impact + "/series")
                .then()
                .body("items.at", contains("2026-11-20T14:00:00Z", "2026-11-20T14:01:00.500Z"))
                .body("items.value", contains(120f, 34500.5f));
    }

    @Test
    void isReplacedAsAWholeAndCanBeReplayed() {
        String impact = impact(ADMIN.incident());
        putCsv(ADMIN, impact, RISE);
        String first = ADMIN.get(impact + "/history").path("items[1].at");
        putCsv(ADMIN, impact, "2026-11-20T18:00:00Z,100").then().body("series.n", equalTo(2));
        ADMIN.get(impact + "/series").then().body("items", hasSize(1));
        ADMIN.request()
                .queryParam("asKnownAt", first)
                .get(impact + "/series")
                .then()
                .body("items", hasSize(3));
        ADMIN.request()
                .queryParam("asKnownAt", "2001-01-01T00:00:00Z")
                .get(impact + "/series")
                .then()
                .body("items", empty());
    }

    @Test
    void isGuardedLikeTheImpactThatCarriesIt() {
        Api member = Api.person("RESPONDER");
        String incident = member.incident("restricted", true);
        String impact = impact(incident);
        ADMIN.request()
                .contentType("text/csv; charset=UTF-8")
                .header("If-Match", "\"7\"")
                .body(RISE)
                .put(impact + "/series")
                .then()
                .statusCode(412);
        putCsv(member, impact, RISE).then().statusCode(200);
        Api other = Api.person("PUBLISHER");
        putCsv(other, impact, RISE).then().statusCode(404);
        other.get(impact + "/series").then().statusCode(404);
        putCsv(Api.person("VIEWER"), impact(ADMIN.incident()), RISE).then().statusCode(403);
        ADMIN.delete(impact + "?reason=other");
        putCsv(ADMIN, impact, RISE).then().statusCode(409);
        ADMIN.get(impact + "/series").then().body("items", hasSize(3));
    }

    @Test
    void takesFiftyThousandSamplesAndNotOneMore() {
        String impact = impact(ADMIN.incident());
        Instant start = Instant.parse("2026-11-20T14:00:00Z");
        String most = IntStream.range(0, 50_000)
                .mapToObj(i -> start.plusSeconds(i) + "," + i)
                .collect(Collectors.joining("\n", "time,value\n", "\n"));
        putCsv(ADMIN, impact, most).then().statusCode(200).body("series.samples", equalTo(50_000));
        putCsv(ADMIN, impact, most + start.minusSeconds(1) + ",1").then().statusCode(413);
        ADMIN.get(impact + "/series").then().body("items", hasSize(50_000));
    }

    static Stream<Arguments> badLines() {
        String good = "time,value\n2026-11-20T14:00:00Z,1\n";
        return Stream.of(
                Arguments.of(good + "2026-11-20T14:01:00,2\n", "line 3"),
                Arguments.of(good + "noon,2\n", "line 3"),
                Arguments.of(good + "1900-01-01,2\n", "line 3"),
                Arguments.of(good + "1800-01-01T00:00:00Z,2\n", "line 3"),
                Arguments.of(good + "\n2026-11-20T14:01:00Z,many\n", "line 4"),
                Arguments.of(good + "2026-11-20T14:01:00Z,NaN\n", "line 3"),
                Arguments.of(good + "2026-11-20T14:01:00Z,Infinity\n", "line 3"),
                Arguments.of(good + "2026-11-20T14:01:00Z,1e400\n", "line 3"),
                Arguments.of(good + "2026-11-20T14:01:00Z,0x1p3\n", "line 3"),
                Arguments.of(good + "2026-11-20T14:01:00Z," + "9".repeat(100_000) + "\n", "line 3"),
                Arguments.of(good + "2026-11-20T14:01:00Z,1,2\n", "line 3"),
                Arguments.of(good + "2026-11-20T14:01:00Z\n", "line 3"),
                Arguments.of(good + ",5\n", "line 3"),
                Arguments.of(good + "2026-11-20T15:00:00+01:00,2\n", "line 3"),
                Arguments.of("when,how many\n2026-11-20T14:00:00Z,1\n", "line 1"));
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void aBadLineIsNamedAndNothingIsSaved(String body, String line) {
        String impact = impact(ADMIN.incident());
        putCsv(ADMIN, impact, body)
                .then()
                .statusCode(400)
                .body("detail", containsString(line))
                .body("violations.field", contains(line));
        ADMIN.get(impact).then().header("ETag", "\"1\"");
        ADMIN.get(impact + "/series").then().body("items", empty());
    }

    @Test
    void whatIsNoSeriesIsRefused() {
        String impact = impact(ADMIN.incident());
        for (String body : List.of("", "time,value\n", "2026-11-20T14:00:00Z,\"1\n2026-11-20T14:01:00Z,2")) {
            putCsv(ADMIN, impact, body).then().statusCode(400);
        }
        String answer = "{\"status\": \"success\", \"data\": {\"resultType\": \"matrix\", \"result\": %s}}";
        for (String body : List.of(
                "[]",
                "{}",
                "null",
                "{\"status\": \"error\"}",
                answer.formatted("[]"),
                answer.formatted("[{\"values\": []}, {\"values\": []}]"),
                answer.formatted("[{\"values\": []}]"))) {
            putJson(impact, body).then().statusCode(400);
        }
        String values = answer.formatted("[{\"metric\": {}, \"values\": [[1795183200, \"1\"], %s]}]");
        for (String pair : List.of(
                "[1795183260, \"NaN\"]",
                "[1795183260, 5]",
                "[1795183260]",
                "[\"now\", \"1\"]",
                "[1e30, \"1\"]",
                "[1795183200, \"2\"]")) {
            putJson(impact, values.formatted(pair))
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("data.result[0].values[1]"));
        }
        ADMIN.request()
                .contentType("text/plain")
                .body(RISE)
                .put(impact + "/series")
                .then()
                .statusCode(415);
        putCsv(ADMIN, ADMIN.incident() + "/impacts/1", RISE).then().statusCode(404);
        ADMIN.get(impact).then().header("ETag", "\"1\"");
    }
}
