package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A Chromium that is installed or named by `TRIALBOOK_CHROMIUM`; a test that needs one is skipped, saying so, where
/// there is none.
final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium required() {
        Optional<Path> chromium = Stream.of(
                        System.getenv("TRIALBOOK_CHROMIUM"),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(chromium.isPresent(), "no Chromium is installed: set TRIALBOOK_CHROMIUM to one to run these tests");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium.orElseThrow())
                                .setArgs(List.of("--no-sandbox"))));
    }

    BrowserContext context(int width, boolean withScript) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width < 500 ? 844 : 900)
                .setJavaScriptEnabled(withScript));
        context.setDefaultTimeout(PATIENCE.toMillis());
        return context;
    }

    /// A page of the console, signed in with one click.
    static Page signedIn(BrowserContext context, URI console, String person) {
        Page page = context.newPage();
        page.navigate(console + "/");
        page.locator("[id='" + person + "']").click();
        assertThat(page.url()).startsWith(console.toString()).doesNotContain("signed-out");
        return page;
    }

    static void assertAccessible(Page page) {
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                        + rule.getNodes().getFirst().getHtml()))
                .as(page.url())
                .isEmpty();
    }

    /// Whether nothing lies beyond the right edge, where nobody would look.
    static void assertReflows(Page page) {
        int width = page.viewportSize().width;
        page.setViewportSize(320, 700);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("%s at 320 px: %s", page.url(), page.evaluate("""
                        [...document.querySelectorAll('main *, header *')].filter(e => e.getBoundingClientRect().right > 321)
                          .map(e => e.tagName + '.' + e.className).slice(0, 5).join(' ')"""))
                .isEqualTo(true);
        page.setViewportSize(width, width < 500 ? 844 : 900);
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
