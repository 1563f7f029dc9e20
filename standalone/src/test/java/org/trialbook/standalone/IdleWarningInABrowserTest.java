package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Before the idle limit the page warns; whoever answers stays, with what they typed, and whoever does not is told.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdleWarningInABrowserTest {

    private static final Locator.WaitForOptions PATIENTLY = new Locator.WaitForOptions().setTimeout(60_000);

    private ConsoleHouse house;
    private Chromium chromium;

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.required();
        house = ConsoleHouse.started("--trialbook.console.idle=12s");
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

    @Test
    void theWarningComesInTimeAndTheFormOutlivesTheSession() {
        String subject = house.consented();
        try (BrowserContext context = chromium.context(1366, true)) {
            Page page = Chromium.signedIn(context, house.console(), "coordinator@01");
            page.navigate(house.console() + "/subjects/" + subject + "/visits/pre-implant");
            Locator warning = page.locator("dialog#idle[open]");

            warning.waitFor(PATIENTLY);
            assertThat(page.locator("#idle-left").textContent()).matches("[0-9]+ seconds");
            Chromium.assertAccessible(page);
            page.locator("#idle-stay").click();
            warning.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            assertThat(page.request().get(house.console() + "/session").text()).isNotEqualTo("0");

            page.locator("#f-doneOn").fill(house.today().toString());
            warning.waitFor(PATIENTLY);
            page.locator("#status:has-text('You are signed out')").waitFor(PATIENTLY);
            assertThat(page.locator("#f-doneOn").inputValue())
                    .isEqualTo(house.today().toString());
            page.locator(".act-form button.p").click();
            page.locator("[id='coordinator@01']").click();
            assertThat(page.locator("#f-doneOn").inputValue())
                    .isEqualTo(house.today().toString());
        }
        assertThat(house.recorded(subject, "VisitDone")).isZero();
    }
}
