package org.hindsight.followup;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
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

@QuarkusTest
class ActionTest {

    private static Map<String, Object> action(String title, Object... more) {
        Map<String, Object> body = fields("title", title, "type", "DETECT");
        body.putAll(fields(more));
        return body;
    }

    @Test
    void anActionSaysWhoDoesWhatByWhenAndAboutWhichCause() {
        String incident = ADMIN.incident();
        ADMIN.post(incident + "/causes", fields("statement", "An expired certificate"));
        ADMIN.post(
                        incident + "/actions",
                        action(
                                "Warn 30 days before a certificate expires",
                                "owner",
                                " Sign-in team ",
                                "dueOn",
                                "2026-12-15",
                                "priority",
                                "P1",
                                "trackerUrl",
                                "https://tracker.example/OPS-1",
                                "causes",
                                List.of(1, 1)))
                .then()
                .statusCode(201)
                .body("state", equalTo("OPEN"))
                .body("type", equalTo("DETECT"))
                .body("owner", equalTo("Sign-in team"))
                .body("dueOn", equalTo("2026-12-15"))
                .body("priority", equalTo("P1"))
                .body("causes", contains(1));
        ADMIN.patch(incident + "/actions/1", fields("state", "IN_PROGRESS", "causes", null))
                .then()
                .statusCode(200)
                .body("state", equalTo("IN_PROGRESS"))
                .body("causes", empty());
    }

    @Test
    void aMovedDueDateLeavesATrace() {
        String incident = ADMIN.incident();
        ADMIN.post(incident + "/actions", action("Warn earlier", "dueOn", "2026-12-15"));
        ADMIN.patch(incident + "/actions/1", fields("dueOn", "2027-02-01"));
        ADMIN.patch(incident + "/actions/1", fields("dueOn", null)).then().body("dueOn", nullValue());
        ADMIN.get(incident + "/actions/1/history")
                .then()
                .body("items[1].fields.dueOn.before", equalTo("2026-12-15"))
                .body("items[1].fields.dueOn.after", equalTo("2027-02-01"))
                .body("items[2].fields.dueOn.after", nullValue());
    }

    @Test
    void whatWillNotBeDoneNeedsAReason() {
        String incident = ADMIN.incident();
        ADMIN.post(incident + "/actions", action("Buy a second sun"));
        ADMIN.patch(incident + "/actions/1", fields("state", "WONT_DO"))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("reason"));
        ADMIN.patch(incident + "/actions/1", fields("state", "WONT_DO", "reason", "Too warm"))
                .then()
                .statusCode(200)
                .body("reason", equalTo("Too warm"));
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                Arguments.of("type", action("x", "type", null)),
                Arguments.of("type", action("x", "type", "IMPROVE")),
                Arguments.of("priority", action("x", "priority", "P9")),
                Arguments.of("state", action("x", "state", "LATER")),
                Arguments.of("dueOn", action("x", "dueOn", "soon")),
                Arguments.of("dueOn", action("x", "dueOn", "2026-02-30")),
                Arguments.of("dueOn", action("x", "dueOn", "2026-12-15T00:00:00Z")),
                Arguments.of("owner", action("x", "owner", "o".repeat(255))),
                Arguments.of("reason", action("x", "state", "WONT_DO")),
                Arguments.of("trackerUrl", action("x", "trackerUrl", "javascript:alert(1)")),
                Arguments.of("trackerUrl", action("x", "trackerUrl", "ftp://tracker.example")),
                Arguments.of("causes[1]", action("x", "causes", List.of(1, 2))),
                Arguments.of("causes[0]", action("x", "causes", List.of("one"))));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInputIsRefusedByItsField(String field, Map<String, Object> body) {
        String incident = ADMIN.incident();
        ADMIN.post(incident + "/causes", fields("statement", "The only one"));
        ADMIN.post(incident + "/actions", body).then().statusCode(400).body("violations[0].field", equalTo(field));
        ADMIN.get(incident + "/actions").then().body("items", empty());
    }

    @Test
    void theActionsOfAllIncidentsAreListedByDueDate() {
        String team = "Team " + System.nanoTime();
        String first = ADMIN.incident("title", "Nobody can stream");
        String second = ADMIN.incident();
        ADMIN.post(first + "/actions", action("whenever", "owner", team));
        ADMIN.post(first + "/actions", action("later", "owner", team, "dueOn", "2199-01-01"));
        ADMIN.post(second + "/actions", action("long ago", "owner", team, "dueOn", "2020-01-01"));
        ADMIN.post(second + "/actions", action("done", "owner", team, "dueOn", "2020-01-01", "state", "DONE"));
        ADMIN.post(second + "/actions", action("a mistake", "owner", team));
        ADMIN.delete(second + "/actions/3?reason=misplaced");
        titles(team).then().body("items.action.title", contains("long ago", "done", "later", "whenever"));
        titles(team).then().body("items[3].incident", equalTo(first.substring(first.lastIndexOf('/') + 1)));
        titles(team).then().body("items[3].incidentTitle", equalTo("Nobody can stream"));
        titles(team.toUpperCase(java.util.Locale.ROOT), "state", "DONE")
                .then()
                .body("items.action.title", contains("done"));
        titles(team, "overdue", true).then().body("items.action.title", contains("long ago"));
        titles(team, "overdue", false).then().body("items.action.title", contains("done", "later", "whenever"));
        Response page = titles(team, "limit", 3);
        page.then().body("items", hasSize(3));
        titles(team, "limit", 3, "cursor", page.path("next"))
                .then()
                .body("items.action.title", contains("whenever"))
                .body("next", nullValue());
        ADMIN.get("/api/v1/actions?state=LATER").then().statusCode(400);
        ADMIN.get("/api/v1/actions?overdue=perhaps").then().statusCode(400);
        ADMIN.get("/api/v1/actions?cursor=none").then().statusCode(400);
        Api.anonymous().get("/api/v1/actions").then().statusCode(401);
    }

    @Test
    void theListOverAllIncidentsHidesRestrictedOnes() {
        String team = "Team " + System.nanoTime();
        Api member = Api.person("RESPONDER");
        member.post(member.incident("restricted", true) + "/actions", action("secret", "owner", team));
        member.post(member.incident() + "/actions", action("known", "owner", team));
        titles(member, team).then().body("items.action.title", containsInAnyOrder("secret", "known"));
        titles(ADMIN, team).then().body("items.action.title", containsInAnyOrder("secret", "known"));
        titles(Api.person("PUBLISHER"), team).then().body("items.action.title", contains("known"));
    }

    private static Response titles(String owner, Object... more) {
        return titles(ADMIN, owner, more);
    }

    private static Response titles(Api reader, String owner, Object... more) {
        return reader.request()
                .queryParams(fields(more))
                .queryParam("owner", owner)
                .get("/api/v1/actions");
    }
}
