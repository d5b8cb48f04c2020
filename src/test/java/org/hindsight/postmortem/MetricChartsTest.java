package org.hindsight.postmortem;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.hindsight.Visitor;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** The samples behind impact figures are drawn in the draft and in the report, for those who may know the figure. */
@QuarkusTest
class MetricChartsTest {

    private static final String SIGN_INS = """
            time,value
            2026-11-17T13:30:00Z,99.5
            2026-11-17T14:00:00Z,99.25
            2026-11-17T14:20:00Z,12.5
            2026-11-17T15:10:00Z,88
            """;

    private static final String SECRET = "time,value\n2026-11-17T14:00:00Z,7.75\n2026-11-17T14:01:00Z,9.125\n";

    /** With figure 1 in public and figure 2 internal, both with samples; figure 3 has none. */
    private static String incident() {
        String incident = ADMIN.incident(
                "title",
                "Sign-ins fail",
                "startedAt",
                "2026-11-17T14:00:00Z",
                "detectedAt",
                "2026-11-17T14:08:00Z",
                "declaredAt",
                "2026-11-17T14:20:00Z");
        ADMIN.put(incident + "/milestones/MITIGATED", fields("at", "2026-11-17T15:00:00Z"))
                .then()
                .statusCode(200);
        metric(incident, "Successful sign-ins", "PUBLIC", "from", "2026-11-17T14:10:00Z", "source", "The gateway");
        metric(incident, "Cost of the outage", "INTERNAL");
        metric(incident, "Tickets", "PUBLIC");
        carry(incident, 1, SIGN_INS);
        carry(incident, 2, SECRET);
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        return incident;
    }

    private static void metric(String incident, String name, String audience, Object... more) {
        var metric = fields("name", name, "value", 12.5, "unit", "%", "basis", "MEASURED", "audience", audience);
        metric.putAll(fields(more));
        ADMIN.post(incident + "/impacts", metric).then().statusCode(201);
    }

    private static void carry(String incident, int metric, String csv) {
        ADMIN.request()
                .contentType("text/csv; charset=UTF-8")
                .body(csv)
                .put(incident + "/impacts/" + metric + "/series")
                .then()
                .statusCode(200);
    }

    private static Response preview(String incident, String markdown) {
        return ADMIN.post(
                incident + "/postmortem/sections/summary/preview", fields("markdown", markdown, "audience", "PUBLIC"));
    }

