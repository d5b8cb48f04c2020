package org.hindsight.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jsoup.Jsoup;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Chromium for tests tagged {@code browser}:
 *
 * <pre>{@code
 * static Browser browser;
 *
 * @BeforeAll static void open() { browser = Browser.open(); }
 * @AfterAll static void close() { browser.close(); }
 *
 * @Test void showsTheReport() {
 *     Page page = browser.page(base, Screen.PHONE.dark());
 *     page.navigate("/reports");
 *     Browser.assertAccessible(page);
 *     browser.assertQuiet();
 * }
 * }</pre>
 *
 * <p>Each page is a person of their own: no cookies in common. {@code CHROMIUM} names another executable than
 * {@code /usr/bin/chromium}. Where there is none, the tests are skipped, and say so.
 */
public final class Browser implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** How long a page may take to show what is expected of it: as long as the slowest machine needs, in milliseconds. */
    private static final double PATIENCE = 30_000;

    private static final AtomicBoolean COMPLAINED = new AtomicBoolean();

    /** Started with the first test that wants it and used by all; it ends with the process. */
    private static com.microsoft.playwright.@Nullable Browser chromium;

    private final List<BrowserContext> people = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Browser() {}

    private static com.microsoft.playwright.Browser start(Path executable) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(FLAGS));
    }

    /** Skips the calling test, or all of a class when called in {@code @BeforeAll}, where there is no Chromium. */
    public static Browser open() {
        Optional<Path> executable = executable();
        if (executable.isEmpty() && COMPLAINED.compareAndSet(false, true)) {
            System.err.println("""

                    ******************************************************************************
                    *  NO BROWSER: the browser tests were SKIPPED, the pages were not checked.   *
                    *  Get one, then run again:                                                  *
                    *      apt-get update && apt-get install chromium        (Debian, Ubuntu)    *
                    *  or name one that is installed elsewhere:                                  *
                    *      CHROMIUM=/path/to/chromium ./mvnw verify                              *
                    ******************************************************************************
                    """);
        }
        Assumptions.assumeTrue(executable.isPresent(), "no Chromium");
        if (chromium == null) {
            chromium = start(executable.orElseThrow());
        }
        return new Browser();
    }

    private static Optional<Path> executable() {
        String chromium = System.getenv().getOrDefault("CHROMIUM", "");
        return Optional.of(Path.of(chromium.isEmpty() ? "/usr/bin/chromium" : chromium))
                .filter(Files::isExecutable);
    }

    /** How somebody looks at a page. */
    public record Screen(int width, int height, ColorScheme colours, boolean scripts) {

        public static final Screen PHONE = new Screen(360, 740, ColorScheme.LIGHT, true);
        public static final Screen TABLET = new Screen(768, 1024, ColorScheme.LIGHT, true);
        public static final Screen DESK = new Screen(1440, 900, ColorScheme.LIGHT, true);

        public Screen dark() {
            return new Screen(width, height, ColorScheme.DARK, scripts);
        }

        public Screen withoutScripts() {
            return new Screen(width, height, colours, false);
        }
    }

    /** A new page for a new person whose clock shows UTC; {@code base} is where {@code navigate("/…")} leads. */
    public Page page(Object base, Screen screen) {
        return page(base, screen, "UTC");
    }

    /** A new page for a new person who lives in that time zone. */
    public Page page(Object base, Screen screen, String zone) {
        BrowserContext person = Objects.requireNonNull(chromium)
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setBaseURL(base.toString())
                        .setViewportSize(screen.width(), screen.height())
                        .setColorScheme(screen.colours())
                        .setJavaScriptEnabled(screen.scripts())
                        .setLocale("en")
                        .setTimezoneId(zone));
        people.add(person);
        Page page = person.newPage();
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        return page;
    }

    /** A new page, still empty, for somebody who has signed in with the password "correct horse". */
    public Page signedIn(URL base, Screen screen, String email) {
        Page page = page(base, screen);
        APIRequestContext person = page.context().request();
        FormElement form = (FormElement) Objects.requireNonNull(
                Jsoup.parse(person.get("/sign-in").text()).selectFirst("form[action=/sign-in]"));
        FormData fields = FormData.create();
        form.formData().forEach(field -> fields.set(field.key(), field.value()));
        fields.set("email", email).set("password", "correct horse");
        APIResponse answer =
                person.post("/sign-in", RequestOptions.create().setForm(fields).setMaxRedirects(0));
        assertEquals(303, answer.status(), answer::text);
        return page;
    }

    /** No page logged an error so far; one that the content security policy refused something is such an error. */
    public void assertQuiet() {
        assertEquals(List.of(), complaints);
    }

    /** No page logged an error but for the forms that the server refused with 400, as many as the test sent. */
    public void assertOnlyRefusedForms(int refused) {
        List<String> others = complaints.stream()
                .filter(complaint -> !complaint.endsWith("status of 400 (Bad Request)"))
                .toList();
        assertEquals(List.of(), others);
        assertEquals(refused, complaints.size(), () -> "refused forms: " + complaints);
    }

    /** axe finds nothing on this page, as it stands now. */
    public static void assertAccessible(Page page) {
        List<String> found = new ArrayList<>();
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        AxeBuilder axe = new AxeBuilder(page).options(options).setLegacyMode(true); // our pages have no frames
        for (Rule rule : axe.analyze().getViolations()) {
            rule.getNodes()
                    .forEach(node -> found.add("%s (%s): %s".formatted(rule.getHelp(), rule.getId(), node.getHtml())));
        }
        assertEquals(List.of(), found, () -> "axe on " + page.url());
    }

    /** Everything on the page that can be opened is open. */
    public static void openAll(Page page) {
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
    }

    /** The page is not wider than the screen. */
    public static void assertFits(Page page) {
        int wide = (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertEquals(0, wide, () -> "wider than the screen: " + page.url());
    }

    /** Goes on by Tab until the focus is there. */
    public static void tabTo(Page page, String selector) {
        Locator wanted = page.locator(selector + ":focus");
        for (int i = 0; i < 200 && wanted.count() == 0; i++) {
            page.keyboard().press("Tab");
        }
        assertEquals(1, wanted.count(), () -> "reached by keyboard: " + selector);
    }

    /** Types where the Tab key leads. */
    public static void type(Page page, String selector, String text) {
        tabTo(page, selector);
        page.keyboard().type(text);
    }

    /** Presses Enter where the Tab key leads. */
    public static void press(Page page, String selector) {
        tabTo(page, selector);
        page.keyboard().press("Enter");
    }

    @Override
    public void close() {
        people.forEach(BrowserContext::close);
    }
}
