package org.hindsight.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.microsoft.playwright.Page;
import org.hindsight.platform.Browser.Screen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The browser that other tests rely on sees what it should complain of. */
@Tag("browser")
class BrowserTest {

    private static final String PAGE =
            "<!doctype html><html lang=en><title>T</title><main><h1>T</h1><p id=p>plain</p>%s</main>"
                    + "<script>document.getElementById('p').textContent = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'</script>";

    @Test
    void showsAPageAsThePersonWouldSeeIt() {
        try (Browser browser = Browser.open()) {
            assertEquals("light", text(browser, Screen.DESK));
            assertEquals("dark", text(browser, Screen.PHONE.dark()));
            assertEquals("plain", text(browser, Screen.DESK.withoutScripts()));
            browser.assertQuiet();
        }
    }

    @Test
    void noticesWhatIsNotAccessibleAndWhatFails() {
        try (Browser browser = Browser.open()) {
            Page page = browser.page("http://localhost", Screen.DESK);
            page.setContent(PAGE.formatted(""));
            Browser.assertAccessible(page);

            page.setContent(PAGE.formatted("<input>"));
            assertThrows(AssertionError.class, () -> Browser.assertAccessible(page));

            page.evaluate("console.error('broken')");
            assertThrows(AssertionError.class, browser::assertQuiet);
        }
    }

    private static String text(Browser browser, Screen screen) {
        Page page = browser.page("http://localhost", screen);
        page.setContent(PAGE.formatted(""));
        return page.locator("#p").textContent();
    }
}
