package org.hindsight.postmortem;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashSet;
import java.util.List;
import org.hindsight.Api;
import org.hindsight.Visitor;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What a draft's checks say of its words, and of a record with gaps. */
@QuarkusTest
class WritingChecksTest {

    private static void write(String incident, String section, String markdown, String audience) {
        String address = incident + "/postmortem/sections/" + section;
        ADMIN.request()
                .header("If-Match", ADMIN.get(address).header("ETag"))
                .body(fields("markdown", markdown, "audience", audience))
                .put(address)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse draft(String incident) {
        return ADMIN.get(incident + "/postmortem").then().statusCode(200);
    }

    private static String checks(String code) {
        return "checks.findAll { it.code == '" + code + "' }";
    }

    private static String ref(String incident) {
        return incident.replaceAll(".*/", "");
    }

    @Test
    void aDraftIsReadWithItsSectionsAndOnlyWhatIsPublicForTheNamesOfPeople() {
        String incident = ADMIN.incident();
        ADMIN.put(incident + "/roles/COMMANDER", fields("person", "Grace Adeyemi"))
                .then()
                .statusCode(200);
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201)
                .body("checks.code", not(hasItems("HINDSIGHT", "BLAME", "UNSUPPORTED_CLAIM", "TIME_WITHOUT_ZONE")));
        String text = "At 14:05 some users were signed out. It should have been noticed; it was human error. 305 teams"
                + " saw it, due to a full disk. Grace Adeyemi restarted it, obviously.";
        write(incident, "went-badly", text + " {internal: Obviously late.}", "PUBLIC");
        write(incident, "notes", text, "INTERNAL");
        draft(incident)
                .body(checks("TIME_WITHOUT_ZONE") + ".section", hasItems("went-badly", "notes"))
                .body(checks("TIME_WITHOUT_ZONE") + ".level", everyItem(equalTo("WARN")))
                .body(checks("TIME_WITHOUT_ZONE") + ".message", hasItem(startsWith("“14:05” has no time zone")))
                .body(checks("VAGUE_QUANTITY") + ".section", hasItems("went-badly", "notes"))
                .body(checks("UNSUPPORTED_CLAIM") + ".level", everyItem(equalTo("HINT")))
                .body(checks("FIGURE_WITHOUT_DENOMINATOR") + ".message", hasItem(containsString("“305 teams”")))
                .body(checks("BLAME") + ".level", everyItem(equalTo("WARN")))
                .body(checks("HINDSIGHT") + ".findAll { it.section == 'went-badly' }", hasSize(2))
                .body(checks("HINDSIGHT") + ".message", hasItem(containsString("Found 2 times in this section")))
                .body(checks("PERSON_NAMED") + ".section", equalTo(List.of("went-badly")))
                .body(checks("PERSON_NAMED") + "[0].message", containsString("Write “incident commander” instead"))
                .body("checks.findAll { it.level == 'BLOCK' }.code", everyItem(equalTo("LEFTOVER_PROMPT")));
        write(incident, "went-badly", text, "INTERNAL");
        draft(incident).body(checks("PERSON_NAMED"), empty());
        write(incident, "went-badly", "It was dark {internal: when Grace Adeyemi came}.", "PUBLIC");
        draft(incident)
                .body(checks("PERSON_NAMED"), empty())
                .body(checks("BLAME") + ".section", equalTo(List.of("notes")));
    }

    @Test
    void whoHasAnAccountIsNotNamedInPublicEither() {
        Api responder = Api.person("RESPONDER");
        String incident = ADMIN.incident();
        responder.log(incident, "Restarted it");
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        write(incident, "went-well", "Ask `" + responder.email() + "`.", "PUBLIC");
        draft(incident)
                .body(checks("PERSON_NAMED"), hasSize(1))
                .body(checks("PERSON_NAMED") + "[0].section", equalTo("went-well"))
                .body(checks("PERSON_NAMED") + "[0].message", containsString("Write “responder B” instead"));
    }

    @Test
    void actionsWithoutAnEndAndSilencesOfTheTimelineAreTold() {
        String incident = ADMIN.incident(
                "startedAt", "2026-11-17T14:00:00Z",
                "detectedAt", "2026-11-17T14:08:00Z",
                "declaredAt", "2026-11-17T14:10:00Z");
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        for (String at : List.of("14:20", "15:05", "17:00", "17:40", "18:20")) {
            ADMIN.log(incident, "A line", "occurredAt", "2026-11-17T" + at + ":00Z");
        }
        ADMIN.post(incident + "/actions", fields("title", "Investigate the pool limits", "type", "PREVENT"))
                .then()
                .statusCode(201);
        ADMIN.post(
                        incident + "/actions",
                        fields(
                                "title",
                                "Alert at 80 % of the pool",
                                "type",
                                "DETECT",
                                "owner",
                                "Storage team",
                                "dueOn",
                                "2026-12-24"))
                .then()
                .statusCode(201);
        draft(incident)
                .body(checks("SILENT_INTERVAL"), empty())
                .body(checks("VAGUE_ACTION"), hasSize(1))
                .body(checks("VAGUE_ACTION") + "[0].message", startsWith("[action 1]: “Investigate” has no end"))
                .body(checks("VAGUE_ACTION") + "[0].level", equalTo("HINT"))
                .body(checks("VAGUE_ACTION") + "[0].place", equalTo("/incidents/" + ref(incident) + "/actions/1"))
                .body(checks("ACTION_WITHOUT_DUE_DATE"), hasSize(1))
                .body(checks("ACTION_WITHOUT_OWNER"), hasSize(1));
        ADMIN.put(incident + "/milestones/RESOLVED", fields("at", "2026-11-17T18:30:00Z"))
                .then()
                .statusCode(200);
        draft(incident)
                .body(checks("SILENT_INTERVAL"), hasSize(3))
                .body(checks("SILENT_INTERVAL") + ".section", everyItem(equalTo(null)))
                .body(
                        checks("SILENT_INTERVAL") + "[0].message",
                        startsWith("Nothing is recorded for 1 h 55 min between #3 and #4."))
                .body(checks("SILENT_INTERVAL") + "[1].message", startsWith("Nothing is recorded for 45 min"));
        List<String> places = ADMIN.get(incident + "/postmortem").path("checks.findAll { it.section == null }.place");
        Visitor reader = Visitor.of("RESPONDER");
        for (String place : places) {
            Document page = reader.page(place.replaceFirst("#.*", ""));
            String fragment = place.contains("#") ? place.replaceFirst(".*#", "") : "main";
            assertNotNull(page.getElementById(fragment), place);
        }
        assertEquals(
                new HashSet<>(places),
                new HashSet<>(reader.page("/incidents/" + ref(incident) + "/postmortem")
                        .select(".desk-facts .check-note a:not([href^=#])")
                        .eachAttr("href")));
        ADMIN.patch(incident + "/actions/1", fields("state", "DONE")).then().statusCode(200);
        draft(incident)
                .body("checks.code", not(hasItem("VAGUE_ACTION")))
                .body("checks.code", not(hasItem("ACTION_WITHOUT_DUE_DATE")));
    }
}
