package org.hindsight.pulse;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hindsight.Published;
import org.hindsight.Visitor;
import org.hindsight.incident.Incident;
import org.hindsight.incident.Incidents;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What users reported of a service stands beside what was done about it, and in the report. */
@QuarkusTest
class IncidentReportsTest {

    @Inject
    IncidentPulse pulse;

    @Inject
    Incidents incidents;

    private static final Instant START = Instant.parse("2026-11-17T14:00:00Z");
    private static final String PANEL = "#reports-shown";
    private static final String TOLD = """
            {{user-reports}}

            There were {{reports.total}} of them, {{reports.peak}} at most.

            {{user-reports}}
            """;

    /** 10 an hour before, 650 on mobile and 350 elsewhere while it lasts, 7 soon after. */
    private static Crowd shaken(Object... more) {
        Crowd crowd = Crowd.of(more);
        count(crowd, """
                time,count,platform,region,symptom
                2026-11-17T13:10:00Z,10,WEB,London,Signed out
                2026-11-17T14:05:00Z,600,MOBILE,London,Music does not play
                2026-11-17T14:05:00Z,300,DESKTOP,London,Signed out
                2026-11-17T14:06:00Z,50,MOBILE,Manchester,Signed out
                2026-11-17T14:06:00Z,50,WEB,Manchester,Music does not play
                2026-11-17T15:10:00Z,7,WEB,London,Signed out
                """);
        return crowd;
    }

    private static void count(Crowd crowd, String csv) {
        ADMIN.request()
                .contentType("text/csv; charset=UTF-8")
                .body(csv)
                .put(crowd.reports + "/series")
                .then()
                .statusCode(200)
                .body("rejected", empty());
    }

    /** An hour long. */
    private static String incident(Object... services) {
        String incident = ADMIN.incident(
                "title",
                "Music stops",
                "services",
                List.of(services),
                "startedAt",
                START.toString(),
                "detectedAt",
                "2026-11-17T14:08:00Z",
                "declaredAt",
                "2026-11-17T14:20:00Z");
        ADMIN.put(incident + "/milestones/RESOLVED", fields("at", "2026-11-17T15:00:00Z"))
                .then()
                .statusCode(200);
        return incident;
    }

    private static Document room(String incident) {
        return Visitor.of("VIEWER").page(incident.replace("/api/v1", ""));
    }

    private static Element panel(Document room) {
        Element panel = room.selectFirst(PANEL);
        assertNotNull(panel);
        return panel;
    }

    @Test
    void theRoomShowsTheCurveWithTheMilestonesAndWhatTheReportsSay() {
        Crowd crowd = shaken();
        String incident = incident(crowd.slug);
        Element panel = panel(room(incident));
        String text = panel.text();
        assertTrue(text.contains("1,000 reports during the incident"), text);
        assertTrue(text.contains("1,017 reports in all"), text);
        assertTrue(text.contains("Mobile 65 % (650)"), text);
        assertTrue(text.contains("London 90 % (900)"), text);
        assertTrue(text.contains("Music does not play 65 % (650)"), text);
        assertNotNull(panel.selectFirst("a[href='/services/" + crowd.slug + "']"));
        String drawn = panel.selectFirst("svg").text();
        for (String mark : List.of("Impact started", "Detected", "Declared", "Resolved")) {
            assertTrue(drawn.contains(mark), mark + " in " + drawn);
        }
        Visitor viewer = Visitor.of("VIEWER");
        Document live = viewer.page(incident.replace("/api/v1", "") + "/regions");
        assertTrue(panel(live).text().contains("1,000 reports during the incident"));
    }

    @Test
    void withoutReportsThereIsNoPanel() {
        assertEquals("", panel(room(incident())).text());
        assertEquals("", panel(room(incident(Crowd.of().slug))).text());
        Crowd calm = Crowd.of();
        count(calm, "time,count\n2026-11-10T14:05:00Z,5\n2026-11-18T14:05:00Z,5\n");
        assertEquals("", panel(room(incident(calm.slug))).text());
    }

    @Test
    void anIncidentOfThisMinuteShowsTheHourBefore() {
        Crowd crowd = Crowd.of();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        count(crowd, "time,count\n" + now.minusSeconds(600) + ",31\n");
        String panel =
                panel(room(ADMIN.incident("services", List.of(crowd.slug)))).text();
        assertTrue(panel.contains("31 reports in all"), panel);
    }

