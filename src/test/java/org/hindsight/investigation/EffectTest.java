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
import java.util.Map;
import org.hindsight.Api;
import org.junit.jupiter.api.Test;

/** A suspected cause says what it helped to bring about. */
@QuarkusTest
class EffectTest {

    private static String incident(int causes) {
        String incident = ADMIN.incident();
        for (int no = 1; no <= causes; no++) {
            ADMIN.post(incident + "/causes", fields("statement", "Cause " + no))
                    .then()
                    .statusCode(201)
                    .body("effects", empty());
        }
        return incident;
    }

    private static Response link(String incident, int cause, Map<String, Object> effect) {
        return ADMIN.post(incident + "/causes/" + cause + "/effects", effect);
    }

    private static void explains(String incident, int cause, int effect) {
        link(incident, cause, fields("cause", effect)).then().statusCode(201);
    }

    @Test
    void aCauseExplainsCausesAndEntriesWithATrailAndInReplay() {
        String incident = incident(2);
        String cause = incident + "/causes/1";
        int entry = ADMIN.log(incident, "People are signed out");
        link(incident, 1, fields("cause", 2, "note", "By way of the handshake"))
                .then()
                .statusCode(201)
                .header("ETag", "\"2\"")
                .body("n", equalTo(1))
                .body("cause", equalTo(2))
                .body("entry", nullValue())
                .body("note", equalTo("By way of the handshake"));
        String then = ADMIN.get(incident + "/causes/1/history").path("items[1].at");
        link(incident, 1, fields("entry", entry))
                .then()
                .statusCode(201)
                .body("n", equalTo(2))
                .body("entry", equalTo(entry));
        link(incident, 1, fields("entry", entry))
                .then()
                .statusCode(409)
                .body("detail", equalTo("[cause 1] explains [#" + entry + "] already."));
        ADMIN.get(cause).then().header("ETag", "\"3\"").body("effects.n", contains(1, 2));

        ADMIN.request()
                .header("If-Match", "\"2\"")
                .delete(cause + "/effects/1")
                .then()
                .statusCode(412);
        ADMIN.delete(cause + "/effects/1")
                .then()
                .statusCode(200)
                .header("ETag", "\"4\"")
                .body("effects.entry", contains(entry));
        ADMIN.delete(cause + "/effects/1").then().statusCode(404);
        link(incident, 1, fields("cause", 2)).then().body("n", equalTo(3));
        ADMIN.patch(cause, fields("confidence", "LOW")).then().body("effects.n", contains(2, 3));

        ADMIN.get(cause + "/history")
                .then()
                .body("items", hasSize(6))
                .body("items[3].fields.effects.before.n", contains(1, 2))
                .body("items[3].fields.effects.after.n", contains(2));
        ADMIN.get(incident + "/causes?asKnownAt={at}", then)
                .then()
                .body("items[0].effects.cause", contains(2))
                .body("items[1].effects", empty());

        Api viewer = Api.person("VIEWER");
        viewer.post(cause + "/effects", fields("cause", 2)).then().statusCode(403);
        viewer.delete(cause + "/effects/2").then().statusCode(403);
        ADMIN.delete(cause + "?reason=doublet").then().statusCode(200);
        link(incident, 1, fields("cause", 2)).then().statusCode(409);
        ADMIN.delete(cause + "/effects/2").then().statusCode(409);
    }

    @Test
    void aChainNeverLeadsBackToWhereItBegan() {
        String incident = incident(4);
        explains(incident, 3, 2);
        explains(incident, 2, 1);
        explains(incident, 3, 4);
        explains(incident, 4, 1);
        link(incident, 1, fields("cause", 3))
                .then()
                .statusCode(409)
                .body(
                        "detail",
                        equalTo("[cause 3] already explains [cause 1] by way of [cause 2]: the other way round it would"
                                + " be a circle."));
        link(incident, 2, fields("cause", 3))
                .then()
                .statusCode(409)
                .body("detail", containsString("[cause 3] already explains [cause 2]: "));
        refused(link(incident, 1, fields("cause", 1)), "cause");
        ADMIN.get(incident + "/causes/1").then().body("version", equalTo(1));

        ADMIN.delete(incident + "/causes/2?reason=disproved").then().statusCode(200);
        link(incident, 1, fields("cause", 3))
                .then()
                .statusCode(409)
                .body("detail", containsString("by way of [cause 4]"));
        ADMIN.delete(incident + "/causes/4/effects/1").then().statusCode(200);
        explains(incident, 1, 3);
    }

    @Test
    void whatIsNotThereOrWasTakenBackIsNotExplained() {
        String incident = incident(2);
        int entry = ADMIN.log(incident, "Misread");
        ADMIN.delete(incident + "/timeline/" + entry + "?reason=misread").then().statusCode(200);
        ADMIN.delete(incident + "/causes/2?reason=disproved").then().statusCode(200);
        refused(link(incident, 1, fields("cause", 2)), "cause");
        refused(link(incident, 1, fields("cause", 9)), "cause");
        refused(link(incident, 1, fields("cause", 0)), "cause");
        refused(link(incident, 1, fields("entry", entry)), "entry");
        refused(link(incident, 1, fields("entry", 99)), "entry");
        refused(link(incident, 1, fields("cause", 2, "entry", 1)), "entry");
        refused(link(incident, 1, fields("note", "nothing")), "cause");
        refused(link(incident, 1, fields("entry", 1, "note", "x".repeat(2001))), "note");
        link(incident, 3, fields("entry", 1)).then().statusCode(404);
        ADMIN.get(incident + "/causes/1").then().header("ETag", "\"1\"");
    }

    private static void refused(Response answer, String field) {
        answer.then().statusCode(400).body("violations[0].field", equalTo(field));
    }
}
