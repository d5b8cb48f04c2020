package org.hindsight.overview;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hindsight.Api;
import org.hindsight.Multipart;
import org.hindsight.platform.Browser;
import org.hindsight.platform.Browser.Screen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages as a person has them: small, without a mouse, without scripts; and every one of them looked over by axe. */
@QuarkusTest
@Tag("browser")
class PagesInABrowserTest {

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

    @Test
    void anEveningGoesByOnAPhoneWithAKeyboardAndWithoutScripts() {
        Api priya = Api.person("RESPONDER");
        Page page = browser.page(base, Screen.PHONE.withoutScripts());
        page.navigate("/");
        assertTrue(page.url().endsWith("/sign-in"), page.url());
        Browser.type(page, "#email", priya.email());
        Browser.type(page, "#password", "correct horse");
        page.keyboard().press("Enter");
        page.waitForURL("**/");

        Browser.press(page, "a[href='/incidents/new']");
        page.waitForURL("**/incidents/new");
        Browser.type(page, "#title", "Streaming fails on both sides of the Atlantic");
        page.keyboard().press("Enter");
        page.waitForURL("**/incidents/INC-*");
        Browser.assertFits(page);

        Browser.type(page, "#line-text", "! Cover art **still** loads");
        Browser.press(page, ".composer button");
        page.waitForURL("**#entry-2");
        assertEquals(
                "Cover art still loads",
                page.locator("#entry-2 .entry-text").innerText().strip());
        assertEquals(1, page.locator("#entry-2 .star").count());

        Browser.press(page, "summary:text-is('Add a suspected cause')");
        Browser.type(page, "#cause-statement", "A fault of the CDN");
        Browser.press(page, "form[action$='/causes'] button");
        page.waitForURL("**#cause-1");

        Browser.press(page, "#cause-1 summary:has-text('Evidence')");
        Browser.type(page, "#evidence-1-entry", "#2");
        Browser.tabTo(page, "#evidence-1-weighs");
        page.keyboard().type("Against");
        Browser.press(page, "form[action$='/evidence'] button");
        page.waitForURL("**#cause-1");
        assertEquals("AGAINST", page.locator(".evidence li").getAttribute("data-weighs"));

        Browser.press(page, "#cause-1 summary:has-text('State')");
        Browser.tabTo(page, "#state-1-state");
        page.keyboard().type("Ruled");
        Browser.press(page, "form[action$='/state'] button");
        page.waitForURL("**/causes/1/state");
        assertTrue(page.locator("#state-1-reason-fault").isVisible(), "the form came back open, with the fault in it");
        Browser.assertFits(page);
        Browser.press(page, ".message a");
        Browser.type(page, "#state-1-reason", "Cover art never failed.");
        Browser.press(page, "form[action$='/state'] button");
        page.waitForURL("**#cause-1");
        assertEquals(1, page.locator(".board-lane[data-state=RULED_OUT] .cause").count());
        Browser.assertFits(page);
    }