    @Test
    void theMinuteThatIsNotOverIsNotCounted() {
        Crowd crowd = shaken();
        String incident = ADMIN.incident("services", List.of(crowd.slug), "startedAt", "2026-11-17T14:05:10Z");
        String ref = incident.substring(incident.lastIndexOf('/') + 1);
        List<Reported> then = QuarkusTransaction.requiringNew()
                .call(() -> pulse.of(
                        incidents.view(Incident.<Incident>listAll().stream()
                                .filter(one -> one.ref().equals(ref))
                                .findFirst()
                                .orElseThrow()),
                        Instant.parse("2026-11-17T14:05:40Z"),
                        List.of()));
        assertEquals(0, then.get(0).during().total());
    }

    @Test
    void aReplayTellsOnlyWhatWasCountedByThen() {
        Crowd crowd = Crowd.of();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        String incident = ADMIN.incident(
                "services",
                List.of(crowd.slug),
                "startedAt",
                now.minusSeconds(3600).toString());
        count(
                crowd,
                "time,count\n" + now.minusSeconds(1800) + ",40\n" + now.minusSeconds(60) + ",2\n" + now + ",500\n"
                        + now.plusSeconds(60) + ",900\n");
        String then = panel(Visitor.of("VIEWER").page(incident.replace("/api/v1", "") + "/replay"))
                .text();
        assertTrue(then.contains("42 reports during the incident"), then);
        assertFalse(then.contains("500") || then.contains("900") || then.contains("542"), then);
    }

    @Test
    void aSymptomTakesItsShareFromTheCountsUnlessSomebodyWroteOne() {
        Crowd crowd = shaken();
        String incident = incident(crowd.slug);
        ADMIN.post(incident + "/symptoms", fields("statement", "The app is silent", "platform", "MOBILE"));
        ADMIN.post(incident + "/symptoms", fields("statement", "Signed out"));
        ADMIN.post(incident + "/symptoms", fields("statement", "Signed out", "regions", List.of("Manchester")));
        ADMIN.post(
                incident + "/symptoms",
                fields("statement", "Nothing on the desktop", "platform", "DESKTOP", "sharePercent", 12));
        ADMIN.post(incident + "/symptoms", fields("statement", "The lights go out"));
        ADMIN.post(incident + "/symptoms", fields("statement", "Nothing on the watch", "platform", "API"));
        Document room = room(incident);
        assertTrue(symptom(room, 1).contains("65 % of 1,000 counted reports"), symptom(room, 1));
        assertTrue(symptom(room, 2).contains("35 % of 1,000 counted reports"), symptom(room, 2));
        assertTrue(symptom(room, 3).contains("5 % of 1,000 counted reports"), symptom(room, 3));
        assertTrue(symptom(room, 4).contains("12 % of reports"), symptom(room, 4));
        assertFalse(symptom(room, 4).contains("counted"), symptom(room, 4));
        assertFalse(symptom(room, 5).contains("%"), symptom(room, 5));
        ADMIN.get(incident + "/symptoms").then().body("items[0].sharePercent", equalTo(null));
        String draft = draft(incident, "{{symptoms}}");
        assertTrue(draft.contains("65\u00a0% of 1,000 counted reports"), draft);
        assertTrue(draft.contains("12\u00a0% of the reports"), draft);
    }

    private static String symptom(Document room, int no) {
        return room.getElementById("symptom-" + no).text();
    }

    /** Writes the first section, in public, and answers how the internal document is rendered. */
    private static String draft(String incident, String markdown) {
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"));
        List<String> keys = ADMIN.get(incident + "/postmortem").path("sections.key");
        for (String key : keys) {
            write(incident, key, key.equals(keys.get(0)) ? markdown : "What is known of " + key + ".");
        }
        publish(incident, "INTERNAL").then().statusCode(201);
        return ADMIN.get(incident.replace("/api/v1", "") + "/editions/1.md").asString();
    }

    private static void write(String incident, String key, String markdown) {
        String address = incident + "/postmortem/sections/" + key;
        ADMIN.request()
                .header("If-Match", ADMIN.get(address).header("ETag"))
                .body(fields("markdown", markdown, "audience", "PUBLIC"))
                .put(address)
                .then()
                .statusCode(200);
    }

    private static Response publish(String incident, String audience) {
        return ADMIN.post(incident + "/editions", fields("label", "PRELIMINARY", "audience", audience));
    }

