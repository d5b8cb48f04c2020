package org.hindsight.postmortem;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hindsight.Api.ADMIN;
import static org.hindsight.Api.fields;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.time.Duration;
import java.util.regex.Pattern;
import org.hindsight.Api;
import org.hindsight.platform.Browser;
import org.hindsight.platform.Browser.Screen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The writing desk with JavaScript: it saves by itself, helps to cite, and loses nothing. */
@QuarkusTest
@Tag("browser")
class DeskInABrowserTest {

    private static final String FIELD = "#markdown-summary";
    private static final String PANEL = "#section-summary";
    private static final String STATE = PANEL + " .draft-state";
    private static final String READ = PANEL + " .draft-read";
    private static final String SECTION = "/postmortem/sections/summary";
    private static final String SAVING = "**/postmortem/sections/summary";
    private static final Pattern SAVED = Pattern.compile("Saved \\d\\d:\\d\\d:\\d\\d UTC");

    /** A tab that is killed cannot say good-bye. */
    private static final String KILLED = "for (const sign of ['pagehide', 'visibilitychange'])"
            + " addEventListener(sign, event => event.stopImmediatePropagation(), true)";

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

    /** A draft with things to cite; its summary is begun by the template. */
    private static String draft() {
        String incident = ADMIN.incident("summary", "People could not stream.");
        ADMIN.log(incident, "Reports rise", "occurredAt", "2026-11-17T14:00:00Z");
        ADMIN.log(incident, "Rolled back the sign-in service", "occurredAt", "2026-11-17T17:05:00Z");
        ADMIN.post(incident + "/causes", fields("statement", "An expired certificate"))
                .then()
                .statusCode(201);
        ADMIN.post(incident + "/postmortem", fields("template", "google-sre"))
                .then()
                .statusCode(201);
        return incident;
    }

    private static String desk(String incident) {
        return incident.replace("/api/v1", "") + "/postmortem";
    }

    private Page desk(Browser browser, Screen screen, Api person, String incident) {
        Page page = browser.signedIn(base, screen, person.email());
        page.navigate(desk(incident));
        return page;
    }

