package org.hindsight.investigation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hindsight.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The outage of a music-streaming service, seen from outside. */
@QuarkusTest
class InvestigationTest {

    private static String streaming() {
        String slug = "streaming-" + System.nanoTime();
        ADMIN.post("/api/v1/services", fields("slug", slug, "name", "Music streaming"))
                .then()
                .statusCode(201);
        return slug;
    }

    @Test
    void symptomsSayWhoSawWhatWhereAndHowMany() {
        String incident = ADMIN.incident();
        String service = streaming();
        Map.of("MOBILE", 65, "DESKTOP", 25.5, "WEB", 10)
                .forEach((platform, share) -> ADMIN.post(
                                incident + "/symptoms",
                                fields(
                                        "statement",
                                        "Music does not stream",
                                        "platform",
                                        platform,
                                        "regions",
                                        List.of("London", "Manchester", "Glasgow"),
                                        "services",
                                        List.of(service),
                                        "firstSeenAt",
                                        "2026-11-20T15:05:00+01:00",
                                        "lastSeenAt",
                                        "2026-11-20T17:00:00Z",
                                        "sharePercent",
                                        share))
                        .then()
                        .statusCode(201)
                        .body("platform", equalTo(platform))
                        .body("regions", contains("London", "Manchester", "Glasgow"))
                        .body("services", contains(service))
                        .body("firstSeenAt", equalTo("2026-11-20T14:05:00Z")));
        ADMIN.get(incident + "/symptoms")
                .then()
                .body("items.find { it.platform == 'MOBILE' }.sharePercent", equalTo(65))
                .body("items.find { it.platform == 'DESKTOP' }.sharePercent", equalTo(25.5f))
                .body("items.find { it.platform == 'WEB' }.sharePercent", equalTo(10));
        ADMIN.patch(incident + "/symptoms/1", fields("regions", null, "services", List.of(), "lastSeenAt", null))
                .then()
                .statusCode(200)
                .body("regions", empty())
                .body("services", empty())
                .body("lastSeenAt", nullValue());
    }

    @Test
    void aServiceThatASymptomNamesStaysInTheCatalogue() {
        String service = streaming();
        ADMIN.post(
                        ADMIN.incident() + "/symptoms",
                        fields("statement", "Saved libraries do not open", "services", List.of(service)))
                .then()
                .statusCode(201);
        ADMIN.delete("/api/v1/services/" + service).then().statusCode(409).body("detail", containsString(service));
        ADMIN.get("/api/v1/services/" + service).then().statusCode(200);
        ADMIN.delete("/api/v1/services/" + streaming()).then().statusCode(204);
    }

