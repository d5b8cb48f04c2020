package org.hindsight.overview;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hindsight.Api.ADMIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hindsight.Api;
import org.hindsight.platform.Browser;
import org.hindsight.platform.Browser.Screen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The composer as people use it: by keyboard, with bad luck. Nothing that was typed may be gone. */
@QuarkusTest
@Tag("browser")
class ComposerTest {

    private static final String LINE = "#line-text";
    private static final String LINES = "**/api/v1/incidents/*/lines";

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

    private Page room(String incident, Screen screen, Api person) {
        Page page = browser.signedIn(base, screen, person.email());
        page.navigate(incident.replace("/api/v1", ""));
        assertThat(page.locator("#live")).hasText("Live");
        return page;
    }

    private static void paste(Page page, String text) {
        page.locator(LINE).focus();
        page.keyboard().insertText(text);
    }

    @Test
    void theRoomWorksByKeyboardAloneOnAPhoneSizedScreen() {
        try (Browser phone = Browser.open()) {
            String incident = ADMIN.incident("declaredAt", "2026-11-17T14:20:00Z");
            Page page =
                    phone.signedIn(base, Screen.PHONE, Api.person("RESPONDER").email());
            page.navigate(incident.replace("/api/v1", ""));
            assertThat(page.locator("#live")).hasText("Live");
            byKeyboard(page, incident);
            phone.assertQuiet();
        }
    }

    private static void byKeyboard(Page page, String incident) {
        page.keyboard().press("n");
        page.keyboard().type("2026-11-17 14:25 Nobody can sign in");
        page.keyboard().press("Enter");
        assertThat(page.locator("#entry-2")).containsText("Nobody can sign in");
        assertThat(page.locator(LINE)).hasValue("");
        assertThat(page.locator(LINE)).isFocused();

        page.keyboard().type("/st");
        assertThat(page.locator("#completions [aria-selected=true]")).containsText("/status");
        page.keyboard().press("Tab");
        page.keyboard().type("id");
        page.keyboard().press("Enter");
        assertThat(page.locator(LINE)).hasValue("/status identified ");
        assertThat(page.locator("#understood")).hasText("Sets the status to identified.");
        page.keyboard().press("Enter");
        assertThat(page.locator("#headline")).containsText("Identified");

        page.keyboard().type("/role scribe ");
        page.keyboard().type("ad");
        assertThat(page.locator("#completions")).containsText("ada");
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(page.locator("#roles")).containsText("Scribe");

        page.evaluate("document.activeElement.blur()");
        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(page.locator("#entry-2")).isFocused();
        page.keyboard().press("s");
        assertThat(page.locator("#entry-2 .star")).isVisible();
        page.keyboard().press("k");
        page.keyboard().press("j");
        page.keyboard().press("m");
        assertThat(page.locator(LINE)).hasValue("/milestone  #2");
        page.keyboard().type("det");
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        assertThat(page.locator("#milestones")).containsText("14:25");
        ADMIN.get(incident)
                .then()
                .body("milestones.DETECTED.at", equalTo("2026-11-17T14:25:00Z"))
                .body("milestones.DETECTED.entry", equalTo(2));

        page.evaluate("document.activeElement.blur()");
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        assertThat(page.locator("#keys")).containsText("/impact Teams affected: 90 of 305 teams");
        Browser.assertAccessible(page);
        page.keyboard().press("Escape");
        assertThat(page.locator("#keys")).not().isVisible();
        page.keyboard().type("Xylophones");
        assertThat(page.locator(LINE)).hasValue("Xylophones");
        assertEquals(360, page.evaluate("document.documentElement.scrollWidth"), "nothing is wider than the screen");
        Browser.assertAccessible(page);
    }

    @Test
    void whatIsTypedOutlivesAReload() {
        String incident = ADMIN.incident();
        Page page = room(incident, Screen.DESK, Api.person("RESPONDER"));
        page.locator(LINE).fill("Half a thought");
        page.reload();
        assertThat(page.locator(LINE)).hasValue("Half a thought");
        page.locator(LINE).press("Enter");
        assertThat(page.locator("#entry-2")).containsText("Half a thought");
        page.reload();
        assertThat(page.locator(LINE)).hasValue("");
    }

