package org.hindsight.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.Api;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    private static String formToken(Response page) {
        Matcher token = TOKEN.matcher(page.asString());
        assertTrue(token.find(), "the page has a form with a token");
        return token.group(1);
    }

    private static Response signIn(String email, String password, String next) {
        Response page = given().get("/sign-in");
        return given().redirects()
                .follow(false)
                .cookies(page.cookies())
                .contentType(ContentType.URLENC)
                .formParams(Map.of("form-token", formToken(page), "email", email, "password", password, "next", next))
                .post("/sign-in");
    }

    @Test
    void theRightPasswordOpensTheDoorThatWasAskedFor() {
        Api viewer = Api.person("VIEWER");
        Response signedIn = signIn(viewer.email(), "correct horse", "/sign-in?next=x");
        signedIn.then().statusCode(303).header("Location", endsWith("/sign-in?next=x"));
        given().cookies(signedIn.cookies()).get("/api/v1/incidents").then().statusCode(200);
    }

    @Test
    void aWrongPasswordKeepsTheAddressAndTellsNothingMore() {
        Response known = signIn(Api.ADMIN.email(), "wrong", "");
        Response unknown = signIn("nobody@example.org", "wrong", "");
        known.then()
                .statusCode(400)
                .body(
                        containsString("E-mail address or password is wrong."),
                        containsString("value=\"ada@example.org\""),
                        not(containsString("value=\"wrong\"")));
        unknown.then().statusCode(400).body(containsString("E-mail address or password is wrong."));
    }

    @Test
    void tenWrongTriesAreEnough() {
        Api viewer = Api.person("VIEWER");
        for (int i = 0; i < 10; i++) {
            signIn(viewer.email(), "wrong" + i, "").then().statusCode(400);
        }
        signIn(viewer.email(), "correct horse", "").then().statusCode(429);
    }

    @Test
    void nobodyIsSentElsewhereAfterSigningIn() {
        Api viewer = Api.person("VIEWER");
        for (String elsewhere : new String[] {"//evil.example", "https://evil.example", "/\\evil.example", "x"}) {
            signIn(viewer.email(), "correct horse", elsewhere)
                    .then()
                    .statusCode(303)
                    .header("Location", not(containsString("evil")));
        }
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        Api viewer = Api.person("VIEWER");
        Response signedIn = signIn(viewer.email(), "correct horse", "");
        Response page = given().cookies(signedIn.cookies()).get("/sign-in");
        given().redirects()
                .follow(false)
                .cookies(signedIn.cookies())
                .contentType(ContentType.URLENC)
                .formParam("form-token", formToken(page))
                .post("/sign-out")
                .then()
                .statusCode(303);
        given().cookies(signedIn.cookies()).get("/api/v1/incidents").then().statusCode(401);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParams(Map.of("email", Api.ADMIN.email(), "password", "correct horse"))
                .post("/sign-in")
                .then()
                .statusCode(403);
    }

    @Test
    void aCookieMayWriteThroughTheApiOnlyFromThisOrigin() {
        Api responder = Api.person("RESPONDER");
        Map<String, String> cookies =
                signIn(responder.email(), "correct horse", "").cookies();
        Map<String, Object> incident = Api.fields("title", "Forged", "severity", "SEV4");
        given().cookies(cookies)
                .contentType(ContentType.JSON)
                .body(incident)
                .post("/api/v1/incidents")
                .then()
                .statusCode(403);
        given().cookies(cookies)
                .contentType(ContentType.JSON)
                .header("Sec-Fetch-Site", "cross-site")
                .body(incident)
                .post("/api/v1/incidents")
                .then()
                .statusCode(403);
        given().cookies(cookies)
                .contentType(ContentType.JSON)
                .header("Origin", "https://evil.example")
                .body(incident)
                .post("/api/v1/incidents")
                .then()
                .statusCode(403);
        given().cookies(cookies)
                .contentType(ContentType.JSON)
                .header("Sec-Fetch-Site", "same-origin")
                .body(incident)
                .post("/api/v1/incidents")
                .then()
                .statusCode(201);
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (String path :
                new String[] {"/sign-in", "/nothing", "/api/v1/incidents", "/q/health", "/assets/x/hindsight.css"}) {
            given().get(path)
                    .then()
                    .header("Content-Security-Policy", not(containsString("unsafe")))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "same-origin");
        }
    }

    @Test
    void theSetUpPageIsGoneOnceThereIsAnAdmin() {
        given().get("/set-up").then().statusCode(404);
    }
}