    @Test
    void causesAreWeighedByTheTimelineAndRuledOutWithAReason() {
        String incident = ADMIN.incident();
        int signedOut = ADMIN.log(incident, "People are **signed out** or look offline");
        int cities = ADMIN.log(incident, "Reports from London, Manchester and Glasgow");
        String certificate = incident + "/causes/1";
        ADMIN.post(
                        incident + "/causes",
                        fields(
                                "statement",
                                "An expired certificate",
                                "category",
                                "CERTIFICATE",
                                "part",
                                "TRIGGER",
                                "confidence",
                                "LOW"))
                .then()
                .statusCode(201)
                .body("state", equalTo("SUSPECTED"))
                .body("evidence", empty());
        ADMIN.post(
                        certificate + "/evidence",
                        fields("entry", signedOut, "weighs", "FOR", "note", "What a failed handshake looks like"))
                .then()
                .statusCode(201)
                .header("ETag", "\"2\"")
                .body("n", equalTo(1))
                .body("entry", equalTo(signedOut))
                .body("weighs", equalTo("FOR"));
        ADMIN.get(certificate)
                .then()
                .header("ETag", "\"2\"")
                .body("evidence[0].entry", equalTo(signedOut))
                .body("evidence[0].note", equalTo("What a failed handshake looks like"));
        ADMIN.post(incident + "/causes", fields("statement", "The listener's own router"));
        String router = incident + "/causes/2";
        ADMIN.post(router + "/evidence", fields("entry", cities, "weighs", "AGAINST"))
                .then()
                .statusCode(201);
        ADMIN.patch(router, fields("state", "RULED_OUT"))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("reason"));
        ADMIN.patch(router, fields("state", "RULED_OUT", "reason", "Reports come from two continents"))
                .then()
                .statusCode(200)
                .body("state", equalTo("RULED_OUT"))
                .body("evidence", hasSize(1))
                .body("version", equalTo(3));
        ADMIN.get(incident + "/causes").then().body("items.state", contains("SUSPECTED", "RULED_OUT"));
    }

    @Test
    void anEntryWeighsOnceEachWayAndItsNumberIsNeverGivenTwice() {
        String incident = ADMIN.incident();
        String cause = incident + "/causes/1";
        int entry = ADMIN.log(incident, "An album was released");
        ADMIN.post(
                incident + "/causes", fields("statement", "Overload after an album's release", "category", "CAPACITY"));
        ADMIN.post(cause + "/evidence", fields("entry", entry, "weighs", "FOR"));
        ADMIN.post(cause + "/evidence", fields("entry", entry, "weighs", "FOR"))
                .then()
                .statusCode(409);
        ADMIN.post(cause + "/evidence", fields("entry", entry, "weighs", "AGAINST"))
                .then()
                .statusCode(201)
                .body("n", equalTo(2));
        ADMIN.request()
                .header("If-Match", "\"2\"")
                .delete(cause + "/evidence/2")
                .then()
                .statusCode(412);
        ADMIN.request()
                .header("If-Match", "\"3\"")
                .delete(cause + "/evidence/2")
                .then()
                .statusCode(200)
                .header("ETag", "\"4\"")
                .body("evidence.n", contains(1));
        ADMIN.delete(cause + "/evidence/2").then().statusCode(404);
        ADMIN.post(cause + "/evidence", fields("entry", entry, "weighs", "AGAINST"))
                .then()
                .body("n", equalTo(3));
        ADMIN.get(cause + "/history")
                .then()
                .body("items", hasSize(5))
                .body("items[3].fields.evidence.before.n", contains(1, 2))
                .body("items[3].fields.evidence.after.n", contains(1));
        Api viewer = Api.person("VIEWER");
        viewer.post(cause + "/evidence", fields("entry", 1, "weighs", "FOR"))
                .then()
                .statusCode(403);
        viewer.delete(cause + "/evidence/1").then().statusCode(403);
        ADMIN.delete(cause + "?reason=doublet").then().statusCode(200);
        ADMIN.post(cause + "/evidence", fields("entry", 1, "weighs", "FOR"))
                .then()
                .statusCode(409);
        ADMIN.delete(cause + "/evidence/1").then().statusCode(409);
    }

    @Test
    void impactsAreValuesOrRangesWithTheirDenominator() {
        String incident = ADMIN.incident();
        String service = streaming();
        ADMIN.post(
                        incident + "/impacts",
                        fields(
                                "name",
                                "Teams without playback",
                                "value",
                                90,
                                "outOf",
                                305.50,
                                "unit",
                                "teams",
                                "basis",
                                "MEASURED",
                                "from",
                                "2026-11-20T14:00:00Z",
                                "to",
                                "2026-11-20T16:00:00Z",
                                "service",
                                service,
                                "region",
                                "Europe",
                                "platform",
                                "MOBILE",
                                "source",
                                "The tracker's public curve"))
                .then()
                .statusCode(201)
                .body("key", equalTo("teams-without-playback"))
                .body("value", equalTo(90))
                .body("outOf", equalTo(305.5f))
                .body("low", nullValue())
                .body("service", equalTo(service))
                .body("series", nullValue());
        ADMIN.patch(incident + "/impacts/1", fields("value", null, "low", 20_000, "high", 30_000, "basis", "ESTIMATED"))
                .then()
                .statusCode(200)
                .body("value", nullValue())
                .body("low", equalTo(20_000))
                .body("high", equalTo(30_000))
                .body("key", equalTo("teams-without-playback"));
    }

    @Test
    void aPartLargerThanItsWholeIsKeptAsItWasSaid() {
        ADMIN.post(
                        ADMIN.incident() + "/impacts",
                        fields("name", "Teams", "value", 310, "outOf", 305, "unit", "teams", "basis", "ESTIMATED"))
                .then()
                .statusCode(201)
                .body("value", equalTo(310));
    }

    @Test
    void theKeyOfAnImpactIsItsOwn() {
        String impacts = ADMIN.incident() + "/impacts";
        ADMIN.post(impacts, impact("Reports à Paris!")).then().body("key", equalTo("reports-a-paris"));
        ADMIN.post(impacts, impact("Reports a Paris")).then().body("key", equalTo("reports-a-paris-2"));
        ADMIN.post(impacts, impact("影響")).then().body("key", equalTo("impact"));
        ADMIN.post(impacts, impact("More", "key", "reports-a-paris"))
                .then()
                .statusCode(409)
                .body("detail", containsString("reports-a-paris"));
        ADMIN.post(impacts, impact("More", "key", "more-reports")).then().statusCode(201);
        ADMIN.patch(impacts + "/4", fields("key", "impact")).then().statusCode(409);
        ADMIN.patch(impacts + "/4", fields("key", "more-reports", "name", "Most"))
                .then()
                .statusCode(200)
                .body("key", equalTo("more-reports"));
        ADMIN.delete(impacts + "/3?reason=doublet");
        ADMIN.post(impacts, impact("More", "key", "impact")).then().statusCode(409);
        ADMIN.post(ADMIN.incident() + "/impacts", impact("More", "key", "impact"))
                .then()
                .statusCode(201);
    }

    private static Map<String, Object> impact(String name, Object... more) {
        Map<String, Object> body = fields("name", name, "value", 1, "unit", "reports", "basis", "ESTIMATED");
        body.putAll(fields(more));
        return body;
    }

    @Test
    void adviceMayHelpOrDoHarm() {
        String workarounds = ADMIN.incident() + "/workarounds";
        ADMIN.post(workarounds, fields("text", "Clear the **cache**: playlists stay.", "state", "PROPOSED"));
        ADMIN.post(workarounds, fields("text", "Sign in again and again.", "state", "HARMFUL", "audience", "PUBLIC"))
                .then()
                .statusCode(201)
                .body("state", equalTo("HARMFUL"))
                .body("audience", equalTo("PUBLIC"));
        ADMIN.patch(workarounds + "/1", fields("state", "VERIFIED"));
        ADMIN.get(workarounds)
                .then()
                .body("items.state", contains("VERIFIED", "HARMFUL"))
                .body("items[0].text", equalTo("Clear the **cache**: playlists stay."));
    }

    @Test
    void aSignalIsAQuotationWithItsSourceAndTime() {
        ADMIN.post(
                        ADMIN.incident() + "/signals",
                        fields(
                                "quote",
                                "I restarted my router three times before I learnt that it is everyone. #SpotifyDown",
                                "sourceName",
                                "A listener in Leeds",
                                "url",
                                "https://social.example/posts/1",
                                "at",
                                "2026-11-20T15:18:00+01:00"))
                .then()
                .statusCode(201)
                .body("at", equalTo("2026-11-20T14:18:00Z"))
                .body("url", equalTo("https://social.example/posts/1"));
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                bad("symptoms", "platform", fields("statement", "x", "platform", "TV")),
                bad("symptoms", "sharePercent", fields("statement", "x", "sharePercent", 100.01)),
                bad("symptoms", "sharePercent", fields("statement", "x", "sharePercent", -1)),
                bad("symptoms", "sharePercent", fields("statement", "x", "sharePercent", 33.333)),
                bad("symptoms", "sharePercent", fields("statement", "x", "sharePercent", "65")),
                bad("symptoms", "services[1]", fields("statement", "x", "services", List.of(STREAMING, "nowhere"))),
                bad("symptoms", "regions[0]", fields("statement", "x", "regions", List.of("r".repeat(101)))),
                bad("symptoms", "firstSeenAt", fields("statement", "x", "firstSeenAt", "2026-11-20T14:00:00")),
                bad(
                        "symptoms",
                        "lastSeenAt",
                        fields(
                                "statement",
                                "x",
                                "firstSeenAt",
                                "2026-11-20T14:00:00Z",
                                "lastSeenAt",
                                "2026-11-20T13:59:59Z")),
                bad("causes", "statement", fields()),
                bad("causes", "category", fields("statement", "x", "category", "GREMLINS")),
                bad("causes", "part", fields("statement", "x", "part", "ROOT_CAUSE")),
                bad("causes", "confidence", fields("statement", "x", "confidence", "SURE")),
                bad("causes", "reason", fields("statement", "x", "state", "RULED_OUT")),
                bad("causes", "reason", fields("statement", "x", "state", "RULED_OUT", "reason", " ")),
                bad("causes", "evidence", fields("statement", "x", "evidence", List.of())),
                bad("impacts", "unit", impact("x", "unit", "")),
                bad("impacts", "basis", impact("x", "basis", null)),
                bad("impacts", "value", impact("x", "value", null)),
                bad("impacts", "value", impact("x", "value", "many")),
                bad("impacts", "value", impact("x", "value", new java.math.BigDecimal("1E+400"))),
                bad("impacts", "value", impact("x", "value", 0.000_000_1)),
                bad("impacts", "low", impact("x", "low", 1, "high", 2)),
                bad("impacts", "high", impact("x", "high", 2)),
                bad("impacts", "low", impact("x", "value", null, "high", 2)),
                bad("impacts", "high", impact("x", "value", null, "low", 2)),
                bad("impacts", "high", impact("x", "value", null, "low", 2, "high", 1)),
                bad("impacts", "outOf", impact("x", "outOf", 0)),
                bad("impacts", "key", impact("x", "key", "No Spaces")),
                bad("impacts", "service", impact("x", "service", "nowhere")),
                bad("impacts", "platform", impact("x", "platform", "TV")),
                bad("impacts", "to", impact("x", "from", "2026-11-20T14:00:00Z", "to", "2026-11-20T13:00:00Z")),
                bad("workarounds", "state", fields("text", "x")),
                bad("workarounds", "state", fields("text", "x", "state", "GOOD")),
                bad("signals", "sourceName", fields("quote", "x", "at", "2026-11-20T14:00:00Z")),
                bad("signals", "at", fields("quote", "x", "sourceName", "y")),
                bad("signals", "at", fields("quote", "x", "sourceName", "y", "at", "14:05")),
                bad("signals", "url", signalAt("javascript:alert(1)")),
                bad("signals", "url", signalAt("//social.example")),
                bad("signals", "url", signalAt("https://")),
                bad("signals", "url", signalAt("https://a.example/ b")));
    }

    private static final String STREAMING = streamingSlug();

    private static String streamingSlug() {
        return "catalogued-" + System.nanoTime();
    }

    private static Map<String, Object> signalAt(String url) {
        return fields("quote", "x", "sourceName", "y", "at", "2026-11-20T14:00:00Z", "url", url);
    }

    private static Arguments bad(String path, String field, Map<String, Object> body) {
        return Arguments.of(path, field, body);
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInputIsRefusedByItsField(String path, String field, Map<String, Object> body) {
        ADMIN.post("/api/v1/services", fields("slug", STREAMING, "name", "Music streaming"));
        String address = ADMIN.incident() + "/" + path;
        ADMIN.post(address, body).then().statusCode(400).body("violations[0].field", equalTo(field));
        ADMIN.get(address + "?includeRetracted=true").then().body("items", empty());
    }

    @Test
    void evidenceThatWeighsNothingIsRefused() {
        String incident = ADMIN.incident();
        ADMIN.post(incident + "/causes", fields("statement", "A CDN failure", "category", "NETWORK"));
        String evidence = incident + "/causes/1/evidence";
        refused(ADMIN.post(evidence, fields("entry", 99, "weighs", "FOR")), "entry");
        refused(ADMIN.post(evidence, fields("entry", 0, "weighs", "FOR")), "entry");
        refused(ADMIN.post(evidence, fields("weighs", "FOR")), "entry");
        refused(ADMIN.post(evidence, fields("entry", 1, "weighs", "BOTH")), "weighs");
        refused(ADMIN.post(evidence, fields("entry", 1)), "weighs");
        refused(ADMIN.post(evidence, fields("entry", 1, "weighs", "FOR", "note", "x".repeat(2001))), "note");
        ADMIN.post(incident + "/causes/2/evidence", fields("entry", 1, "weighs", "FOR"))
                .then()
                .statusCode(404);
        ADMIN.get(incident + "/causes/1").then().header("ETag", "\"1\"");
    }

    private static void refused(Response answer, String field) {
        answer.then().statusCode(400).body("violations[0].field", equalTo(field));
    }
}
