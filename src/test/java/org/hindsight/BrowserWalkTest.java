package org.hindsight;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hindsight.platform.Browser;
import org.hindsight.platform.Browser.Screen;
import org.hindsight.platform.PackagedApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job as a new user does it on an empty machine, in the packaged application, on a phone-sized
 * screen, by keyboard, with JavaScript off: first run, an incident, its lines, a draft, an edition, a stranger who reads it.
 */
@Tag("packaged")
class BrowserWalkTest {

    private static final Pattern CODE = Pattern.compile("enter the code ([A-Z0-9-]{14})");

    private static Browser browser;

    @TempDir
    static Path data;

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
    void aNewUserRecordsAnIncidentAndAStrangerReadsItsReport() throws Exception {
        try (PackagedApp app = PackagedApp.jar(data).start()) {
            Page page = browser.page(app.uri(""), Screen.PHONE.withoutScripts());
            setUp(page, code(app.log()));
            declare(page);
            log(page);
            findOut(page);
            String slug = writeUpAndPublish(page);
            Page stranger = browser.page(app.uri(""), Screen.PHONE.withoutScripts());
            stranger.navigate(slug);
            assertThat(stranger.locator("h1")).containsText("Nobody can stream");
            assertThat(stranger.locator("body")).containsText("The hashtag trends");
            assertThat(stranger.locator("body")).containsText("It does not sign people in.");
            assertThat(stranger.locator("body")).containsText("90 of 305 teams");
            assertFalse(stranger.content().contains("The dashboard is red"), "what is internal stays in the house");
            assertFalse(stranger.content().contains("ada@example.org"), "nobody is named");
            stranger.navigate("/incidents/INC-1");
            assertTrue(stranger.url().contains("/sign-in"), "the record itself stays behind sign-in");
            browser.assertOnlyRefusedForms(4);
        }
    }

    private static String code(String log) {
        Matcher code = CODE.matcher(log);
        assertTrue(code.find(), "the log shows the one-time code:\n" + log);
        return code.group(1);
    }

    private static void setUp(Page page, String code) {
        page.navigate("/");
        assertTrue(page.url().endsWith("/set-up"), "every first visit leads to the set-up");
        fill(page, "/set-up", "code", "WRONG-CODE-0000");
        fill(page, "/set-up", "email", "ada@example.org");
        fill(page, "/set-up", "name", "Ada");
        fill(page, "/set-up", "password", "correct horse");
        send(page, "/set-up");
        assertThat(page.locator("[role=alert]")).isVisible();
        assertThat(page.locator("[name=email]")).hasValue("ada@example.org");
        fill(page, "/set-up", "code", code);
        fill(page, "/set-up", "password", "correct horse");
        send(page, "/set-up");
        assertThat(page.locator(".topbar")).containsText("Ada");
    }

    private static void declare(Page page) {
        page.navigate("/incidents/new");
        page.locator("form[action='/incidents'] summary").press("Enter");
        page.locator("form[action='/incidents'] [name=title]").fill("Nobody can stream");
        page.locator("form[action='/incidents'] [name=startedAt]").fill("when the music stopped");
        send(page, "/incidents");
        assertThat(page.locator("[name=title]")).hasValue("Nobody can stream");
        assertThat(page.locator("[name=startedAt]")).hasValue("when the music stopped");
        page.locator("[name=startedAt]").fill("2026-11-17 16:00");
        send(page, "/incidents");
        assertTrue(page.url().contains("/incidents/INC-1"), page.url());
    }

    /** One line of the log as it is typed. */
    private record Line(String text, String occurredAt, boolean starred, boolean open) {}

