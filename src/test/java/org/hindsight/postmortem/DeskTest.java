package org.hindsight.postmortem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.Api;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeskTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    /** Somebody at a browser without JavaScript. */
    private record Browser(Map<String, String> cookies) {

        static Browser of(Api person) {
            Response page = given().get("/sign-in");
            Response signedIn = given().redirects()
                    .follow(false)
                    .cookies(page.cookies())
                    .contentType(ContentType.URLENC)
                    .formParams(Map.of("form-token", token(page), "email", person.email(), "password", "correct horse"))
                    .post("/sign-in");
            signedIn.then().statusCode(303);
            return new Browser(signedIn.cookies());
        }

        static String token(Response page) {
            Matcher token = TOKEN.matcher(page.asString());
            assertTrue(token.find(), "the page has a form with a token");
            return token.group(1);
        }

        Response get(String page) {
            return given().cookies(cookies).get(page);
        }

        Response post(String page, String address, Map<String, String> typed) {
            Map<String, String> form = new HashMap<>(typed);
            form.put("form-token", token(get(page)));
            return given().redirects()
                    .follow(false)
                    .cookies(cookies)
                    .contentType(ContentType.URLENC)
                    .formParams(form)
                    .post(address);
        }
    }

    @Test
    void aPostmortemIsBegunWrittenAndReviewedInPlainForms() {
        String incident = ADMIN.incident("summary", "People <could> not stream.");
        ADMIN.log(incident, "A <b>line</b> to cite");
        String desk = incident.replace("/api/v1", "") + "/postmortem";
        Browser publisher = Browser.of(Api.person("PUBLISHER"));
        publisher.get(desk).then().statusCode(200).body(containsString("Begin the post-mortem"));
        publisher.post(desk, desk, Map.of("template", "nope")).then().statusCode(400);
        publisher
                .post(desk, desk, Map.of("template", "google-sre"))
                .then()
                .statusCode(303)
                .header("Location", endsWith(desk));
        publisher
                .get(desk)
                .then()
                .statusCode(200)
                .body(
                        containsString("Engineering review"),
                        containsString("A prompt is left"),
                        containsString("{{time-to-detect}}"),
                        containsString("[#2]"),
                        containsString("People &lt;could&gt; not stream."),
                        containsString(desk.replace("postmortem", "publish")),
                        not(containsString("<b>line")),
                        not(containsString("style=")));
        String section = desk + "/sections/summary";
        publisher
                .post(desk, section, Map.of("markdown", "First [#2]\r\nline", "audience", "PUBLIC", "revision", "1"))
                .then()
                .statusCode(303)
                .header("Location", endsWith("#section-summary"));
        ADMIN.get(incident + "/postmortem/sections/summary")
                .then()
                .body("markdown", equalTo("First [#2]\nline"))
                .body("revision", equalTo(2));
        publisher
                .post(desk, section, Map.of("markdown", "My own thought", "audience", "INTERNAL", "revision", "1"))
                .then()
                .statusCode(412)
                .body(
                        containsString("My own thought"),
                        containsString("First [#2]\nline"),
                        containsString("Yours is kept below"),
                        containsString("name=\"revision\" value=\"2\""));
        publisher
                .post(desk, section, Map.of("markdown", "", "audience", "PUBLIC", "revision", "2"))
                .then()
                .statusCode(303);
        ADMIN.get(incident + "/postmortem/sections/summary").then().body("markdown", equalTo(""));
        publisher
                .post(desk, section, Map.of("markdown", "x".repeat(200_001), "audience", "PUBLIC", "revision", "3"))
                .then()
                .statusCode(400)
                .body(containsString("may have at most 200,000 characters"));
        publisher
                .post(desk, desk + "/reviews", Map.of("verdict", "COMMENTED", "comment", ""))
                .then()
                .statusCode(400)
                .body(containsString("say what you think"));
        publisher
                .post(desk, desk + "/reviews", Map.of("verdict", "APPROVED", "comment", "Well <said>"))
                .then()
                .statusCode(303);
        publisher.get(desk).then().body(containsString("Well &lt;said&gt;"), containsString("data-state=\"APPROVED\""));
        publisher.post(desk, desk, Map.of("template", "outside-view")).then().statusCode(303);
        publisher.get(desk).then().body(containsString("Outside view"), containsString("data-state=\"IN_REVIEW\""));
    }

    @Test
    void aViewerReadsAndAStrangerSignsIn() {
        String incident = ADMIN.incident();
        String desk = incident.replace("/api/v1", "") + "/postmortem";
        Browser viewer = Browser.of(Api.person("VIEWER"));
        viewer.get(desk)
                .then()
                .statusCode(200)
                .body(containsString("A responder can"), not(containsString("Begin the post-mortem")));
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        viewer.get(desk)
                .then()
                .statusCode(200)
                .body(containsString("As it will read"), not(containsString("<textarea")));
        viewer.post(desk, desk + "/sections/summary", Map.of("markdown", "x", "revision", "1"))
                .then()
                .statusCode(403);
        given().redirects()
                .follow(false)
                .get(desk)
                .then()
                .statusCode(303)
                .header("Location", containsString("/sign-in"));
        Browser.of(Api.person("RESPONDER"))
                .get(ADMIN.incident("restricted", true).replace("/api/v1", "") + "/postmortem")
                .then()
                .statusCode(404);
    }
}
