package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every page holds to, in a browser: a new page is a line here.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageInABrowserTest {

    private ConsoleHouse house;
    private Chromium chromium;
    private Map<String, String> there = Map.of();

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.required();
        house = ConsoleHouse.started();
        there = Map.of(
                "{consented}", house.consented(),
                "{read}", house.readWithFiles("reader-1"),
                "{randomized}", house.randomized());
        house.issueEnvelopes();
    }

    @AfterAll
    void stop() {
        if (house != null) {
            house.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private String at(String path) {
        String filled = path;
        for (Map.Entry<String, String> each : there.entrySet()) {
            filled = filled.replace(each.getKey(), each.getValue());
        }
        return house.console() + filled;
    }

    @ParameterizedTest
    @CsvSource({
        "coordinator@01, /, 200",
        "reader-1, /, 200",
        "coordinator@01, /subjects, 200",
        "monitor, /subjects?site=01&on=2024-12-01&limit=3, 200",
        "coordinator@01, /subjects/{randomized}, 200",
        "monitor, /subjects/{randomized}/timeline, 200",
        "implanter@01, /subjects/{randomized}/timeline?limit=3, 200",
        "coordinator@01, /subjects/{randomized}/visits/month-3, 200",
        "coordinator@01, /subjects/{consented}/visits/pre-implant, 200",
        "coordinator@01, /subjects/{consented}/visits/discharge/added-form, 200",
        "coordinator@01, /subjects/{consented}/visits/pre-implant/forms/echo, 200",
        "coordinator@01, /subjects/{consented}/visits/pre-implant/forms/ecg, 200",
        "implanter@01, /subjects/{randomized}/implant-attempt, 200",
        "monitor, /overview, 200",
        "coordinator@01, /overview, 200",
        "inspector, /overview?asOf=20, 200",
        "coordinator@01, /subjects/{consented}/timeline?asOf=m3, 404",
        "reader-1, /reads, 200",
        "reader-1, /reads/{read}, 200",
        "data-manager, /reads/results, 200",
        "reader-1, /reads/results, 200",
        "data-manager, /protocol/versions, 200",
        "data-manager, /sites/01/version, 200",
        "data-manager, /sites/01/version-at-once, 200",
        "data-manager, /sites/01/late-approval, 200",
        "statistician, /protocol/approval, 200",
        "coordinator@01, /subjects/{randomized}/version, 200",
        "sponsor, /unblindings, 200",
        "inspector, /record?limit=20, 200",
        "monitor, /record?from=3&limit=5, 200",
        "statistician, /unblinded/allocation, 200",
        "investigator@01, /unblinded/allocation, 200",
        "safety-board, /unblinded/crossovers, 200",
        "inspector, /unblinded/subjects/{randomized}, 200",
        "inspector, /unblinded/exposure?subject={randomized}, 200",
        "statistician, /unblinded/sites/01/envelopes, 200",
        "sponsor, /subjects, 403",
        "monitor, /unblinded/allocation, 403",
        "monitor, /overview?asOf=yesterday, 400",
        "monitor, /no-such-page, 404"
    })
    void isAccessibleReflowsPrintsWholeAndLoadsNothingFromElsewhere(String person, String path, int status) {
        try (BrowserContext context = chromium.context(1366, true)) {
            Page page = Chromium.signedIn(context, house.console(), person);
            List<String> complaints = new ArrayList<>();
            List<String> elsewhere = new ArrayList<>();
            page.onConsoleMessage((ConsoleMessage message) -> {
                if (message.type().equals("error") && !message.text().contains("status of " + status)) {
                    complaints.add(message.text());
                }
            });
            page.onResponse((Response response) -> {
                if (!response.url().startsWith(at("/"))) {
                    elsewhere.add(response.url());
                }
            });

            Response answer = page.navigate(at(path));

            Chromium.picture(page, (person + path).replaceAll("[^a-z0-9-]+", "_"));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(complaints).isEmpty();
            assertThat(elsewhere).isEmpty();
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
            assertThat(page.title()).endsWith(" · Trialbook");
            Chromium.assertAccessible(page);
            if (!path.endsWith("/envelopes")) {
                Chromium.assertReflows(page);
                page.setViewportSize(390, 844);
                Chromium.assertAccessible(page);
                Chromium.picture(page, "phone_" + (person + path).replaceAll("[^a-z0-9-]+", "_"));
                assertPrintsWhole(page);
            }
        }
    }

    private static void assertPrintsWhole(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        // A4 between margins of 15 mm, at 96 px an inch.
        page.setViewportSize(680, 1000);
        Object beyond = page.evaluate("""
                [...document.querySelectorAll('th, td, main p, main li, main dd')]
                  .filter(e => e.getClientRects().length && e.getBoundingClientRect().right > innerWidth
                    && !e.matches('.visually-hidden, .visually-hidden *'))
                  .map(e => e.tagName + ': ' + e.textContent.slice(0, 40)).slice(0, 3).join('; ')""");
        assertThat(beyond).as("%s printed", page.url()).isEqualTo("");
        assertThat(page.locator(".printed").textContent()).contains("printed by");
        assertThat(page.locator(".rail").isVisible()).isFalse();
    }

    /// From a person's first page on, wherever links lead: now, and as of an earlier moment, which no link leaves.
    @ParameterizedTest
    @ValueSource(strings = {"monitor", "coordinator@01", "reader-1", "sponsor", "inspector", "investigator@02"})
    void everyLinkLeadsToAPageOfTheSameMoment(String person) {
        try (BrowserContext context = chromium.context(1366, true)) {
            Page page = Chromium.signedIn(context, house.console(), person);
            String first = page.url();
            Set<String> now = walk(page, first);
            assertThat(now).hasSizeGreaterThan(2);
            assertThat(now.stream().anyMatch(url -> url.contains("/unblinded/")))
                    .isEqualTo(List.of("inspector", "investigator@02").contains(person));

            String moment = moment(page, first);
            Set<String> then = walk(page, first + "?asOf=" + moment);
            assertThat(then).hasSizeGreaterThan(2).allMatch(url -> url.contains("asOf=" + moment));
        }
    }

    /// Who asked for a moment that is none is not kept in it.
    @Test
    void aMomentThatIsNoneLeadsOnToNow() {
        try (BrowserContext context = chromium.context(1366, true)) {
            Page page = Chromium.signedIn(context, house.console(), "monitor");
            page.navigate(at("/overview?asOf=yesterday"));

            assertThat(links(page)).hasSizeGreaterThan(3).noneMatch(url -> url.contains("asOf"));
        }
    }

    /// What the page's answer was based on; a few events earlier for whoever counts them all.
    private static String moment(Page page, String url) {
        page.navigate(url);
        page.locator(".moment summary").click();
        String told = page.locator(".moment form p").first().textContent().replaceAll(".*as of #?(\\w+)\\..*", "$1");
        return told.startsWith("m") ? told : Long.toString(Long.parseLong(told) - 5);
    }

    private static Set<String> walk(Page page, String first) {
        Set<String> seen = new HashSet<>(Set.of(first));
        List<String> open = new ArrayList<>(seen);
        // One of each kind: pages differ by what is asked, and not by whose row it is.
        Set<String> kinds = new HashSet<>();
        while (!open.isEmpty()) {
            String url = open.removeFirst();
            assertThat(page.navigate(url).status()).as(url).isEqualTo(200);
            for (String found : links(page)) {
                String kind = found.replaceAll("[?#].*", "")
                        .replaceAll("/[0-9]{2}(-[0-9]{3})?", "/one")
                        .replaceAll("R-[0-9A-Z]+", "one")
                        .replaceAll("visits/[a-z0-9-]+", "visits/one")
                        .replaceAll("forms/[a-z0-9-]+", "forms/one");
                if (kinds.add(kind)) {
                    seen.add(found);
                    open.add(found);
                }
            }
        }
        return seen;
    }

    /// But files, which a browser takes away, and the way back to now.
    private static List<String> links(Page page) {
        Object found = page.evaluate("""
                [...document.querySelectorAll('a[href]:not(.back):not(.skip)')].map(a => a.href)
                  .filter(href => !/record\\/(bundle|checkpoint)|\\/media\\//.test(href)).join('\\n')""");
        return Stream.of(String.valueOf(found).split("\n"))
                .filter(url -> !url.isEmpty())
                .toList();
    }
}
