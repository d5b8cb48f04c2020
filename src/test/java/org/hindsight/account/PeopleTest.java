package org.hindsight.account;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.anonymous;
import static org.hindsight.Api.fields;

import io.quarkus.test.junit.QuarkusTest;
import org.hindsight.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PeopleTest {

    @Test
    void anAdminMakesAnAccountThatCanSignIn() {
        ADMIN.post("/api/v1/users", fields("email", "Grace@Example.org", "name", "Grace", "role", "RESPONDER"))
                .then()
                .statusCode(201)
                .header("ETag", notNullValue())
                .body("email", equalTo("grace@example.org"))
                .body("role", equalTo("RESPONDER"));
        ADMIN.post("/api/v1/users", fields("email", "grace@example.org", "name", "Twice", "role", "VIEWER"))
                .then()
                .statusCode(409);
        ADMIN.get("/api/v1/users/grace@example.org").then().statusCode(200).body("name", equalTo("Grace"));
    }

    @Test
    void aTokenIsShownOnceAndWorksUntilItIsRevoked() {
        Api viewer = Api.person("VIEWER");
        Integer id = ADMIN.get("/api/v1/users/" + viewer.email() + "/tokens")
                .then()
                .body("items.token", not(hasItem(notNullValue())))
                .extract()
                .path("items[0].id");
        viewer.get("/api/v1/incidents").then().statusCode(200);
        viewer.delete("/api/v1/users/" + viewer.email() + "/tokens/" + id)
                .then()
                .statusCode(204);
        viewer.get("/api/v1/incidents").then().statusCode(401).header("WWW-Authenticate", "Bearer");
    }

    @Test
    void anExpiredTokenIsRefusedWhenItIsMade() {
        ADMIN.post(
                        "/api/v1/users/" + ADMIN.email() + "/tokens",
                        fields("name", "old", "expiresAt", "2020-01-01T00:00:00Z"))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("expiresAt"));
    }

    @Test
    void whoLeavesIsShutOutAtOnceAndMayComeBack() {
        Api responder = Api.person("RESPONDER");
        ADMIN.delete("/api/v1/users/" + responder.email()).then().statusCode(204);
        responder.get("/api/v1/incidents").then().statusCode(401);
        ADMIN.get("/api/v1/users/" + responder.email()).then().statusCode(404);
        ADMIN.post("/api/v1/users", fields("email", responder.email(), "name", "Back", "role", "VIEWER"))
                .then()
                .statusCode(201);
    }

    @Test
    void theLastAdminStaysOne() {
        ADMIN.patch("/api/v1/users/" + ADMIN.email(), fields("role", "VIEWER"))
                .then()
                .statusCode(409);
        ADMIN.delete("/api/v1/users/" + ADMIN.email()).then().statusCode(409);
    }

    @Test
    void aRoleIsChangedOnlyUponTheVersionThatWasRead() {
        Api person = Api.person("VIEWER");
        String path = "/api/v1/users/" + person.email();
        String etag = ADMIN.get(path).header("ETag");
        ADMIN.request()
                .header("If-Match", etag)
                .body(fields("role", "PUBLISHER"))
                .patch(path)
                .then()
                .statusCode(200)
                .body("role", equalTo("PUBLISHER"));
        ADMIN.request()
                .header("If-Match", etag)
                .body(fields("role", "ADMIN"))
                .patch(path)
                .then()
                .statusCode(412);
        ADMIN.get(path).then().body("role", equalTo("PUBLISHER"));
    }

    @ParameterizedTest
    @CsvSource({"VIEWER", "RESPONDER", "PUBLISHER"})
    void onlyAdminsManagePeople(String role) {
        Api person = Api.person(role);
        person.get("/api/v1/users").then().statusCode(403);
        person.post("/api/v1/users", fields("email", "x@example.org", "name", "X", "role", "ADMIN"))
                .then()
                .statusCode(403);
        person.patch("/api/v1/users/" + person.email(), fields("role", "ADMIN"))
                .then()
                .statusCode(403);
        person.get("/api/v1/users/" + ADMIN.email() + "/tokens").then().statusCode(403);
        person.get("/api/v1/users/" + person.email()).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "email, not-an-address",
        "name, ''",
        "role, EMPEROR",
        "password, short",
        "nickname, Ada",
    })
    void aFaultyAccountIsRefusedWithTheFieldsName(String field, String value) {
        var body = fields("email", "new@example.org", "name", "New", "role", "VIEWER");
        body.put(field, value);
        ADMIN.post("/api/v1/users", body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(field));
        ADMIN.get("/api/v1/users/new@example.org").then().statusCode(404);
    }

    @Test
    void withoutATokenTheAnswerIsTheSameWhetherTheThingExistsOrNot() {
        String exists = anonymous()
                .get("/api/v1/users/" + ADMIN.email())
                .then()
                .statusCode(401)
                .extract()
                .path("detail");
        String doesNot = anonymous()
                .get("/api/v1/users/nobody@example.org")
                .then()
                .statusCode(401)
                .extract()
                .path("detail");
        org.junit.jupiter.api.Assertions.assertEquals(exists, doesNot);
        anonymous()
                .header("Authorization", "Bearer nonsense")
                .get("/api/v1/incidents")
                .then()
                .statusCode(401);
        anonymous()
                .header("Authorization", "Basic YTpi")
                .get("/api/v1/incidents")
                .then()
                .statusCode(401);
    }
}
