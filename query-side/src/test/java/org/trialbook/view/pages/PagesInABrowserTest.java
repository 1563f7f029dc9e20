package org.trialbook.view.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.trialbook.view.projection.Acts.*;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.http.QuerySide;
import org.trialbook.view.http.SmallTrial;
import org.trialbook.view.projection.Story;

/// The pages as people get them, in a Chromium that is installed or named by `TRIALBOOK_CHROMIUM`; where there is none
/// these tests are skipped and say so. Each page leaves a picture in `target/screenshots`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInABrowserTest {

    private static final Path PICTURES = Path.of("target", "screenshots");

    private @Nullable QuerySide server;
    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    @BeforeAll
    void start() throws Exception {
        Optional<Path> chromium = chromium();
        assumeTrue(chromium.isPresent(), "no Chromium is installed: set TRIALBOOK_CHROMIUM to one to run these tests");
        Files.createDirectories(PICTURES);
        server = QuerySide.unblinded();
        tellABusyTrial(server.story());
        server.recorded();
        server.signed();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get())
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static Optional<Path> chromium() {
        String named = System.getenv("TRIALBOOK_CHROMIUM");
        return Stream.of(named, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// The small trial, and a site where there is more to do.
    private static void tellABusyTrial(Story story) {
        SmallTrial.tell(story);
        for (int i = 2; i <= 14; i++) {
            String subject = "01-%03d".formatted(i);
            story.then(registered(subject)).then(consented(subject)).then(eligible(subject));
            if (i < 13) {
                story.then(randomized(subject, i + 1, i % 2 == 0 ? "CSP" : "BVP"))
                        .then(tried(subject, 1, "left-bundle", null, DAY.plusDays(i)));
            }
            if (i < 10) {
                story.then(visited(subject, "pre-implant", DAY.plusDays(1), 0))
                        .then(visited(subject, "discharge", DAY.plusDays(1 + i), 0))
                        .then(visited(subject, "week-2", DAY.plusDays(20 + i), i % 3 == 0 ? 2 : 0));
            }
            if (i == 4) {
                story.then(missed(subject, "month-3", "not-reached"));
            }
        }
        story.then(withdrawn("01-005", "consent-withdrawn"));
        for (int i = 0; i < 40; i++) {
            String code = "R-%08d".formatted(31 * i + 100);
            story.then(readRegistered(code, "01-002", "pre-implant", i % 2 == 0 ? "echo" : "ecg"));
            if (i == 0) {
                story.then(media(code, "application/dicom", 2_345_678)).then(media(code, "image/png", 70_000));
            }
            story.then(assigned(code, "reader-1"));
            if (i % 3 == 0) {
                story.then(submitted(code, "reader-1", "118", null));
            }
        }
    }

    private static TrialEvent media(String read, String contentType, int bytes) {
        return new ReadingEvent.MediaAttached(
                Story.STUDY, new ReadCode(read), "%02x".formatted(bytes % 251).repeat(32), contentType, bytes);
    }

    /// Signs in by the button that bears the person's id.
    private Page signedIn(BrowserContext context, String person) {
        Page page = context.newPage();
        page.navigate(at("/signin"));
        page.locator("button[value='" + person + "']").click();
        assertThat(page.url()).doesNotContain("signin");
        return page;
    }

    private String at(String path) {
        return Objects.requireNonNull(server).root().resolve(path).toString();
    }

    private BrowserContext context(boolean withScript) {
        return Objects.requireNonNull(browser)
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 800)
                        .setJavaScriptEnabled(withScript));
    }

    private static void assertAccessible(Page page) {
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .filter(rule -> List.of("serious", "critical", "moderate")
                                        .contains(rule.getImpact()))
                                .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                        + rule.getNodes().getFirst().getHtml()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "monitor, /, overview",
        "coordinator@01, /matrix?on=2026-04-05, matrix",
        "monitor, /subjects/01-001, subject",
        "implanter@01, /subjects/01-001, subject-implanter",
        "reader-1, /reads, reads",
        "reader-1, /reads/R-00000100, read",
        "data-manager, /reads/results, results",
        "inspector, /record?limit=20, record",
        "inspector, /?asOf=7, overview-as-of",
        "statistician, /unblinded/allocation, allocation",
        "safety-board, /unblinded/crossovers, crossovers",
        "inspector, /unblinded/subjects/01-001, treatment",
        "inspector, /unblinded/exposure?subject=01-001, exposure",
        "sponsor, /unblindings, unblindings",
        "sponsor, /matrix, not-permitted"
    })
    void aPageIsAccessibleAndLoadsNothingFromElsewhere(String person, String path, String name) {
        try (BrowserContext context = context(true)) {
            Page page = signedIn(context, person);
            List<String> complaints = new ArrayList<>();
            List<String> elsewhere = new ArrayList<>();
            page.onConsoleMessage((ConsoleMessage message) -> {
                if (message.type().equals("error") && !message.text().contains("403")) {
                    complaints.add(message.text());
                }
            });
            page.onResponse((Response response) -> {
                if (!response.url().startsWith(at("/"))) {
                    elsewhere.add(response.url());
                }
            });

            page.navigate(at(path));

            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + ".png"))
                    .setFullPage(true));
            assertThat(complaints).isEmpty();
            assertThat(elsewhere).isEmpty();
            assertThat(page.title()).endsWith(" · Trialbook");
            assertAccessible(page);
        }
    }

    @Test
    void theSignInPageIsAccessible() {
        try (BrowserContext context = context(true)) {
            Page page = context.newPage();
            page.navigate(at("/signin"));
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve("signin.png"))
                    .setFullPage(true));
            assertAccessible(page);
        }
    }

    @Test
    void withoutScriptsEverythingIsReachedByLinksAndForms() {
        try (BrowserContext context = context(false)) {
            Page page = signedIn(context, "monitor");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Subjects and visits"))
                    .click();
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("01-001").setExact(true))
                    .click();
            assertThat(page.locator("h1").textContent()).isEqualTo("Subject 01-001");

            page.getByLabel("Show as of").fill("6");
            page.locator(".tb-moment button").click();
            assertThat(page.locator("tbody tr").count()).isEqualTo(3);

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                    .click();
            assertThat(page.url()).endsWith("/signin");
            page.navigate(at("/"));
            assertThat(page.url()).endsWith("/signin");
        }
    }

    @Test
    void withScriptsTheNextPageIsAppended() {
        try (BrowserContext context = context(true)) {
            Page page = signedIn(context, "monitor");
            page.navigate(at("/record?limit=5"));

            page.locator("#more-link").click();
            page.locator("#e9").waitFor();
            page.locator("#more-link").click();
            page.locator("#e14").waitFor();

            assertThat(page.locator("#rows > tr").count()).isEqualTo(15);
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("more-link");
        }
    }

    @Test
    void aPageWithoutLabelsIsFoundOut() {
        try (BrowserContext context = context(true)) {
            Page page = context.newPage();
            page.setContent("<html><body><input><img src='data:,'></body></html>");

            assertThat(new AxeBuilder(page).analyze().getViolations()).isNotEmpty();
        }
    }
}