    /** Who types slowly has more than one text saved: the last of them is. */
    private static void assertThatSummarySays(String incident, String markdown) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> ADMIN.get(incident + SECTION).then().body("markdown", equalTo(markdown)));
    }

    @Test
    void aSectionIsWrittenCitedAndSavedByKeyboardOnAPhoneSizedScreen() {
        try (Browser phone = Browser.open()) {
            String incident = draft();
            Page page = desk(phone, Screen.PHONE, Api.person("RESPONDER"), incident);
            Browser.tabTo(page, FIELD);
            page.keyboard().press("Control+a");
            page.keyboard().type("Over once it was [#roll");
            assertThat(page.locator("#citations [role=option]")).hasCount(1);
            Browser.assertAccessible(page);
            page.keyboard().press("Enter");
            assertThat(page.locator(FIELD)).hasValue("Over once it was [#3]");
            page.keyboard().type(", for [cau");
            assertThat(page.locator("#citations")).containsText("An expired certificate");
            page.keyboard().press("Tab");
            page.keyboard().type(" in {{time-to-mit");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowUp");
            page.keyboard().press("Enter");
            page.keyboard().type(". [#");
            page.keyboard().press("Escape");
            assertThat(page.locator("#citations")).isHidden();
            page.keyboard().press("Backspace");
            page.keyboard().press("Backspace");
            page.keyboard().press("Control+b");
            String written = "Over once it was [#3], for [cause 1] in {{time-to-mitigate}}. ";
            assertThat(page.locator(FIELD)).hasValue(written + "**bold**");
            page.keyboard().press("Control+z");
            assertThat(page.locator(FIELD)).hasValue(written);
            page.keyboard().press("Shift+Tab");
            page.keyboard().press("ArrowRight");
            assertThat(page.locator(PANEL + " [data-mark=italic]")).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().type("Signed out");
            page.keyboard().press("Control+s");
            assertThatSummarySays(incident, written + "_Signed out_");
            assertThat(page.locator(STATE)).hasText(SAVED);
            assertThat(page.locator(".desk-nav [href='#section-summary']")).hasAttribute("data-standing", "written");
            assertThat(page.locator(READ)).isHidden();
            Browser.press(page, PANEL + " summary");
            assertThat(page.locator(READ + " em")).hasText("Signed out");
            Browser.assertFits(page);
            Browser.assertAccessible(page);
            phone.assertQuiet();
        }
    }

    @Test
    void aStaleClaimIsSettledAndAReviewEndsInApprovalByKeyboard() {
        String incident = draft();
        ADMIN.request()
                .header("If-Match", "\"1\"")
                .body(fields("markdown", "Many people could not stream [#2]."))
                .put(incident + SECTION)
                .then()
                .statusCode(200);
        ADMIN.patch(incident + "/timeline/2", fields("text", "Reports rise steeply"))
                .then()
                .statusCode(200);
        Page page = desk(browser, Screen.DESK, Api.person("PUBLISHER"), incident);
        assertThat(page.locator(PANEL + " .stale-claim ins")).containsText("steeply");
        Browser.assertAccessible(page);
        Browser.press(page, PANEL + " .stale-claim button");
        page.waitForURL("**#section-summary");
        assertThat(page.locator(PANEL + " .stale-claim")).hasCount(0);

        Browser.tabTo(page, FIELD);
        page.keyboard().press("Control+Home");
        for (int i = 0; i < "Many people".length(); i++) {
            page.keyboard().press("Shift+ArrowRight");
        }
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("End");
        page.keyboard().press("Enter");
        assertThat(page.locator("#comment")).isFocused();
        assertThat(page.locator("#quote")).hasValue("Many people");
        page.keyboard().type("How many?");
        Browser.press(page, "button[formaction$='/postmortem/reviews']");
        page.waitForURL("**#review");
        assertThat(page.locator(PANEL + " .margin-note blockquote")).hasText("Many people");
        Browser.press(page, PANEL + " .answer summary");
        Browser.type(page, PANEL + " .answer textarea", "305 of them");
        Browser.assertAccessible(page);
        Browser.press(page, PANEL + " .answer button");
        page.waitForURL("**#comment-1");
        assertThat(page.locator(PANEL + " .reply-text")).hasText("305 of them");
        Browser.press(page, PANEL + " [name=settled]");
        page.waitForURL("**#section-summary");
        assertThat(page.locator(".margin-note")).hasCount(0);

        Browser.tabTo(page, "[name=verdict][value=COMMENTED]");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("[name=verdict][value=APPROVED]")).isChecked();
        Browser.press(page, "button[formaction$='/postmortem/reviews']");
        page.waitForURL("**#review");
        assertThat(page.locator("#desk-state")).hasText("Approved");
        Browser.assertAccessible(page);
    }

    @Test
    void aFactIsCitedWithAClickAndReadWhereItIsCited() {
        try (Browser wide = Browser.open()) {
            String incident = draft();
            ADMIN.post(incident + "/postmortem/reviews", fields("verdict", "APPROVED"))
                    .then()
                    .statusCode(201);
            Page page = desk(wide, Screen.DESK, Api.person("RESPONDER"), incident);
            page.locator(FIELD).fill("Seen at once");
            page.locator(".cite-code").getByText("[#2]").click();
            assertThat(page.locator(FIELD)).hasValue("Seen at once [#2]");
            assertThat(page.locator(FIELD)).isFocused();
            page.locator(READ + " .citation").hover();
            assertThat(page.locator("#card")).containsText("Reports rise");
            Browser.assertAccessible(page);
            Browser.assertFits(page);
            page.keyboard().press("Escape");
            assertThat(page.locator("#card")).isHidden();
            assertThat(page.locator(STATE)).hasText(SAVED);
            assertThat(page.locator("#desk-state")).hasText("In review");
            page.locator(FIELD).fill("Seen at once [#2] [#77]");
            assertThat(page.locator("#notes-summary")).containsText("[#77] cites an entry");
            page.locator("button[name=at][value=summary]").click();
            assertThat(page.locator(".desk-facts .checks")).containsText("[#77] cites an entry");
            assertThat(page.locator("#desk-blocking")).containsText("block");
            assertThat(page.locator(STATE)).hasText(SAVED);
            page.locator("#comment").fill("Look again");
            page.locator("button[formaction$='/reviews']").click();
            assertThat(page.locator("main")).containsText("Look again");
            assertThatSummarySays(incident, "Seen at once [#2] [#77]");
            wide.assertQuiet();
        }
    }

    @Test
    void whoWritesInTheSameSectionIsSeenToldAndKept() {
        String incident = draft();
        Page anna = desk(browser, Screen.DESK, Api.person("RESPONDER"), incident);
        Page ben = desk(browser, Screen.DESK, Api.person("RESPONDER"), incident);
        // Ben is in the field already: who enters it later begins with what Anna saved.
        ben.waitForResponse(SAVING, () -> ben.locator(FIELD).focus());
        anna.locator(FIELD).focus();
        assertThat(ben.locator(PANEL + " .draft-here")).containsText("is writing here");
        anna.locator(FIELD).fill("What Anna wrote");
        anna.locator("#markdown-impact").focus();
        assertThat(anna.locator(STATE)).hasText(SAVED);
        assertThat(ben.locator("#section-impact .draft-here")).containsText("is writing here");
        ben.locator(FIELD).fill("What Ben wrote");
        assertThat(ben.locator(STATE)).hasText("Somebody saved another text meanwhile");
        assertThat(ben.locator(FIELD)).hasValue("What Ben wrote");
        assertThatSummarySays(incident, "What Anna wrote");
        Browser.assertAccessible(ben);
        ben.locator(".kept button").click();
        assertThat(ben.locator(PANEL)).containsText("What Anna wrote");
        assertThat(ben.locator(FIELD)).hasValue(Pattern.compile("What Ben wrote"));
    }

    @Test
    void whatIsNotSavedOutlivesAKilledTabAndIsShownToNobodyElse() {
        String incident = draft();
        Page page = browser.signedIn(base, Screen.DESK, Api.person("RESPONDER").email());
        page.addInitScript(KILLED);
        page.navigate(desk(incident));
        BrowserContext person = page.context();
        person.route(SAVING, Route::abort);
        page.locator(FIELD).fill("Half a thought");
        assertThat(page.locator(STATE)).containsText("Kept in this browser");
        page.close();

        page = person.newPage();
        page.navigate(desk(incident));
        assertThat(page.locator(".kept")).containsText("and it was not saved");
        assertThat(page.locator(".kept ins")).containsText("Half a thought");
        person.unroute(SAVING);
        page.locator(".kept button").first().click();
        assertThat(page.locator(STATE)).hasText(SAVED);
        assertThatSummarySays(incident, "Half a thought");
        page.reload();
        assertThat(page.locator(FIELD)).hasValue("Half a thought");
        assertThat(page.locator(".kept")).hasCount(0);

        person.route(SAVING, Route::abort);
        page.locator(FIELD).fill("For my eyes");
        assertThat(page.locator(STATE)).containsText("Kept in this browser");
        page.onDialog(Dialog::accept);
        page.locator("form[action='/sign-out'] button").click();
        assertThat(page.locator("#email")).isVisible();
        assertEquals(0, page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('desk-text')).length"));
    }
}
