package org.hindsight.overview;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.hindsight.Visitor.document;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hindsight.Api;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as the composer takes them: with a time, or as a command. */
@QuarkusTest
@Tag("pages")
class LineTest {

    private String incident;

    @BeforeEach
    void declare() {
        incident = ADMIN.incident("declaredAt", "2026-11-17T14:20:00Z", "zone", "Europe/London");
    }

    private Response send(String text, Object... more) {
        var body = fields("text", text);
        body.putAll(fields(more));
        return ADMIN.post(incident + "/lines", body);
    }

    private ValidatableResponse done(String text, Object... more) {
        return send(text, more).then().statusCode(201);
    }

    @Test
    void aLineIsLoggedWithWhatWasChosenBesideIt() {
        done("! 2026-07-17 15:05 **Spike**", "kind", "ALERT", "audience", "PUBLIC")
                .body("entry.no", equalTo(2))
                .body("entry.text", equalTo("**Spike**"))
                .body("entry.occurredAt", equalTo("2026-07-17T14:05:00Z"))
                .body("entry.starred", equalTo(true))
                .body("entry.kind", equalTo("ALERT"))
                .body("entry.audience", equalTo("PUBLIC"))
                .body("where", equalTo("#entry-2"));
        done("Beside it", "occurredAt", "2026-07-17 15:10").body("entry.occurredAt", equalTo("2026-07-17T14:10:00Z"));
        send("Beside it", "occurredAt", "25:99").then().statusCode(400).body("violations.field", hasItem("occurredAt"));
        send("  ").then().statusCode(400).body("violations.field", hasItem("text"));
        send("x".repeat(20_001)).then().statusCode(400).body("detail", containsString("20,000"));
        done("x".repeat(20_000)).body("entry.no", notNullValue());
    }

