package org.hindsight.pulse;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.hindsight.platform.Browser;
import org.hindsight.platform.Browser.Screen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The public page of a service, as a stranger has it. */
@QuarkusTest
@Tag("browser")
class ServiceInABrowserTest {

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
    void aStrangerReportsByKeyboardWithoutScriptsOnAPhone() {
        Crowd crowd = Crowd.of();
        Page page = browser.page(base, Screen.PHONE.withoutScripts());
        page.navigate("/services/" + crowd.slug);
        Browser.press(page, "a[href$='/report']");
        page.waitForURL("**/report");
        Browser.press(page, "button[value='Signed out']");
        page.waitForURL("**/thanks?counted=true");
        assertThat(page.locator("h1")).hasText("Counted. Thank you.");
        Browser.press(page, "main a[href^='/services/']");
        page.waitForURL("**/services/" + crowd.slug);
        crowd.counts("").then().body("total", equalTo(1));
    }

    @Test
    void thePageIsOpenToEverybodyInEveryState() {
        Crowd calm = Crowd.of();
        Crowd elevated = Crowd.of();
        elevated.suffers(10, 4, 2).then().statusCode(200);
        Crowd outage = Crowd.of();
        outage.suffers(650, 250, 100).then().statusCode(200);
        for (Screen screen : List.of(Screen.DESK, Screen.PHONE.dark())) {
            Page page = browser.page(base, screen);
            Map.of(calm, "Normal", elevated, "Elevated", outage, "Outage").forEach((crowd, state) -> {
                page.navigate("/services/" + crowd.slug);
                assertThat(page.locator(".pulse-state strong")).hasText(state);
                Browser.openAll(page);
                look(page);
            });
            page.navigate("/services/" + calm.slug + "/report");
            Browser.openAll(page);
            look(page);
            page.navigate("/services/" + calm.slug + "/thanks");
            look(page);
        }
        browser.assertQuiet();
    }

    private static void look(Page page) {
        Browser.assertAccessible(page);
        Browser.assertFits(page);
    }
}
