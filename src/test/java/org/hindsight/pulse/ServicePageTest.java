package org.hindsight.pulse;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.hindsight.Visitor;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Is it me or is it them: what everybody sees of a service, and what its team is told. */
@QuarkusTest
@Tag("pages")
class ServicePageTest {

    @Inject
    Watch watch;

    @Inject
    Ageing ageing;

    @Inject
    Offers offers;

    private void look(Crowd crowd) {
        Awaitility.await().until(() -> offers.ready(crowd.slug).isPresent());
        watch.look(offers.ready(crowd.slug).orElseThrow(), Instant.now());
    }

    private static Document page(String path) {
        Response answer = given().redirects().follow(false).get(path);
        assertEquals(200, answer.statusCode(), path);
        return Jsoup.parse(answer.asString());
    }

    @Test
    void everybodySeesTheStateTheCurveAndTheShares() {
        Crowd crowd = Crowd.of("description", "Songs <b>everywhere</b>");
        Document calm = page("/services/" + crowd.slug);
        assertEquals("Normal", calm.select(".pulse-state strong").text());
        assertTrue(calm.select(".pulse-lately").text().startsWith("0 reports in the last 15 minutes"));
        assertTrue(calm.select(".pulse-foot").text().contains("not known yet"), "it says how little it knows");

        crowd.suffers(650, 250, 100).then().statusCode(200).body("accepted", equalTo(224));
        crowd.counts("").then().body("state", equalTo("OUTAGE")).body("normal.basis", equalTo("HOURS"));
        Document page = Visitor.of("VIEWER").page("/services/" + Crowd.of().slug);
        assertNotNull(page.selectFirst(".topbar-who form"), "somebody who is signed in has their own bar");
        Awaitility.await()
                .until(() -> page("/services/" + crowd.slug)
                        .select(".pulse-state strong")
                        .text()
                        .equals("Outage"));
        Document outage = page("/services/" + crowd.slug);
        assertEquals("Songs <b>everywhere</b>", outage.select(".pulse-about").text());
        assertTrue(outage.select(".pulse-lately").text().contains("in the last 15 minutes"));
        assertEquals("Mobile 67.1 %", shares(outage, 0));
        assertEquals("London 76.5 %", shares(outage, 1));
        assertEquals(2, outage.select("figure.curve").size(), "a day and a week");
        assertNotNull(outage.selectFirst("figure.curve table"), "the figures as a table");
        assertNull(outage.selectFirst("form"), "the same bytes for everybody");
        assertNotNull(outage.selectFirst("a[href=/services/" + crowd.slug + "/report]"));
    }

    private static String shares(Document page, int which) {
        return page.select(".shares")
                .get(which)
                .selectFirst("li")
                .select("span")
                .text();
    }

    @Test
    void whatIsNotPublicIsForThoseWhoAreSignedIn() {
        Crowd closed = Crowd.of("publicPage", false, "anonymousReports", false);
        assertEquals(
                303,
                given().redirects()
                        .follow(false)
                        .get("/services/" + closed.slug)
                        .statusCode());
        assertEquals(
                303,
                given().redirects().follow(false).get("/services/none-such").statusCode());
        Visitor viewer = Visitor.of("VIEWER");
        assertEquals(
                "Normal",
                viewer.page("/services/" + closed.slug)
                        .select(".pulse-state strong")
                        .text());
        assertEquals(404, viewer.get("/services/none-such").statusCode());
        assertEquals(
                303,
                given().redirects()
                        .follow(false)
                        .get("/services/" + closed.slug + "/report")
                        .statusCode());
    }