    @Test
    void aLineThatWaitedKeepsTheTimeAtWhichItWasTyped() {
        Instant typed = Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MILLIS);
        assertEquals(
                typed,
                Instant.parse(done("Typed in a tunnel", "typedAt", typed.toString())
                        .extract()
                        .path("entry.occurredAt")));
        assertEquals(
                typed.minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MINUTES),
                Instant.parse(done("10m ago, in a tunnel", "typedAt", typed.toString())
                                .extract()
                                .path("entry.occurredAt"))
                        .truncatedTo(ChronoUnit.MINUTES));
        assertEquals(
                typed.minus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MINUTES),
                Instant.parse(done("Beside it", "typedAt", typed.toString(), "occurredAt", "20m ago")
                                .extract()
                                .path("entry.occurredAt"))
                        .truncatedTo(ChronoUnit.MINUTES));
        Instant late = Instant.now().plus(Duration.ofHours(2));
        String now = done("By a clock that is two hours fast", "typedAt", late.toString())
                .extract()
                .path("entry.occurredAt");
        assertTrue(Instant.parse(now).isBefore(late.minus(Duration.ofHours(1))), "it was not typed after it arrived");
    }

    @Test
    void aLineThatIsSentTwiceIsLoggedOnce() {
        for (int i = 0; i < 2; i++) {
            ADMIN.request()
                    .header("Idempotency-Key", "one-line")
                    .body(fields("text", "Once", "typedAt", "2026-11-17T15:00:00Z"))
                    .post(incident + "/lines")
                    .then()
                    .statusCode(201)
                    .body("entry.no", equalTo(2));
        }
        ADMIN.get(incident).then().body("counts.entries", equalTo(2));
    }

    @Test
    void commandsDoWhatTheFormsOfTheRoomDo() {
        done("/sev 3").body("entry", nullValue());
        done("2026-11-17 15:00 /status mon Traffic is *back*")
                .body("entry.kind", equalTo("STATUS"))
                .body("entry.occurredAt", equalTo("2026-11-17T15:00:00Z"));
        done("/milestone impact 2026-11-17 ~14:00");
        done("/milestone detected #1");
        done("~2026-11-17 14:25 /milestone ack");
        done("/symptom Songs do not start").body("where", equalTo("#symptom-1"));
        done("2026-11-17 14:10 /symptom Signed out");
        done("/cause An expired certificate");
        done("/impact Teams affected: ~80–90 of 305 teams");
        done("/impact Peak of reports: 31,400 reports an hour");
        done("/workaround Test *offline mode*");
        done("/action prevent Renew certificates by themselves");
        done("/role comms ADA");
        done("/next 30m");
        ADMIN.get(incident).then().body("nextUpdate.state", equalTo("OPEN"));
        done("/next none");
        ADMIN.get(incident).then().body("nextUpdate", nullValue());
        done("/role liaison Priya of the press office");

        ADMIN.get(incident)
                .then()
                .body("severity", equalTo("SEV3"))
                .body("status", equalTo("MONITORING"))
                .body("milestones.MITIGATED.at", equalTo("2026-11-17T15:00:00Z"))
                .body("milestones.IMPACT_STARTED.at", equalTo("2026-11-17T14:00:00Z"))
                .body("milestones.IMPACT_STARTED.precision", equalTo("ABOUT"))
                .body("milestones.DETECTED.at", equalTo("2026-11-17T14:20:00Z"))
                .body("milestones.DETECTED.entry", equalTo(1))
                .body("milestones.ACKNOWLEDGED.at", equalTo("2026-11-17T14:25:00Z"))
                .body("roles.COMMUNICATIONS.person", equalTo("ada@example.org"))
                .body("roles.liaison.person", equalTo("Priya of the press office"));
        ADMIN.get(incident + "/timeline").then().body("items.text", hasItem("Role communications: ada"));
        ADMIN.get(incident + "/symptoms/2").then().body("firstSeenAt", equalTo("2026-11-17T14:10:00Z"));
        ADMIN.get(incident + "/causes/1").then().body("statement", equalTo("An expired certificate"));
        ADMIN.get(incident + "/impacts/1")
                .then()
                .body("name", equalTo("Teams affected"))
                .body("low", equalTo(80))
                .body("high", equalTo(90))
                .body("outOf", equalTo(305))
                .body("unit", equalTo("teams"))
                .body("basis", equalTo("ESTIMATED"));
        ADMIN.get(incident + "/impacts/2")
                .then()
                .body("value", equalTo(31400))
                .body("unit", equalTo("reports an hour"))
                .body("basis", equalTo("MEASURED"));
        ADMIN.get(incident + "/workarounds/1").then().body("state", equalTo("PROPOSED"));
        ADMIN.get(incident + "/actions/1").then().body("type", equalTo("PREVENT"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/foo bar                 | There is no command /foo",
                "/s 1                     | There is no command /s",
                "/sev                     | Which severity?",
                "/sev 5                   | Which severity?",
                "14:05 /sev 2             | A severity counts from now on",
                "/sev 1                   | is SEV1 already",
                "/status                  | Which status?",
                "/status i                | Which status?",
                "/status investigating    | already",
                "/milestone lunch         | Which milestone?",
                "/milestone resolved soon | “soon” is not a time",
                "/milestone resolved #99  | 99",
                "/role comms              | Which role, and who?",
                "/next                    | By when?",
                "/next yesterday          | must lie in the future",
                "/impact 90 teams         | Write a figure as",
                "/impact Teams: 90        | Write a figure as",
                "/action Renew it         | What is the action for?",
                "/cause                   | What is it?",
            })
    void whatACommandLacksIsSaidAndNothingIsWritten(String line, String said) {
        int before = ADMIN.get(incident).path("revision");
        Response refused = send(line);
        assertTrue(refused.statusCode() == 400 || refused.statusCode() == 404 || refused.statusCode() == 409, line);
        assertTrue(refused.path("detail").toString().contains(said), refused.asString());
        ADMIN.get(incident).then().body("revision", equalTo(before));
    }

    @Test
    void aLineThatOnlyBeginsWithASlashIsALine() {
        done("/var/log is full").body("entry.text", equalTo("/var/log is full"));
        done("\\/cause is a word").body("entry.html", containsString("/cause is a word"));
    }

    @Test
    void linesThatWerePastedTogetherAreTakenTogetherOrNotAtAll() {
        ADMIN.post(
                        incident + "/lines/batch",
                        fields("lines", List.of(fields("text", "2026-11-17T15:00Z one"), fields("text", "/sev 2"))))
                .then()
                .statusCode(201)
                .body("lines[0].entry.text", equalTo("one"))
                .body("lines[1].entry", nullValue());
        ADMIN.post(
                        incident + "/lines/batch",
                        fields("lines", List.of(fields("text", "good"), fields("text", "/sev 9"))))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("lines[1].text"))
                .body("detail", containsString("lines[1]"));
        ADMIN.post(incident + "/lines/batch", fields("lines", List.of(fields("text", " "))))
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("lines[0].text"));
        ADMIN.post(incident + "/lines/batch", fields("lines", List.of())).then().statusCode(400);
        ADMIN.get(incident).then().body("severity", equalTo("SEV2")).body("counts.entries", equalTo(3));
    }

    @Test
    void onlyRespondersLogLines() {
        Api viewer = Api.person("VIEWER");
        viewer.post(incident + "/lines", fields("text", "No")).then().statusCode(403);
        Api.anonymous()
                .body(fields("text", "No"))
                .post(incident + "/lines")
                .then()
                .statusCode(401);
    }

    @Test
    void theComposerFollowsCommandsWithoutScripts() {
        Visitor priya = Visitor.of("RESPONDER");
        String room = incident.replace("/api/v1", "");
        Response taken = priya.send(priya.page(room), "#composer", "text", "/cause A full disk");
        assertEquals(303, taken.statusCode());
        assertTrue(Visitor.where(taken).endsWith("#cause-1"), Visitor.where(taken));
        Response refused = priya.send(priya.page(room), "#composer", "text", "/caus\u00e9 A full disk");
        assertEquals(303, refused.statusCode(), "not a command, but a line");
        refused = priya.send(priya.page(room), "#composer", "text", "/status later");
        assertEquals(400, refused.statusCode());
        Document page = document(refused);
        assertEquals(
                "/status later",
                page.selectFirst("#composer [name=text]").wholeText().strip());
        assertTrue(page.selectFirst("#composer .fault").text().startsWith("Which status?"), page.text());
    }

    @Test
    void theComposerSaysWhatACommandWillDo() {
        Visitor priya = Visitor.of("RESPONDER");
        String understood = incident.replace("/api/v1", "") + "/understood?text=";
        assertEquals(
                "Sets the status to monitoring, with a note that stays internal.",
                document(priya.get(understood + "/status+mon+it+is+back")).text());
        assertEquals(
                "Gives the role communications to ada.",
                document(priya.get(understood + "/role+comms+ada@example.org")).text());
        assertTrue(document(priya.get(understood + "/status")).text().startsWith("Which status? investigating"));
    }
}
