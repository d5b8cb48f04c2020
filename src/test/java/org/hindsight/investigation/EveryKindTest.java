package org.hindsight.investigation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hindsight.Api;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for symptoms, causes, impacts, workarounds, signals and actions alike. */
@QuarkusTest
class EveryKindTest {

    /**
     * @param path the last part of the address
     * @param least the fields that are needed
     * @param wording the field that says what it is
     */
    record Part(String path, String wording, Map<String, Object> least) {

        Map<String, Object> saying(String text) {
            Map<String, Object> body = fields();
            body.putAll(least);
            body.put(wording, text);
            return body;
        }

        String in(String incident) {
            return incident + "/" + path;
        }

        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Part> parts() {
        return Stream.of(
                new Part("symptoms", "statement", fields()),
                new Part("causes", "statement", fields()),
                new Part("impacts", "name", fields("value", 305, "unit", "teams", "basis", "MEASURED")),
                new Part("workarounds", "text", fields("state", "PROPOSED")),
                new Part("signals", "quote", fields("sourceName", "A forum", "at", "2026-11-20T14:05:00Z")),
                new Part("actions", "title", fields("type", "PREVENT")));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void isNumberedWithinItsIncidentAndInternalUntilSomebodyLabelsIt(Part part) {
        String incident = ADMIN.incident();
        ADMIN.post(part.in(ADMIN.incident()), part.saying("elsewhere")).then().body("no", equalTo(1));
        ADMIN.post(part.in(incident), part.saying("  first "))
                .then()
                .statusCode(201)
                .header("Location", endsWith(part.in(incident) + "/1"))
                .header("ETag", "\"1\"")
                .body("no", equalTo(1))
                .body(part.wording(), equalTo("first"))
                .body("audience", equalTo("INTERNAL"))
                .body("recordedAt", notNullValue())
                .body("author.email", equalTo(ADMIN.email()))
                .body("retracted", equalTo(false))
                .body("retractedBecause", nullValue())
                .body("version", equalTo(1));
        ADMIN.post(part.in(incident), part.saying("second")).then().body("no", equalTo(2));
        ADMIN.patch(part.in(incident) + "/2", fields("audience", "PUBLIC"))
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("audience", equalTo("PUBLIC"))
                .body(part.wording(), equalTo("second"));
        ADMIN.get(part.in(incident) + "/2").then().statusCode(200).header("ETag", "\"2\"");
        ADMIN.get(part.in(incident)).then().body("items." + part.wording(), contains("first", "second"));
        ADMIN.get(incident).then().body("counts." + part.path(), equalTo(2));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void isListedInPagesThatAreStableWhileOthersWrite(Part part) {
        String incident = ADMIN.incident();
        List.of("one", "two", "three").forEach(text -> ADMIN.post(part.in(incident), part.saying(text)));
        Response page = ADMIN.get(part.in(incident) + "?limit=2");
        page.then().body("items." + part.wording(), contains("one", "two")).body("next", notNullValue());
        ADMIN.post(part.in(incident), part.saying("four"));
        ADMIN.request()
                .queryParam("cursor", page.<String>path("next"))
                .get(part.in(incident))
                .then()
                .body("items." + part.wording(), contains("three", "four"))
                .body("next", nullValue());
        for (String query : List.of("limit=0", "limit=201", "limit=some", "cursor=none", "asKnownAt=noon")) {
            ADMIN.get(part.in(incident) + "?" + query)
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo(query.replaceFirst("=.*", "")));
        }
    }

    @ParameterizedTest
    @MethodSource("parts")
    void isNotOverwrittenByWhoeverReadAnOlderVersion(Part part) {
        String one = part.in(ADMIN.incident()) + "/1";
        ADMIN.post(one.replaceFirst("/1$", ""), part.saying("as it was"));
        ADMIN.request()
                .header("If-Match", "\"1\"")
                .body(fields(part.wording(), "as it is"))
                .patch(one)
                .then()
                .statusCode(200);
        ADMIN.request()
                .header("If-Match", "\"1\"")
                .body(fields(part.wording(), "lost?"))
                .patch(one)
                .then()
                .statusCode(412);
        ADMIN.request()
                .header("If-Match", "\"1\"")
                .delete(one + "?reason=stale")
                .then()
                .statusCode(412);
        ADMIN.get(one).then().body(part.wording(), equalTo("as it is")).body("retracted", equalTo(false));
        ADMIN.get(one + "/history")
                .then()
                .body("items.change", contains("CREATED", "EDITED"))
                .body("items[1].fields.size()", equalTo(1))
                .body("items[1].fields." + part.wording() + ".before", equalTo("as it was"))
                .body("items[1].fields." + part.wording() + ".after", equalTo("as it is"));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void isTakenBackWithAReasonAndThenStaysAsItIs(Part part) {
        String incident = ADMIN.incident();
        String one = part.in(incident) + "/1";
        ADMIN.post(part.in(incident), part.saying("a mistake"));
        ADMIN.delete(one).then().statusCode(400).body("violations[0].field", equalTo("reason"));
        ADMIN.delete(one + "?reason={blank}", " ").then().statusCode(400);
        ADMIN.delete(one + "?reason={reason}", "We misread it")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("retracted", equalTo(true))
                .body("retractedBecause", equalTo("We misread it"));
        ADMIN.delete(one + "?reason=again").then().statusCode(409);
        ADMIN.patch(one, fields(part.wording(), "still there?")).then().statusCode(409);
        ADMIN.get(part.in(incident)).then().body("items", empty());
        ADMIN.get(part.in(incident) + "?includeRetracted=true").then().body("items", hasSize(1));
        ADMIN.get(one).then().statusCode(200).body("retracted", equalTo(true));
        ADMIN.get(one + "/history").then().body("items[1].reason", equalTo("We misread it"));
        ADMIN.get(incident).then().body("counts." + part.path(), equalTo(0));
        ADMIN.post(part.in(incident), part.saying("the next one")).then().body("no", equalTo(2));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void canBeReplayedAsItWasKnown(Part part) {
        String incident = ADMIN.incident();
        String one = part.in(incident) + "/1";
        String created =
                ADMIN.post(part.in(incident), part.saying("what we thought")).path("recordedAt");
        ADMIN.patch(one, fields(part.wording(), "what we learnt"));
        String changed = ADMIN.get(one + "/history").path("items[1].at");
        ADMIN.post(part.in(incident), part.saying("what came later"));
        ADMIN.delete(one + "?reason=wrong");
        wordings(part, incident, created).then().body("items." + part.wording(), contains("what we thought"));
        wordings(part, incident, changed).then().body("items." + part.wording(), contains("what we learnt"));
        wordings(part, incident, "2199-01-01T00:00:00Z")
                .then()
                .body("items." + part.wording(), contains("what came later"));
        wordings(part, incident, "2001-01-01T00:00:00Z").then().statusCode(200).body("items", empty());
        ADMIN.request()
                .queryParam("asKnownAt", "2199-01-01T00:00:00Z")
                .queryParam("includeRetracted", true)
                .queryParam("limit", 1)
                .get(part.in(incident))
                .then()
                .body("items." + part.wording(), contains("what we learnt"))
                .body("next", notNullValue());
    }

    private static Response wordings(Part part, String incident, String asKnownAt) {
        return ADMIN.request().queryParam("asKnownAt", asKnownAt).get(part.in(incident));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void isReadByViewersAndWrittenByResponders(Part part) {
        String incident = ADMIN.incident();
        Api viewer = Api.person("VIEWER");
        String one = part.in(incident) + "/1";
        Api.person("RESPONDER")
                .post(part.in(incident), part.saying("seen"))
                .then()
                .statusCode(201);
        viewer.get(part.in(incident)).then().statusCode(200).body("items", hasSize(1));
        viewer.get(one).then().statusCode(200);
        viewer.post(part.in(incident), part.saying("no")).then().statusCode(403);
        viewer.patch(one, fields("audience", "PUBLIC")).then().statusCode(403);
        viewer.delete(one + "?reason=no").then().statusCode(403);
        Api.anonymous().get(part.in(incident)).then().statusCode(401);
        Api.anonymous().get(one + "/history").then().statusCode(401);
        Api.anonymous().body(part.saying("no")).post(part.in(incident)).then().statusCode(401);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void ofARestrictedIncidentDoesNotExistForOthers(Part part) {
        Api member = Api.person("RESPONDER");
        String incident = member.incident("restricted", true);
        member.post(part.in(incident), part.saying("secret")).then().statusCode(201);
        Api other = Api.person("RESPONDER");
        String one = part.in(incident) + "/1";
        other.get(part.in(incident)).then().statusCode(404);
        other.get(one).then().statusCode(404);
        other.get(one + "/history").then().statusCode(404);
        other.post(part.in(incident), part.saying("guess")).then().statusCode(404);
        other.patch(one, fields("audience", "PUBLIC")).then().statusCode(404);
        other.delete(one + "?reason=guess").then().statusCode(404);
        member.get(one).then().statusCode(200);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void isRecordedOnceHoweverOftenItIsSent(Part part) {
        String incident = ADMIN.incident();
        for (String replayed : new String[] {null, "true"}) {
            ADMIN.request()
                    .header("Idempotency-Key", part.path() + incident)
                    .body(part.saying("once"))
                    .post(part.in(incident))
                    .then()
                    .statusCode(201)
                    .header("Idempotency-Replayed", replayed)
                    .header("ETag", "\"1\"")
                    .body("no", equalTo(1));
        }
        ADMIN.get(part.in(incident)).then().body("items", hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void refusesWhatItDoesNotKnow(Part part) {
        String incident = ADMIN.incident();
        ADMIN.get(part.in(incident) + "/1").then().statusCode(404).body("detail", containsString("number 1"));
        ADMIN.get(part.in(incident) + "/one").then().statusCode(404);
        ADMIN.get(part.in(incident) + "/1/history").then().statusCode(404);
        ADMIN.patch(part.in(incident) + "/1", fields()).then().statusCode(404);
        ADMIN.delete(part.in(incident) + "/1?reason=none").then().statusCode(404);
        refused(ADMIN.post(part.in(incident), part.saying(" ")), part.wording());
        refused(ADMIN.post(part.in(incident), part.saying("NUL \u0000")), part.wording());
        refused(ADMIN.post(part.in(incident), part.saying("x".repeat(20_000))), part.wording());
        Map<String, Object> unknown = part.saying("x");
        unknown.put("colour", "red");
        refused(ADMIN.post(part.in(incident), unknown), "colour");
        unknown.remove("colour");
        unknown.put("audience", "EVERYONE");
        refused(ADMIN.post(part.in(incident), unknown), "audience");
        ADMIN.post(part.in(incident), part.saying("x"));
        refused(ADMIN.patch(part.in(incident) + "/1", fields(part.wording(), null)), part.wording());
        refused(ADMIN.patch(part.in(incident) + "/1", fields("no", 7)), "no");
        ADMIN.patch(part.in(incident) + "/1", List.of()).then().statusCode(400);
        ADMIN.request()
                .contentType("text/plain")
                .body("x")
                .post(part.in(incident))
                .then()
                .statusCode(415);
        ADMIN.get(part.in(incident) + "/1").then().header("ETag", "\"1\"");
    }

    private static void refused(Response answer, String field) {
        answer.then().statusCode(400).body("violations[0].field", equalTo(field));
    }
}