    @Test
    void twoTapsAreEnoughAndEachPersonCountsOnce() {
        Crowd crowd = Crowd.of();
        Visitor stranger = Visitor.stranger();
        Document first = stranger.page("/services/" + crowd.slug);
        Document second = stranger.page(
                first.selectFirst("a:containsOwn(I have a problem too)").attr("href"));
        Response sent = stranger.press(second, "button[value='Signed out']", "region", "London");
        assertEquals("/services/" + crowd.slug + "/thanks?counted=true", Visitor.where(sent));
        assertTrue(stranger.page(Visitor.where(sent)).text().contains("Counted. Thank you."));
        Response again = stranger.press(
                stranger.page("/services/" + crowd.slug + "/report"), "button[value='Music does not play']");
        assertTrue(stranger.page(Visitor.where(again)).text().contains("You are counted already."));
        crowd.counts("").then().body("total", equalTo(1)).body("shares.region.London", equalTo(100.0f));

        Response refused = stranger.press(
                stranger.page("/services/" + crowd.slug + "/report"),
                "button[value='Signed out']",
                "region",
                "Atlantis",
                "comment",
                "<script>alert(1)</script>");
        assertEquals(400, refused.statusCode());
        Document kept = Visitor.document(refused);
        assertEquals("<script>alert(1)</script>", kept.getElementById("comment").text());
        assertTrue(kept.select(".message").text().contains("is not listed"));
    }

    @Test
    void whatPeopleWriteIsForTheTeamOnly() {
        Crowd crowd = Crowd.of();
        crowd.report(Crowd.address(), "symptom", "Signed out", "region", "London", "comment", "<b>Three</b> times");
        Document team = Visitor.of("VIEWER").page("/services/" + crowd.slug);
        assertTrue(team.text().contains("<b>Three</b> times"));
        assertTrue(team.text().contains("Signed out, London"));
        for (String open : List.of("/services/" + crowd.slug, crowd.reports)) {
            assertFalse(given().get(open).asString().contains("Three"), open);
        }
    }

    @Test
    void adviceAndIncidentsStandOnThePageWhenTheyArePublic() {
        Crowd crowd = Crowd.of();
        String incident = ADMIN.incident("services", List.of(crowd.slug), "title", "Nobody can sign in");
        ADMIN.post(incident + "/workarounds", fields("text", "Wait", "state", "VERIFIED", "audience", "PUBLIC"));
        ADMIN.post(incident + "/workarounds", fields("text", "Retry", "state", "HARMFUL", "audience", "PUBLIC"));
        ADMIN.post(incident + "/workarounds", fields("text", "Ask Kim", "state", "VERIFIED"));
        ADMIN.post(incident + "/workarounds", fields("text", "Old", "state", "WITHDRAWN", "audience", "PUBLIC"));
        String secret = ADMIN.incident("services", List.of(crowd.slug), "restricted", true);
        ADMIN.post(secret + "/workarounds", fields("text", "Hush", "state", "VERIFIED", "audience", "PUBLIC"));
        Document page = Visitor.of("VIEWER").page("/services/" + crowd.slug);
        assertEquals("Wait", page.select(".tip .thing-text").get(0).text());
        assertEquals("Do not: Retry", page.select(".tip .thing-text").get(1).text());
        assertEquals(2, page.select(".tip").size());
        assertFalse(page.text().contains("Nobody can sign in"), "nothing was published of it");

        ADMIN.post(incident + "/postmortem", fields("template", "customer-facing"));
        Response draft = ADMIN.get(incident + "/postmortem");
        for (String key : draft.<List<String>>path("sections.key")) {
            String etag = ADMIN.get(incident + "/postmortem/sections/" + key).header("ETag");
            ADMIN.request()
                    .header("If-Match", etag)
                    .body(fields("markdown", "Signing in fails.", "audience", "PUBLIC"))
                    .put(incident + "/postmortem/sections/" + key)
                    .then()
                    .statusCode(200);
        }
        ADMIN.post(incident + "/editions", fields("label", "PRELIMINARY", "audience", "PUBLIC", "note", ""))
                .then()
                .statusCode(201);
        Visitor other = Visitor.of("VIEWER");
        Awaitility.await()
                .until(() -> other.page("/services/" + crowd.slug).text().contains("Nobody can sign in"));
    }