    @Test
    void whoTypesFasterThanTheDiskLosesNothing() {
        String incident = ADMIN.incident();
        Page page = room(incident, Screen.DESK, Api.person("RESPONDER"));
        page.evaluate("() => { const line = document.querySelector('#line-text'); const form = line.form;"
                + " for (let i = 0; i < 30; i++) { line.value = 'Line ' + i; form.requestSubmit(); }"
                + " line.value = 'and half'; line.dispatchEvent(new Event('input')); }");
        assertThat(page.locator("#entry-31")).containsText("Line 29");
        assertThat(page.locator(LINE)).hasValue("and half");
        assertEquals(
                IntStream.range(0, 30).mapToObj(i -> "Line " + i).toList(),
                ADMIN.get(incident + "/timeline").<List<String>>path("items.text").stream()
                        .filter(text -> text.startsWith("Line"))
                        .toList());
        page.reload();
        assertThat(page.locator(LINE)).hasValue("and half");
    }

    @Test
    void aLineWhoseAnswerIsLostIsLoggedOnce() {
        String incident = ADMIN.incident();
        Page page = room(incident, Screen.DESK, Api.person("RESPONDER"));
        AtomicInteger attempts = new AtomicInteger();
        page.route(LINES, route -> {
            if (attempts.incrementAndGet() == 1) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        page.locator(LINE).fill("The answer is lost");
        page.locator(LINE).press("Enter");
        assertThat(page.locator("#entry-2")).containsText("The answer is lost");
        assertThat(page.locator("[data-pending]")).hasCount(0);
        assertTrue(attempts.get() > 1, "it was sent again");
        ADMIN.get(incident).then().body("counts.entries", equalTo(2));
    }

    @Test
    void aServerInTroubleIsToldAndTheLinesWait() {
        String incident = ADMIN.incident();
        Page page = room(incident, Screen.DESK, Api.person("RESPONDER"));
        page.route(
                LINES,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(507)
                        .setContentType("application/problem+json")
                        .setBody("{\"status\": 507, \"detail\": \"The server's disk is full.\"}")));
        page.locator(LINE).fill("One");
        page.locator(LINE).press("Enter");
        page.locator(LINE).fill("Two");
        page.locator(LINE).press("Enter");
        assertThat(page.locator("#waiting")).containsText("2 lines wait in this browser. The server's disk is full.");
        assertThat(page.locator("[data-pending=waits]")).hasCount(2);
        page.navigate("/incidents");
        assertThat(page.locator("#lines-waiting, #entry-3").first()).isAttached();
        page.navigate(incident.replace("/api/v1", ""));
        assertThat(page.locator("[data-pending=waits]")).hasCount(2);
        page.unroute(LINES);
        assertThat(page.locator("#entry-3")).containsText("Two");
        assertThat(page.locator("#entry-2")).containsText("One");
        assertThat(page.locator("[data-pending]")).hasCount(0);
        assertThat(page.locator("#waiting")).not().isVisible();
        ADMIN.get(incident).then().body("counts.entries", equalTo(3));
    }

    @Test
    void aLineThatIsRefusedGoesBackIntoTheComposer() {
        String incident = ADMIN.incident();
        Page page = room(incident, Screen.DESK, Api.person("RESPONDER"));
        page.locator(LINE).fill("/status lunch");
        page.locator(LINE).press("Enter");
        assertThat(page.locator("[data-pending=refused]")).containsText("Not logged: Which status?");
        page.locator(LINE).fill("Another one goes through");
        page.locator(LINE).press("Enter");
        assertThat(page.locator("#entry-2")).containsText("Another one goes through");
        page.reload();
        page.getByText("Back into the composer").click();
        assertThat(page.locator(LINE)).hasValue("/status lunch");
        assertThat(page.locator("[data-pending]")).hasCount(0);
        page.reload();
        assertThat(page.locator("[data-pending]")).hasCount(0);
        assertThat(page.locator(LINE)).hasValue("/status lunch");
    }

    @Test
    void filesGoOutWithTheirLineAndComeBackWithIt() {
        String incident = ADMIN.incident();
        Page page = room(incident, Screen.DESK, Api.person("RESPONDER"));
        page.locator("#files").setInputFiles(new FilePayload[] {
            new FilePayload("queue.log", "text/plain", "full".getBytes(StandardCharsets.UTF_8)),
            new FilePayload("empty.log", "text/plain", new byte[0])
        });
        assertThat(page.locator("#attached")).containsText("queue.log, 4 bytes");
        page.locator(LINE).fill("/status lunch");
        page.locator(LINE).press("Enter");
        page.getByText("Back into the composer").click();
        assertThat(page.locator("#attached")).containsText("queue.log, 4 bytes");
        page.locator(LINE).fill("What the queue says");
        page.locator(LINE).press("Enter");
        assertThat(page.locator("#entry-2")).containsText("queue.log");
        assertThat(page.locator("[data-pending=refused]"))
                .containsText("Logged, but not all that was attached: empty.log");
        page.getByText("Discard").click();
        assertThat(page.locator("[data-pending]")).hasCount(0);
        ADMIN.get(incident + "/timeline/2").then().body("attachments.name", equalTo(List.of("queue.log")));
        ADMIN.get(incident).then().body("counts.entries", equalTo(2));
    }

    @Test
    void manyLinesWithTheirTimesBecomeEntriesInOrder() {
        String incident = ADMIN.incident("declaredAt", "2026-11-17T14:00:00Z");
        Page page = room(incident, Screen.DESK, Api.person("RESPONDER"));
        String log = IntStream.range(0, 500)
                .mapToObj(i -> "2026-11-17T14:%02d:%02dZ line %d%s"
                        .formatted(i / 60, i % 60, i, i == 7 ? "\n  at some.Where(Stack.java:7)" : ""))
                .collect(Collectors.joining("\n"));
        paste(page, log);
        assertThat(page.locator("#offer")).containsText("500 lines with times of their own.");
        page.getByText("Log each as an entry").click();
        assertThat(page.locator("#entry-501")).isAttached(new LocatorAssertions.IsAttachedOptions().setTimeout(90_000));
        assertThat(page.locator("[data-pending]")).hasCount(0);
        ADMIN.get(incident).then().body("counts.entries", equalTo(501));
        ADMIN.get(incident + "/timeline/9")
                .then()
                .body("text", equalTo("line 7\n  at some.Where(Stack.java:7)"))
                .body("occurredAt", equalTo("2026-11-17T14:00:07Z"));
        List<Integer> numbers = ADMIN.get(incident + "/timeline?limit=200").path("items.no");
        assertEquals(IntStream.rangeClosed(1, 200).boxed().toList(), numbers, "in the order in which they were pasted");
    }

    @Test
    void aTextThatIsTooLongStaysInTheComposer() {
        String incident = ADMIN.incident();
        Page page = room(incident, Screen.DESK, Api.person("RESPONDER"));
        paste(page, "y".repeat(20_001));
        page.keyboard().press("Enter");
        assertThat(page.locator("#complaint")).containsText("at most 20,000 characters; this one has 20,001");
        assertEquals(20_001, page.locator(LINE).inputValue().length());
        page.keyboard().press("Backspace");
        page.keyboard().press("Enter");
        assertThat(page.locator("#entry-2")).isAttached();
        assertEquals(
                20_000, ADMIN.get(incident + "/timeline/2").<String>path("text").length());
    }

    @Test
    void aComputerWhoseClockIsTwoHoursOffLogsTheRightTime() {
        String incident = ADMIN.incident();
        Api responder = Api.person("RESPONDER");
        Page page = browser.page(base, Screen.DESK);
        page.addInitScript("const real = Date.now; Date.now = () => real() + 7200000;");
        page.navigate("/sign-in");
        page.locator("#email").fill(responder.email());
        page.locator("#password").fill("correct horse");
        page.locator("main button").click();
        page.navigate(incident.replace("/api/v1", ""));
        page.locator(LINE).fill("By a fast clock");
        page.locator(LINE).press("Enter");
        assertThat(page.locator("#entry-2")).containsText("By a fast clock");
        Instant occurred = Instant.parse(ADMIN.get(incident + "/timeline/2").path("occurredAt"));
        Instant recorded = Instant.parse(ADMIN.get(incident + "/timeline/2").path("recordedAt"));
        assertTrue(Duration.between(occurred, recorded).abs().toMinutes() < 2, occurred + " and " + recorded);
        assertThat(page.locator("#entry-2 .entry-late")).hasCount(0);
    }

    @Test
    void linesOfAnotherPersonAreNotSentInMyName() {
        String incident = ADMIN.incident();
        Api jonas = Api.person("RESPONDER");
        Page page = room(incident, Screen.DESK, jonas);
        page.route(LINES, Route::abort);
        page.locator(LINE).fill("By Jonas");
        page.locator(LINE).press("Enter");
        assertThat(page.locator("[data-pending=waits]")).hasCount(1);
        page.locator("form[action='/sign-out'] button").click();
        page.unroute(LINES);
        signIn(page, Api.person("RESPONDER"));
        assertThat(page.locator("#lines-waiting")).containsText(jonas.email());
        page.navigate(incident.replace("/api/v1", ""));
        assertThat(page.locator("#live")).hasText("Live");
        assertThat(page.locator("[data-pending]")).hasCount(0);
        page.locator(LINE).fill("By somebody else");
        page.locator(LINE).press("Enter");
        assertThat(page.locator("#entry-2")).containsText("By somebody else");
        page.locator("form[action='/sign-out'] button").click();
        signIn(page, jonas);
        page.navigate(incident.replace("/api/v1", ""));
        assertThat(page.locator("#entry-3")).containsText("By Jonas");
        ADMIN.get(incident + "/timeline/3").then().body("author.email", equalTo(jonas.email()));
        ADMIN.get(incident).then().body("counts.entries", equalTo(3));
    }

    @Test
    void twoTabsSendWhatWaitsOnceAndInOrder() {
        String incident = ADMIN.incident();
        Page one = room(incident, Screen.DESK, Api.person("RESPONDER"));
        Page two = one.context().newPage();
        two.addInitScript("const until = performance.now() + 300; while (performance.now() < until);"); // slow to begin
        two.navigate(incident.replace("/api/v1", ""));
        assertThat(two.locator("#live")).hasText("Live");
        one.context().route(LINES, Route::abort);
        for (int i = 0; i < 10; i++) {
            Page tab = i % 2 == 0 ? one : two;
            tab.locator(LINE).fill("Line " + i);
            tab.locator(LINE).press("Enter");
            assertThat(one.locator("[data-pending=waits]")).hasCount(i + 1);
            assertThat(two.locator("[data-pending=waits]")).hasCount(i + 1);
        }
        List<String> sent = Collections.synchronizedList(new ArrayList<>());
        one.context().unroute(LINES);
        one.context().onRequest(request -> {
            if (request.url().endsWith("/lines")) {
                sent.add(request.headers().get("idempotency-key"));
            }
        });
        for (Page tab : List.of(one, two)) {
            assertThat(tab.locator("#entry-11")).containsText("Line 9");
            assertThat(tab.locator("[data-pending]")).hasCount(0);
        }
        assertEquals(
                IntStream.range(0, 10).mapToObj(i -> "Line " + i).toList(),
                ADMIN.get(incident + "/timeline?limit=200").<List<String>>path("items.text").stream()
                        .filter(text -> text.startsWith("Line"))
                        .toList());
        assertEquals(10, sent.size(), "one tab sends, the other waits for it");
        assertEquals(10, Set.copyOf(sent).size());
    }

    private static void signIn(Page page, Api person) {
        page.navigate("/sign-in");
        page.locator("#email").fill(person.email());
        page.locator("#password").fill("correct horse");
        page.locator("main button").click();
        assertThat(page.locator(".topbar-who")).isVisible();
    }
}