    @Test
    void aPublishedReportKeepsTheCurveAsItWas() {
        Crowd crowd = shaken();
        String incident = incident(crowd.slug);
        draft(incident, TOLD);
        String report = "/reports/"
                + publish(incident, "PUBLIC").then().statusCode(201).extract().path("slug");
        count(crowd, "time,count\n2026-11-17T14:05:00Z,9999\n");
        Visitor stranger = Visitor.stranger();
        Document page = stranger.page(report);
        assertEquals(2, page.select("figure.curve:not(.report-shares)").size());
        assertEquals(2, page.select("figure.report-shares").size(), "and how they divide");
        assertTrue(page.text().contains("There were 1,000 of them, 900 a minute at most."), page.text());
        assertTrue(page.selectFirst("figure.curve svg").text().contains("Impact started"));
        assertTrue(page.text().contains("1,017 reports in all"));
        assertNull(page.selectFirst(".unknown"));
        List<String> ids = page.select("[id]").eachAttr("id");
        assertEquals(ids.size(), ids.stream().distinct().count(), ids::toString);
        Response file = stranger.get(report + ".html");
        assertTrue(file.header("Content-Security-Policy").contains("'sha256-"));
        assertTrue(file.asString().contains("<figure class=\"curve\""));
        assertFalse(file.asString().contains(" style="));
        stranger.get(report + ".md")
                .then()
                .body(containsString("**User reports: Music**"))
                .body(containsString("| Time, UTC | Reports | Usual | State |"))
                .body(containsString("By platform: Mobile 65\u00a0%, Desktop 30\u00a0%, Web 5\u00a0%."));
        Published.assertFits(stranger.get(report + ".json").asByteArray());
        stranger.get(report + ".json")
                .then()
                .body("document.facts.reports.service", contains("Music"))
                .body("document.facts.reports[0].total", equalTo(1000))
                .body("document.facts.reports[0].peak.count", equalTo(900))
                .body("document.facts.reports[0].step", equalTo("PT1M"))
                .body("document.facts.reports[0].shares[0].parts[0].key", equalTo("MOBILE"))
                .body("document.facts.reports[0].steps.findAll { it.count > 0 }.size()", equalTo(4));
    }

    @Test
    void whatWasSaidElsewhereStandsOnTheCurveForThoseWhoMayReadIt() {
        Crowd crowd = shaken();
        String incident = incident(crowd.slug);
        said(incident, "Press", "2026-11-17T14:12:00Z", "PUBLIC");
        said(incident, "Insider", "2026-11-17T14:16:00Z", "INTERNAL");
        said(incident, "Mistaken", "2026-11-17T14:18:00Z", "PUBLIC");
        ADMIN.delete(incident + "/signals/3?reason=other").then().statusCode(200);
        said(incident, "Afterwards", "2026-11-18T09:00:00Z", "PUBLIC");
        Element curve = panel(room(incident)).selectFirst("figure.curve svg");
        assertEquals(
                List.of("14:12 Press", "14:16 Insider"),
                curve.select(".cv-quote title").eachText());
        draft(incident, TOLD);
        String report =
                publish(incident, "PUBLIC").then().statusCode(201).extract().path("slug");
        Element published = Visitor.stranger().page("/reports/" + report).selectFirst("figure.curve");
        assertEquals(
                List.of("14:12 Press"),
                published.selectFirst("svg").select(".cv-quote title").eachText());
        assertTrue(published.text().contains("▲ is something that was said elsewhere."), published.text());
    }

    private static void said(String incident, String source, String at, String audience) {
        ADMIN.post(
                        incident + "/signals",
                        fields("quote", "It is down", "sourceName", source, "at", at, "audience", audience))
                .then()
                .statusCode(201);
    }

    @Test
    void whatAnInternalServiceSuffersStaysInside() {
        Crowd crowd = shaken("publicPage", false);
        String incident = incident(crowd.slug);
        ADMIN.post(
                incident + "/symptoms",
                fields("statement", "The app is silent", "platform", "MOBILE", "audience", "PUBLIC"));
        String internal = draft(incident, TOLD + "\n\n{{symptoms}}");
        assertTrue(internal.contains("**User reports: Music**"), internal);
        assertTrue(internal.contains("65\u00a0% of 1,000"), internal);
        String report = "/reports/"
                + publish(incident, "PUBLIC").then().statusCode(201).extract().path("slug");
        for (String form : List.of("", ".html", ".md", ".json")) {
            Visitor.stranger()
                    .get(report + form)
                    .then()
                    .statusCode(200)
                    .body(not(containsString("1,000")))
                    .body(not(containsString("65\u00a0%")))
                    .body(not(containsString("<figure class=\"curve\"")))
                    .body(not(containsString("reports were counted")))
                    .body(not(containsString("PT1M")));
        }
    }
}