    @Test
    void aChangeOfStateIsAnEntryInEachIncidentOfTheServiceOnce() {
        Crowd crowd = Crowd.of();
        String before = ADMIN.incident("services", List.of(crowd.slug));
        String other = ADMIN.incident();
        crowd.suffers(650, 250, 100).then().statusCode(200);
        look(crowd);
        look(crowd);
        ADMIN.get(before + "/timeline?source=User reports")
                .then()
                .body("items.size()", equalTo(1))
                .body("items[0].kind", equalTo("ALERT"))
                .body("items[0].audience", equalTo("PUBLIC"))
                .body("items[0].text", containsString("normal → **outage**"));
        ADMIN.get(other + "/timeline").then().body("items.size()", equalTo(1));
        String after = ADMIN.incident("services", List.of(crowd.slug));
        ADMIN.get(after + "/timeline").then().body("items.text", hasItem(containsString("**outage** since then")));

        Visitor priya = Visitor.of("RESPONDER");
        Document home = priya.page("/");
        assertTrue(home.select(".reported:contains("
                        + ADMIN.get("/api/v1/services/" + crowd.slug).<String>path("name") + ")")
                .text()
                .contains("Outage"));
    }

    @Test
    void anOutageThatNobodyDeclaredIsSuggestedAsAnIncident() {
        Crowd crowd = Crowd.of("name", "Podcasts of " + System.nanoTime());
        crowd.suffers(650, 250, 100).then().statusCode(200);
        look(crowd);
        Visitor priya = Visitor.of("RESPONDER");
        Document home = priya.page("/");
        String link =
                home.select(".reported a[href*=service=" + crowd.slug + "]").attr("href");
        Document declare = priya.page(link);
        assertNotNull(declare.selectFirst("[name=services][value=" + crowd.slug + "][checked]"));
        String room = Visitor.where(priya.send(declare, "main form", "title", "Nobody hears podcasts"));
        assertEquals(List.of(crowd.slug), ADMIN.get("/api/v1" + room).<List<String>>path("services"));
        ADMIN.get("/api/v1" + room).then().body("milestones.IMPACT_STARTED.precision", equalTo("MINUTE"));
        assertEquals(
                0,
                priya.page("/")
                        .select(".reported a[href*=service=" + crowd.slug + "]")
                        .size());
    }

    @Test
    void countsAreKeptByTheHourAfterThirtyDaysButNotWhatWasBroughtIn() {
        Crowd crowd = Crowd.of();
        crowd.report(Crowd.address(), "symptom", "Signed out", "platform", "WEB", "comment", "It spins");
        crowd.report(Crowd.address(), "symptom", "Signed out", "platform", "WEB");
        ADMIN.post(
                crowd.reports + "/batch",
                fields(
                        "reports",
                        List.of(fields(
                                "count",
                                5,
                                "at",
                                Instant.now().minusSeconds(300).toString()))));
        Crowd brought = Crowd.of();
        ADMIN.request()
                .contentType("text/csv")
                .body("time,count\n2026-01-01T10:07:00Z,3\n2026-01-01T10:08:00Z,4\n")
                .put(brought.reports + "/series");
        Instant now = Instant.now();
        ageing.age(now.plus(Ageing.FINE).plus(3, ChronoUnit.HOURS));
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        crowd.counts("?from=" + hour.minus(1, ChronoUnit.HOURS) + "&to=" + hour.plus(1, ChronoUnit.HOURS)
                        + "&step=PT1H")
                .then()
                .body("total", equalTo(7));
        crowd.counts("?from=" + hour.minus(1, ChronoUnit.HOURS) + "&to=" + hour.plus(1, ChronoUnit.HOURS)
                        + "&step=PT1M")
                .then()
                .body("steps.findAll { it.count > 0 }.at.collect { it.substring(14, 16) }", not(hasItem("01")))
                .body("steps.findAll { it.count > 0 }.every { it.at.substring(14, 16) == '00' }", equalTo(true));
        brought.counts("?from=2026-01-01T10:00:00Z&to=2026-01-01T11:00:00Z&step=PT1M")
                .then()
                .body("steps[7].count", equalTo(3))
                .body("steps[8].count", equalTo(4));
    }
}
