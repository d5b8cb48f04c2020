package org.hindsight.followup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hindsight.Api;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
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
    void howOftenADueDateWasMovedIsToldFromTheTrail() {
        String team = "Team " + System.nanoTime();
        String incident = ADMIN.incident();
        String room = incident.substring("/api/v1".length());
        ADMIN.post(incident + "/actions", action("Warn earlier", "owner", team))
                .then()
                .body("dueMoved", nullValue());
        ADMIN.post(incident + "/actions", action("Stay put", "owner", team, "dueOn", "2020-12-01"));
        ADMIN.patch(incident + "/actions/2", fields("title", "Stay where you are", "state", "IN_PROGRESS"));
        ADMIN.patch(incident + "/actions/1", fields("dueOn", "2020-12-01"))
                .then()
                .body("dueMoved", nullValue());
        ADMIN.patch(incident + "/actions/1", fields("dueOn", "2020-12-08"))
                .then()
                .body("dueMoved.times", equalTo(1));
        String between = Instant.now().toString();
        ADMIN.patch(incident + "/actions/1", fields("priority", "P0"));
        ADMIN.patch(incident + "/actions/1", fields("dueOn", "2020-12-15"))
                .then()
                .body("dueMoved.times", equalTo(2))
                .body("dueMoved.firstDueOn", equalTo("2020-12-01"));
        ADMIN.get(incident + "/actions/1").then().body("dueMoved.times", equalTo(2));
        ADMIN.get(incident + "/actions")
                .then()
                .body("items[0].dueMoved.times", equalTo(2))
                .body("items[1].dueMoved", nullValue());
        ADMIN.request()
                .queryParam("asKnownAt", between)
                .get(incident + "/actions")
                .then()
                .body("items[0].dueMoved.times", equalTo(1))
                .body("items[1].dueMoved", nullValue());
        titles(team)
                .then()
                .body("items[0].action.dueMoved", nullValue())
                .body("items[1].action.dueMoved.times", equalTo(2));

        Visitor reader = Visitor.of("VIEWER");
        Document list = reader.page("/actions?owner=" + team.replace(" ", "+"));
        assertEquals(
                List.of("1 Dec 2020", "15 Dec 2020 moved twice, first due 1 December 2020"),
                list.select("td[data-label=Due]").eachText());
        long days = ChronoUnit.DAYS.between(LocalDate.parse("2020-12-15"), LocalDate.now(ZoneOffset.UTC));
        assertEquals(
                List.of("Overdue by " + days + " d", "Due date moved twice, first due 1 December 2020"),
                reader.page(room + "/actions/1").select(".facts > span").eachText());
        assertEquals(
                0,
                reader.page(room + "/actions/2")
                        .select(".facts:contains(moved)")
                        .size());
    }

    @Test
    void theListSaysWhatIsOverdueAndKeepsItsFiltersInTheAddress() {
        String team = "Team " + System.nanoTime();
        String slug = "s" + System.nanoTime();
        ADMIN.post("/api/v1/services", fields("slug", slug, "name", "Playlists"));
        String incident = ADMIN.incident("services", List.of(slug));
        String ref = incident.substring(incident.lastIndexOf('/') + 1);
        ADMIN.post(incident + "/actions", action("late", "owner", team, "dueOn", "2021-01-01", "priority", "P1"));
        ADMIN.post(incident + "/actions", action("later", "owner", team, "dueOn", "2199-01-01", "priority", "P1"));
        ADMIN.post(
                incident + "/actions",
                fields("title", "done", "type", "REPAIR", "owner", team, "dueOn", "2020-01-01", "state", "DONE"));
        String elsewhere = ADMIN.incident();
        ADMIN.post(elsewhere + "/actions", action("late elsewhere", "owner", team, "dueOn", "2021-02-01"));

        titles(team).then().body("items.action.title", contains("late", "late elsewhere", "done", "later"));
        titles(team, "type", "REPAIR").then().body("items.action.title", contains("done"));
        titles(team, "priority", "P1", "incident", ref.toLowerCase(Locale.ROOT))
                .then()
                .body("items.action.title", contains("late", "later"));
        titles(team, "service", slug).then().body("items.action.title", contains("late", "done", "later"));
        titles(team, "incident", "INC-0").then().statusCode(200).body("items", empty());
        ADMIN.get("/api/v1/actions?type=IMPROVE").then().statusCode(400);
        ADMIN.get("/api/v1/actions?priority=P9").then().statusCode(400);
        Response page = titles(team, "limit", 1);
        ADMIN.patch(incident + "/actions/2", fields("priority", "P3"));
        titles(team, "limit", 3, "cursor", page.path("next"))
                .then()
                .body("items.action.title", contains("late elsewhere", "done", "later"));

        Visitor reader = Visitor.of("VIEWER");
        String mine = "/actions?owner=" + team.replace(" ", "+") + "&type=DETECT&priority=&service=&incident=" + ref;
        Document list = reader.page(mine);
        assertEquals(List.of("late", "later"), list.select("tbody th").eachText());
        assertThat(list.select(".page-head").text(), endsWith("1 action is overdue"));
        assertThat(list.select("[data-state=OVERDUE]").text(), matchesPattern("Overdue by \\d+ d"));
        Document overdue = reader.page(list.selectFirst(".page-head a").attr("href"));
        assertEquals(List.of("late"), overdue.select("tbody th").eachText());
        assertEquals("page", overdue.select(".tabs a:contains(Overdue)").attr("aria-current"));
        assertEquals(ref, overdue.select("input[name=incident]").val());
        assertEquals(
                "DETECT", overdue.select("select[name=type] option[selected]").val());
        Document all = reader.page(list.select(".tabs a:contains(All)").attr("href"));
        assertEquals(List.of("late", "later"), all.select("tbody th").eachText());
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