    private static Document shown(String incident, String markdown) {
        return Jsoup.parse(
                preview(incident, markdown).then().statusCode(200).extract().<String>path("html"));
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
    void eachSeriesHasItsChartInWordsAndAsATable() {
        Document page = shown(incident(), "{{metric-charts}}");
        assertEquals(
                List.of("Successful sign-ins From 17 November 2026, 14:10 UTC", "Cost of the outage"),
                page.select(".report-metric h3").eachText());
        Element first = page.selectFirst("figure.curve");
        assertEquals(
                "Lowest 12.5\u00a0% at 14:20 UTC, highest 99.5\u00a0% at 13:30; 99.5\u00a0% at the start (13:30), 88\u00a0% at the"
                        + " end (15:10).",
                first.selectFirst(".curve-sentence").wholeText());
        assertTrue(first.text().contains("4 samples. Measured; source: The gateway."), first.text());
        assertEquals(2, first.select("svg").size());
        String drawn = first.selectFirst("svg").text();
        for (String word : List.of("Impact started", "Detected", "Declared", "Mitigated", "INC-", "12.5 % lowest")) {
            assertTrue(drawn.contains(word), word + " in " + drawn);
        }
        assertEquals(1, first.selectFirst("svg").select(".cv-shade").size());
        assertEquals(2, first.selectFirst("svg").select(".cv-window").size());
        assertEquals(
                List.of("13:30 99.5", "14:00 99.25", "14:20 12.5", "15:10 88"),
                first.select("tbody tr").eachText());
        assertFalse(page.html().contains(" style="));
    }

    @Test
    void oneMayBeChosenAndOneThatIsNotThereIsToldInside() {
        String incident = incident();
        assertEquals(
                List.of("Cost of the outage"),
                shown(incident, "{{metric-charts.2}}").select("h3").eachText());
        assertEquals(
                "Impact figure 3 has no series of samples.",
                shown(incident, "{{metric-charts.3}}").text());
        assertEquals(
                "There is no impact figure 4.",
                shown(incident, "{{metric-charts.4}}").text());
        for (String wrong : List.of("x", "0", "1.2", "")) {
            preview(incident, "{{metric-charts." + wrong + "}}")
                    .then()
                    .body("checks[0].code", equalTo("UNKNOWN_CITATION"))
                    .body(
                            "checks[0].message",
                            equalTo("{{metric-charts." + wrong + "}} shows nothing. “" + wrong
                                    + "” is not the number of an impact figure: after “metric-charts.” stands one, as in"
                                    + " “metric-charts.2”."));
        }
    }

    @Test
    void withoutAnySeriesTheTemplatesSayNothingOfIt() {
        String incident = ADMIN.incident();
        metric(incident, "Tickets", "PUBLIC");
        for (String template : List.of("google-sre", "atlassian", "pagerduty", "aws-coe")) {
            ADMIN.post(incident + "/postmortem", fields("template", template));
            Response draft = ADMIN.get(incident + "/postmortem");
            List<String> texts = draft.path("sections.markdown");
            assertTrue(texts.stream().anyMatch(text -> text.contains("{{metric-charts}}")), template + " shows charts");
            assertFalse(draft.asString().contains("report-metric")
                    || draft.asString().contains("series of samples"));
        }
        assertEquals("", shown(incident, "{{metric-charts}}").text());
        ADMIN.get(incident + "/postmortem").then().body(not(containsString("\"series\"")));
    }

    @Test
    void theDeskOffersTheBlocks() {
        String desk = Visitor.as(ADMIN)
                .page(incident().replace("/api/v1", "") + "/postmortem")
                .text();
        assertTrue(desk.contains("a chart of each impact figure that has a series of samples"), desk);
        assertTrue(desk.contains("the chart of one impact figure, by its number"), desk);
    }

    @Test
    void anEditionKeepsTheSamplesAndThePublicOneOnlyThoseOfPublicFigures() {
        String incident = incident();
        List<String> keys = ADMIN.get(incident + "/postmortem").path("sections.key");
        for (String key : keys) {
            write(
                    incident,
                    key,
                    key.equals(keys.get(0))
                            ? "{{metric-charts}}\n\n{{metric-charts.2}}\n\n{{metric-charts.1}}"
                            : "What is known of " + key + ".");
        }
        publish(incident, "INTERNAL").then().statusCode(201);
        String report = "/reports/"
                + publish(incident, "PUBLIC").then().statusCode(201).extract().path("slug");
        carry(incident, 1, "time,value\n2026-11-17T14:00:00Z,55.5\n");

        String inside = incident.replace("/api/v1", "") + "/editions/1";
        ADMIN.get(inside + ".json")
                .then()
                .body("document.facts.impacts[0].series.value", equalTo(List.of(99.5f, 99.25f, 12.5f, 88.0f)))
                .body("document.facts.impacts[0].series[2].at", equalTo("2026-11-17T14:20:00Z"))
                .body("document.facts.impacts[1].series.value", equalTo(List.of(7.75f, 9.125f)))
                .body("document.facts.impacts[2].containsKey('series')", equalTo(false));
        ADMIN.get(inside + ".md")
                .then()
                .body(containsString("**Cost of the outage**"))
                .body(containsString(
                        "**Successful sign-ins** (From 17 November 2026, 14:10 UTC)\n\nLowest 12.5\u00a0% at"))
                .body(containsString("| Time, UTC | Value, % |\n| --- | --- |\n| 13:30 | 99.5 |"));

        Visitor stranger = Visitor.stranger();
        Document page = stranger.page(report);
        assertEquals(2, page.select("figure.curve").size());
        assertEquals(1, page.select(".report-section[data-wide]").size());
        List<String> ids = page.select("[id]").eachAttr("id");
        assertEquals(ids.size(), ids.stream().distinct().count(), ids::toString);
        stranger.get(report + ".html")
                .then()
                .body(containsString("<figure class=\"curve\""))
                .body(containsString(".cv-line"))
                .body(not(containsString(" style=")));
        stranger.get(report + ".json")
                .then()
                .body("document.facts.impacts.size()", equalTo(2))
                .body("document.facts.impacts[0].series.size()", equalTo(4));
        for (String form : List.of("", ".html", ".md", ".json")) {
            stranger.get(report + form)
                    .then()
                    .statusCode(200)
                    .body(containsString("12.5"))
                    .body(not(containsString("Cost of the outage")))
                    .body(not(containsString("7.75")))
                    .body(not(containsString("9.125")))
                    .body(not(containsString("There is no impact figure")))
                    .body(not(containsString("55.5")));
        }
    }
}