    @Test
    void everyPageIsOpenToEverybody() {
        String incident = ADMIN.incident(
                "startedAt",
                "2026-11-17T14:00:00Z",
                "declaredAt",
                "2026-11-17T14:20:00Z",
                "tags",
                List.of("outside view"));
        String room = incident.substring("/api/v1".length());
        ADMIN.log(incident, "**Spike**: 2,900 reports", "kind", "ALERT", "starred", true, "audience", "PUBLIC");
        ADMIN.log(incident, "| a | b |\n|---|---|\n| 1 | 2 |\n\n`code` https://example.org", "kind", "DECISION");
        ADMIN.patch(incident + "/timeline/2", fields("text", "**Spike**: 2,910 reports"));
        new Multipart()
                .field("entry", 2)
                .file(
                        "file",
                        "export-of-the-dashboard-".repeat(8) + ".txt",
                        "",
                        "2,910".getBytes(StandardCharsets.UTF_8))
                .in(ADMIN.request())
                .post(incident + "/attachments")
                .then()
                .statusCode(201);
        ADMIN.delete(incident + "/timeline/3?reason=misread");
        ADMIN.post(incident + "/causes", fields("statement", "An expired certificate", "state", "INVESTIGATING"));
        ADMIN.post(incident + "/causes/1/evidence", fields("entry", 2, "weighs", "FOR", "note", "handshake"));
        ADMIN.post(
                incident + "/impacts", fields("name", "Peak", "value", 31400, "unit", "reports", "basis", "MEASURED"));
        ADMIN.post(incident + "/symptoms", fields("statement", "Songs do not start", "platform", "MOBILE"));
        ADMIN.post(incident + "/workarounds", fields("text", "Clear the cache", "state", "HARMFUL"));
        ADMIN.post(
                incident + "/signals", fields("quote", "It is down", "sourceName", "x", "at", "2026-11-17T14:52:00Z"));
        ADMIN.post(incident + "/actions", fields("title", "Probe sign-in", "type", "DETECT", "dueOn", "2026-01-31"));
        ADMIN.post("/api/v1/services", fields("slug", "s" + System.nanoTime(), "name", "Music streaming"));
        Api jonas = Api.person("RESPONDER");
        long webhook = ADMIN.post(
                        "/api/v1/webhooks", fields("url", "http://127.0.0.1:9/" + "hooks".repeat(20), "active", false))
                .jsonPath()
                .getLong("id");
        ADMIN.request().post("/api/v1/webhooks/" + webhook + "/test");
        ADMIN.post("/api/v1/internal-suffixes", fields("suffix", "cluster".repeat(9) + ".example.net"));
        int brought = new Multipart()
                .field("format", "hindsight")
                .file("file", "record.json", "", ADMIN.get(incident + "/export").asByteArray())
                .in(given().header("Authorization", "Bearer " + ADMIN.token()))
                .post("/api/v1/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        for (Screen screen : List.of(Screen.DESK, Screen.PHONE.dark())) {
            Page page = browser.signedIn(base, screen, ADMIN.email());
            for (String address : List.of(
                    "/",
                    "/incidents",
                    "/incidents?q=nothing+like+it",
                    "/incidents/new",
                    room,
                    room + "/edit",
                    room + "/replay?step=3",
                    room + "/timeline/2",
                    room + "/timeline/3",
                    room + "/causes/1",
                    room + "/impacts/1",
                    room + "/symptoms/1",
                    room + "/workarounds/1",
                    room + "/signals/1",
                    room + "/actions/1",
                    "/actions",
                    "/settings/people",
                    "/settings/people/" + jonas.email(),
                    "/settings/services",
                    "/settings/webhooks",
                    "/settings/webhooks/" + webhook,
                    "/settings/mail",
                    "/settings/internal-hosts",
                    "/imports",
                    "/imports/" + brought,
                    "/account",
                    "/nothing-here")) {
                page.navigate(address);
                if (address.equals(room)) {
                    Browser.openAll(page);
                }
                Browser.assertAccessible(page);
                Browser.assertFits(page);
            }
            page.navigate(room);
            page.locator("#line-text").fill("Kept");
            page.locator(".composer-more summary").click();
            page.locator("#line-occurredAt").fill("soon");
            page.locator(".composer-line button").click();
            page.getByText("Back into the composer").click();
            assertThat(page.locator("#line-text")).hasValue("Kept");
            Browser.assertAccessible(page);
        }
    }