    private static void log(Page page) {
        String form = "/incidents/INC-1/timeline";
        List<Line> lines = List.of(
                new Line("Reports leave their baseline", "2026-11-17 16:00", true, true),
                new Line("The hashtag trends", "2026-11-17T11:08-05:00", true, true),
                new Line("People are signed out", "2026-11-17 16:10", true, true),
                new Line("The dashboard is red", "2026-11-17 16:12Z", true, false),
                new Line("Roll back the sign-in service", "2026-11-17 17:00", false, false),
                new Line("Rolled back", "2026-11-17 17:05", true, true),
                new Line("First words on the status page", "2026-11-17 16:45", true, true),
                new Line("Sign-ins recover", "2026-11-17 17:20", true, true),
                new Line("Now, with no time at all", "", false, false));
        page.locator("form[action='" + form + "'] summary").press("Enter");
        fill(page, form, "text", "A line with a time that nobody understands");
        fill(page, form, "occurredAt", "at tea");
        send(page, form);
        assertThat(page.locator("form[action='" + form + "'] [name=text]"))
                .hasValue("A line with a time that nobody understands");
        page.navigate("/incidents/INC-1");
        for (Line line : lines) {
            page.locator("form[action='" + form + "'] summary").press("Enter");
            fill(page, form, "text", line.text());
            fill(page, form, "occurredAt", line.occurredAt());
            if (line.open()) {
                page.locator("form[action='" + form + "'] [name=audience]")
                        .first()
                        .selectOption("PUBLIC");
            }
            if (line.starred()) {
                page.locator("form[action='" + form + "'] [name=starred]").press("Space");
            }
            send(page, form);
            assertThat(page.locator("body")).containsText(line.text());
        }
    }

    private static void findOut(Page page) {
        add(page, "causes", "statement", "Failure of a content delivery network", form -> {
            form.locator("[name=state]").selectOption("RULED_OUT");
            form.locator("[name=audience]").selectOption("PUBLIC");
        });
        Locator refused = page.locator("form[action='/incidents/INC-1/causes']");
        assertThat(refused.locator("[name=statement]")).hasValue("Failure of a content delivery network");
        refused.locator("[name=reason]").fill("It does not sign people in.");
        send(page, "/incidents/INC-1/causes");
        add(page, "impacts", "name", "Teams without music", form -> {
            form.locator("[name=value]").fill("90");
            form.locator("[name=outOf]").fill("305");
            form.locator("[name=unit]").fill("teams");
            form.locator("[name=audience]").selectOption("PUBLIC");
        });
        assertThat(page.locator("body")).containsText("90 of 305 teams");
    }

    private static void add(
            Page page, String kind, String field, String text, java.util.function.Consumer<Locator> more) {
        page.navigate("/incidents/INC-1");
        Locator form = page.locator("form[action='/incidents/INC-1/" + kind + "']");
        page.locator("details:has(form[action='/incidents/INC-1/" + kind + "']) > summary")
                .first()
                .press("Enter");
        form.locator("[name=" + field + "]").fill(text);
        more.accept(form);
        send(page, "/incidents/INC-1/" + kind);
    }

    private static String writeUpAndPublish(Page page) {
        page.navigate("/incidents/INC-1/postmortem");
        send(page, "/incidents/INC-1/postmortem");
        Locator sections = page.locator("textarea[name^='markdown.']");
        assertTrue(sections.count() > 3, "the template has sections");
        for (Locator text : sections.all()) {
            text.fill(text.inputValue().replaceAll("(?s)<!--.*?-->", "Thought about, and answered [#2]."));
        }
        page.locator("button[name=at]").last().press("Enter");
        page.navigate("/incidents/INC-1/publish");
        fill(page, "/incidents/INC-1/publish", "note", "First edition");
        page.locator("form[action='/incidents/INC-1/publish'] [name=sure]").press("Space");
        send(page, "/incidents/INC-1/publish");
        page.navigate("/reports");
        Locator report = page.locator("main a[href^='/reports/']").first();
        assertThat(report).containsText("Nobody can stream");
        return report.getAttribute("href");
    }

    private static void fill(Page page, String form, String field, String text) {
        page.locator("form[action='" + form + "'] [name=" + field + "]").first().fill(text);
    }

    private static void send(Page page, String form) {
        page.locator("form[action='" + form + "'] .button").first().press("Enter");
    }
}
