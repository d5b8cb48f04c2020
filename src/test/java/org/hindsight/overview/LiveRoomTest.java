package org.hindsight.overview;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hindsight.Api;
import org.hindsight.Visitor;
import org.hindsight.platform.Browser;
import org.hindsight.platform.Browser.Screen;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The war room while others write: nothing is loaded again by hand. */
@QuarkusTest
@Tag("browser")
class LiveRoomTest {

    private static Browser browser;

    @TestHTTPResource("/")
    URL base;

    @BeforeAll
    static void open() {
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private Page room(Browser of, String incident, Api person) {
        Page page = of.signedIn(base, Screen.DESK, person.email());
        page.navigate(incident.replace("/api/v1", ""));
        assertThat(page.locator("#live")).hasText("Live");
        return page;
    }

    @Test
    void whatUsersReportIsCountedAgainEachMinuteWithoutAChangeOfTheIncident() {
        String slug = "music-" + System.nanoTime();
        ADMIN.post("/api/v1/services", fields("slug", slug, "name", "Music"))
                .then()
                .statusCode(201);
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        String incident = ADMIN.incident(
                "services", List.of(slug), "startedAt", minute.minusSeconds(600).toString());
        Page page = browser.signedIn(base, Screen.DESK, Api.person("VIEWER").email());
        page.clock().install();
        page.navigate(incident.replace("/api/v1", ""));
        assertThat(page.locator("#live")).hasText("Live");
        assertThat(page.locator("#reports-shown")).isEmpty();
        ADMIN.request()
                .contentType("text/csv")
                .body("time,count\n" + minute.minusSeconds(300) + ",17\n")
                .put("/api/v1/services/" + slug + "/user-reports/series")
                .then()
                .statusCode(200);
        Visitor other = Visitor.of("VIEWER");
        Awaitility.await()
                .until(() ->
                        other.page(incident.replace("/api/v1", "")).text().contains("17 reports during the incident"));
        page.clock().fastForward(61_000);
        page.clock().fastForward(2_000);
        assertThat(page.locator("#reports-shown")).containsText("17 reports during the incident");
    }

    @Test
    void whatOthersWriteIsThereWithoutLoadingThePageAgain() {
        String incident = ADMIN.incident("declaredAt", "2026-11-17T14:20:00Z");
        ADMIN.log(incident, "Reports leave their baseline", "occurredAt", "2026-11-17T14:00:00Z");
        Page page = room(browser, incident, Api.person("RESPONDER"));
        page.evaluate("window.loaded = 'once'");
        page.locator("#line-text").fill("What I am just typing");

        int middle = ADMIN.log(incident, "**Spike**", "occurredAt", "2026-11-17T14:10:00Z", "starred", true);
        assertThat(page.locator("#entry-" + middle + " .star")).hasText("★ In the report");
        int first = ADMIN.log(incident, "The day before", "occurredAt", "2026-11-16T23:00:00Z");
        int newest = ADMIN.log(incident, "Just now");
        assertThat(page.locator("#entry-" + newest)).containsText("Just now");
        assertEquals(
                "[\"entry-" + first + "\",\"entry-2\",\"entry-" + middle + "\",\"entry-1\",\"entry-" + newest + "\"]",
                page.evaluate("JSON.stringify([...document.querySelectorAll('.entry')].map(line => line.id))"));
        assertThat(page.locator(".timeline-day").first()).hasText("Monday, 16 November 2026");
        assertThat(page.locator("#how-many")).hasText("5 entries");

        ADMIN.patch(incident + "/timeline/" + middle, fields("text", "Spike: 2,910 reports"));
        assertThat(page.locator("#entry-" + middle)).containsText("2,910 reports");
        ADMIN.delete(incident + "/timeline/" + first + "?reason=misread");
        assertThat(page.locator("#entry-" + first)).containsText("Retracted: misread");

        ADMIN.post(incident + "/status", fields("status", "IDENTIFIED"));
        ADMIN.patch(incident, fields("severity", "SEV1"));
        ADMIN.put(incident + "/milestones/IMPACT_STARTED", fields("at", "2026-11-17T14:00:00Z"));
        ADMIN.put(incident + "/roles/SCRIBE", fields("person", "Priya"));
        ADMIN.post(incident + "/symptoms", fields("statement", "Songs do not start"));
        ADMIN.post(incident + "/causes", fields("statement", "An expired certificate"));
        ADMIN.post(
                incident + "/impacts", fields("name", "Peak", "value", 31400, "unit", "reports", "basis", "MEASURED"));
        assertThat(page.locator("#headline")).containsText("Identified");
        assertThat(page.locator("#headline")).containsText("SEV1");
        assertThat(page.locator("#headline .clock-value")).containsText("d");
        assertThat(page.locator("#milestones")).containsText("14:00");
        assertThat(page.locator("#roles")).containsText("Priya");
        assertThat(page.locator("#symptom-1")).containsText("Songs do not start");
        assertThat(page.locator("#cause-1")).containsText("An expired certificate");
        assertThat(page.locator("#impact-1")).containsText("31,400");

        assertEquals("What I am just typing", page.locator("#line-text").inputValue());
        assertEquals("once", page.evaluate("window.loaded"));
        page.reload();
        assertThat(page.locator("#how-many")).not().hasText("5 entries");
        Browser.assertAccessible(page);
        browser.assertQuiet();
    }

    @Test
    void whatIsMadeForEverybodyHoldsNothingOfOne() {
        String incident = ADMIN.incident().replace("/api/v1", "");
        ADMIN.post("/api/v1" + incident + "/causes", fields("statement", "A full disk"));
        Visitor priya = Visitor.of("RESPONDER");
        Document regions = priya.page(incident + "/regions");
        assertTrue(regions.select("#cause-1 [name=form-token]").size() > 0, "the forms are there");
        assertEquals(
                List.of(),
                regions.select("[name=form-token], [name=idempotency-key]").stream()
                        .map(Element::val)
                        .filter(own -> !own.isEmpty())
                        .toList());
        assertEquals("", regions.select("#presence").attr("data-me"));
        assertEquals(
                0,
                Visitor.of("VIEWER").page(incident + "/regions").select("form").size());
        assertEquals(303, Visitor.stranger().get(incident + "/regions").statusCode());
    }

    @Test
    void formsThatCameLiveAreTheReadersOwn() {
        String incident = ADMIN.incident();
        Page page = room(browser, incident, Api.person("RESPONDER"));
        ADMIN.post(incident + "/causes", fields("statement", "A full disk"));
        page.locator("#cause-1 summary").first().click();
        page.locator("#evidence-1-entry").fill("#1");
        page.locator("#cause-1 form button").first().click();
        assertThat(page.locator("#cause-1 .evidence")).containsText("#1");
    }

    @Test
    void theComposerSaysWhenALineWouldStand() {
        Page page = room(browser, ADMIN.incident("zone", "Europe/London"), Api.person("RESPONDER"));
        page.locator("#line-text").fill("~2026-07-17 15:05 the queue is full");
        assertThat(page.locator("#understood"))
                .containsText("Stands at 17 Jul 2026, 14:05 UTC (15:05 in Europe/London), about.");
        page.locator("#line-text").fill("25:99 people");
        assertThat(page.locator("#understood")).containsText("It stays in the line");
        page.locator("#line-text").fill("people wrote");
        assertThat(page.locator("#understood")).isEmpty();
        page.locator("#line-text").fill("2026-07-17 15:05 the queue is full");
        page.locator(".composer-line button").click();
        assertThat(page.locator(".entry[id^=entry]:has-text('the queue is full') time"))
                .hasText("14:05");
        browser.assertQuiet();
    }

    @Test
    void aPromiseCountsDownAndDurationsRun() {
        String incident =
                ADMIN.incident("startedAt", Instant.now().minusSeconds(3600).toString());
        Page page = room(browser, incident, Api.person("RESPONDER"));
        Locator inform = page.locator(".duration:has-text('Time to inform') .running");
        assertThat(inform).containsText(Pattern.compile("01:00:[0-9]{2}"));
        String first = inform.textContent();
        assertThat(inform).not().hasText(first);

        ADMIN.put(
                        incident + "/next-update",
                        fields("by", Instant.now().plusSeconds(45).toString()))
                .then()
                .statusCode(200);
        Locator distance = page.locator("#promise .distance");
        assertThat(distance).containsText(Pattern.compile("in [0-9]+ s"));
        String then = distance.textContent();
        assertThat(distance).not().hasText(then);
        int no = ADMIN.log(incident, "Status page: we know of it", "kind", "COMMUNICATION");
        assertThat(page.locator("#promise")).containsText("by #" + no);
        Browser.assertAccessible(page);
        browser.assertQuiet();
    }

    @Test
    void whoElseIsHereStandsBesideTheHeading() {
        String incident = ADMIN.incident();
        Page page = room(browser, incident, Api.person("RESPONDER"));
        assertThat(page.locator("#presence")).isEmpty();
        double before = page.locator("h1").boundingBox().y;
        Api other = Api.person("VIEWER");
        String name = ADMIN.get("/api/v1/users/" + other.email()).path("name");
        try (Browser elsewhere = Browser.open()) {
            Page theirs = room(elsewhere, incident, other);
            assertThat(page.locator("#presence")).hasText(name + " is here");
            assertThat(theirs.locator("#presence")).containsText(" is here");
            assertEquals(before, page.locator("h1").boundingBox().y, 0.5, "nothing moves");
        }
        assertThat(page.locator("#presence")).isEmpty(new LocatorAssertions.IsEmptyOptions().setTimeout(30_000));
        browser.assertQuiet();
    }

    @Test
    void whatIsBeingReadDoesNotMove() {
        String incident = ADMIN.incident("declaredAt", "2026-11-17T14:20:00Z");
        IntStream.range(0, 40)
                .forEach(i -> ADMIN.log(incident, "Line " + i, "occurredAt", "2026-11-17T15:%02d:00Z".formatted(i)));
        Page page = room(browser, incident, Api.person("VIEWER"));
        page.locator("#entry-30").evaluate("line => line.scrollIntoView({ block: 'center', behavior: 'instant' })");
        BoundingBox before = page.locator("#entry-30").boundingBox();
        int early = ADMIN.log(incident, "What nobody had written down", "occurredAt", "2026-11-17T15:00:30Z");
        int late = ADMIN.log(incident, "And now");
        assertThat(page.locator("#entry-" + early)).isAttached();
        assertThat(page.locator("#entry-" + late)).isAttached();
        assertEquals(before.y, page.locator("#entry-30").boundingBox().y, 1.0);
        assertEquals(0, page.locator("a[aria-label^='Edit entry']:visible").count(), "a viewer edits nothing");
        browser.assertQuiet();
    }

    @Test
    void aPageThatIsFilteredTakesTheLinesThatFitAndCountsTheOthers() {
        String incident = ADMIN.incident();
        Api priya = Api.person("RESPONDER");
        Page page = room(browser, incident + "?kind=DECISION&q=drain", priya);
        assertThat(page.locator("#how-many")).hasText("0 of 1 entry");
        assertThat(page.locator("#none-fits")).isVisible();
        int other = ADMIN.log(incident, "Drain the CDN?", "kind", "OBSERVATION");
        int fits = ADMIN.log(incident, "We DRAIN the CDN", "kind", "DECISION");
        assertThat(page.locator("#entry-" + fits)).containsText("We DRAIN the CDN");
        assertThat(page.locator("#how-many")).hasText("1 of 3 entries");
        assertThat(page.locator("#entry-" + other)).not().isAttached();
        assertThat(page.locator("#none-fits")).not().isAttached();
        page.locator("#line-text").fill("What I log is there, whatever I look for");
        page.locator("#line-text").press("Enter");
        assertThat(page.locator("#entry-4")).containsText("What I log is there");
        ADMIN.post(incident + "/causes", fields("statement", "A CDN failure"));
        ADMIN.post(incident + "/causes/1/evidence", fields("entry", other, "weighs", "FOR"));
        page.locator("#cause-1 .evidence a").click();
        assertThat(page.locator("#entry-" + other)).isVisible();
        assertThat(page.locator("#how-many")).hasText("4 entries");
        browser.assertQuiet();
    }

    @Test
    void whereTheNewestComeFirstOthersLinesComeAboveAndNothingMoves() {
        String incident = ADMIN.incident("declaredAt", "2026-11-17T14:20:00Z");
        IntStream.range(0, 40)
                .forEach(i -> ADMIN.log(incident, "Line " + i, "occurredAt", "2026-11-17T15:%02d:00Z".formatted(i)));
        Page page = room(browser, incident, Api.person("RESPONDER"));
        // Else the page may still glide to its lines while the test scrolls.
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.locator(".sift summary").click();
        page.locator("#lines-order").selectOption("NEWEST_FIRST");
        page.locator(".sift button").click();
        assertThat(page.locator("#live")).hasText("Live");
        assertThat(page.locator("#lines .entry").first()).hasId("entry-41");
        page.locator("#entry-20").evaluate("line => line.scrollIntoView({ block: 'center', behavior: 'instant' })");
        BoundingBox before = page.locator("#entry-20").boundingBox();
        int middle = ADMIN.log(incident, "Between", "occurredAt", "2026-11-17T15:30:30Z");
        int newest = ADMIN.log(incident, "And now");
        assertThat(page.locator("#newer")).hasText("2 new lines above ↑");
        assertThat(page.locator("#lines .entry").first()).hasId("entry-" + newest);
        assertEquals(
                "entry-33",
                page.locator("#entry-" + middle).evaluate("line => line.previousElementSibling.id"),
                "in the order of the page");
        assertEquals(before.y, page.locator("#entry-20").boundingBox().y, 1.0);
        page.locator("#line-text").fill("Mine");
        page.locator("#line-text").press("Enter");
        assertThat(page.locator("#lines .entry").first()).containsText("Mine");
        assertThat(page.locator("[data-pending]")).hasCount(0);
        page.navigate(ADMIN.incident().replace("/api/v1", ""));
        assertThat(page.locator("#lines")).hasAttribute("data-order", "newest-first");
        Browser.assertAccessible(page);
        browser.assertQuiet();
    }

    @Test
    void whoMayNoLongerReadIsToldThatItIsNotLive() {
        String incident = ADMIN.incident();
        Api viewer = Api.person("VIEWER");
        try (Browser shutOut = Browser.open()) {
            Page page = room(shutOut, incident, viewer);
            ADMIN.patch(incident, fields("restricted", true));
            assertThat(page.locator("#live")).hasAttribute("data-state", "over");
            int later = ADMIN.log(incident, "For members only");
            assertThat(page.locator("#entry-" + later)).not().isAttached();
        }
    }
}
