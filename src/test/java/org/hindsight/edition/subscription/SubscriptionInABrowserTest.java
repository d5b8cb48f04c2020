package org.hindsight.edition.subscription;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.util.List;
import org.hindsight.platform.Browser;
import org.hindsight.platform.Browser.Screen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages that readers meet, without scripts on a telephone and in both looks. */
@QuarkusTest
@TestProfile(Opened.class)
@Tag("browser")
class SubscriptionInABrowserTest {

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
    void theirPagesAreOpenToEverybody() {
        for (Screen screen : List.of(Screen.DESK, Screen.PHONE.dark())) {
            Page page = browser.page(base, screen);
            for (String address : List.of(
                    "/reports/subscribe",
                    "/reports/subscribe/sent",
                    "/reports/subscribe/confirm/no-such-secret",
                    "/reports/unsubscribe/no-such-key")) {
                page.navigate(address);
                assertThat(page.locator("h1")).isVisible();
                Browser.assertAccessible(page);
                Browser.assertFits(page);
            }
        }
    }
}