    /** Not the file of an edition: it lies in a sandbox without scripts, axe among them. Its text is that of the page. */
    @Test
    void draftsAndReportsAreOpenToEverybody() {
        String incident = ADMIN.incident(
                "startedAt", "2026-11-17T14:00:00Z",
                "detectedAt", "2026-11-17T14:08:00Z",
                "declaredAt", "2026-11-17T14:20:00Z");
        String room = incident.substring("/api/v1".length());
        ADMIN.log(incident, "**Spike**: 2,900 reports", "kind", "ALERT", "starred", true, "audience", "PUBLIC");
        ADMIN.log(incident, "We wait for the provider", "kind", "DECISION");
        ADMIN.post(
                incident + "/symptoms",
                fields("statement", "Songs do not start", "platform", "MOBILE", "audience", "PUBLIC"));
        ADMIN.post(incident + "/causes", fields("statement", "An expired certificate", "audience", "PUBLIC"));
        ADMIN.post(incident + "/causes/1/evidence", fields("entry", 2, "weighs", "FOR"));
        ADMIN.post(
                incident + "/causes",
                fields("statement", "The CDN", "state", "RULED_OUT", "reason", "It served.", "audience", "PUBLIC"));
        ADMIN.post(
                incident + "/impacts",
                fields("name", "Mobile", "value", 65, "unit", "%", "basis", "MEASURED", "audience", "PUBLIC"));
        ADMIN.request()
                .contentType("text/csv; charset=UTF-8")
                .body(
                        "2026-11-17T13:50:00Z,8\n2026-11-17T14:00:00Z,20\n2026-11-17T14:10:00Z,65\n2026-11-17T15:00:00Z,9\n")
                .put(incident + "/impacts/1/series")
                .then()
                .statusCode(200);
        ADMIN.post(
                incident + "/workarounds",
                fields("text", "Test **offline mode**", "state", "VERIFIED", "audience", "PUBLIC"));
        ADMIN.post(
                incident + "/actions",
                fields("title", "Probe sign-in", "type", "DETECT", "dueOn", "2026-12-01", "audience", "PUBLIC"));
        ADMIN.post(incident + "/status", fields("status", "RESOLVED", "occurredAt", "2026-11-17T18:40:00Z"));
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"));
        answerPrompts(incident);
        String slug = publish(incident, "PUBLIC", "First account");
        assertTrue(
                ADMIN.get("/reports/" + slug).asString().contains("class=\"cv-line\""), "a chart is looked over too");
        ADMIN.patch(incident + "/impacts/1", fields("value", 66)).then().statusCode(200);
        publish(incident, "PUBLIC", "Times set right");
        publish(incident, "INTERNAL", "For us");
        ADMIN.log(incident, "Nobody had ever looked at that copy before the night.");
        rewrite(
                incident,
                "impact",
                markdown -> markdown + "\n\nIt was slow {internal: as ever}.\n\n:::internal\n- For us\n:::\n\n"
                        + "Nobody had ever looked at that copy before the night.");
        String begun = ADMIN.incident();
        ADMIN.post(begun + "/postmortem", fields("template", "outside-view"));
        String unwritten = begun.substring("/api/v1".length());

        for (Screen screen : List.of(Screen.DESK, Screen.PHONE.dark())) {
            Page page = browser.signedIn(base, screen, ADMIN.email());
            for (String address : List.of(
                    unwritten + "/postmortem",
                    unwritten + "/publish",
                    room + "/postmortem",
                    room + "/publish",
                    room + "/editions/1",
                    "/reports",
                    "/reports/actions",
                    "/reports?q=streaming&year=2026",
                    "/reports?q=nothing+like+it+" + "x".repeat(80),
                    "/reports/" + slug,
                    "/reports/" + slug + "/editions/2/changes",
                    "/reports/" + slug + "/editions/1")) {
                page.navigate(address);
                Browser.openAll(page);
                Browser.assertAccessible(page);
                Browser.assertFits(page);
            }
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator("#section-summary .report-notes")).containsText("Spike: 2,900 reports");
        }
        assertThatReadersSeeTheirOwnTimeBesideUtc(base, "/reports/" + slug);
    }

    private static void assertThatReadersSeeTheirOwnTimeBesideUtc(URL base, String report) {
        Page page = browser.page(base, Screen.PHONE, "Asia/Tokyo");
        page.navigate(report);
        assertThat(page.locator(".report-head span.local-time")).hasText("Beside times in UTC: yours, Asia/Tokyo");
        assertThat(page.locator(".report-table time", new Page.LocatorOptions().setHasText("14:08 UTC"))
                        .first())
                .containsText("23:08 yours");
        assertThat(page.locator(".report-table time", new Page.LocatorOptions().setHasText("18:40 UTC"))
                        .first())
                .containsText("18 Nov 03:40 yours");
        Browser.assertAccessible(page);
        Browser.assertFits(page);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".local-time").first()).isHidden();
        Page inUtc = browser.page(base, Screen.PHONE);
        inUtc.navigate(report);
        assertThat(inUtc.locator(".local-time")).hasCount(0);
    }

    @Test
    void theBrowserHasNoComplaintAboutAReport() {
        String incident = ADMIN.incident("title", "Nothing plays </script><script>alert(1)</script>");
        ADMIN.log(incident, "Reports rise", "audience", "PUBLIC");
        ADMIN.log(incident, "They wait", "audience", "PUBLIC");
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"));
        answerPrompts(incident);
        String slug = publish(incident, "PUBLIC", "First account");
        try (Browser strict = Browser.open()) {
            Page page = strict.page(base, Screen.DESK);
            for (String address : List.of("/reports", "/reports?q=plays", "/reports/" + slug)) {
                page.navigate(address);
                strict.assertQuiet();
            }
            assertThat(page.locator("script[type='application/ld+json']")).hasCount(1);
        }
    }

    /** What the template took from the record stays; its prompts to the writer go, and the summary cites what they ask for. */
    private static void answerPrompts(String incident) {
        List<String> keys = ADMIN.get(incident + "/postmortem").path("sections.key");
        keys.forEach(key -> rewrite(
                incident,
                key,
                markdown -> markdown.replaceAll("(?s)<!-- prompt:.*?-->", "")
                        + (key.equals("summary") ? "\n\nReports rose [#2], and we waited [#3]." : "")));
    }

    private static void rewrite(String incident, String key, UnaryOperator<String> change) {
        Response section = ADMIN.get(incident + "/postmortem/sections/" + key);
        ADMIN.request()
                .header("If-Match", "\"" + section.<Integer>path("revision") + "\"")
                .body(fields("markdown", change.apply(section.path("markdown"))))
                .put(incident + "/postmortem/sections/" + key)
                .then()
                .statusCode(200);
    }

    private static String publish(String incident, String audience, String note) {
        return ADMIN.post(incident + "/editions", fields("label", "PRELIMINARY", "audience", audience, "note", note))
                .then()
                .statusCode(201)
                .extract()
                .path("slug");
    }
}
