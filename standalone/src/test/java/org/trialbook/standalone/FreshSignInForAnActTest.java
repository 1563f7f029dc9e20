package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trialbook.provider.InstitutionsProvider;

/// An act that wants a fresh sign-in, from somebody whose sign-in is an hour old: they are sent to sign in, come back
/// to the
/// form as they had filled it in, and press once more.
class FreshSignInForAnActTest {

    @Test
    void whoeverSignedInTooLongAgoSignsInAndFindsTheFormAsItWas() throws IOException {
        try (Chromium chromium = Chromium.required();
                ConsoleHouse house = ConsoleHouse.started();
                InstitutionsProvider provider = new InstitutionsProvider(ConsoleHouse.STUDY)) {
            List<String> randomized = randomized(house);
            assertThat(randomized).hasSizeGreaterThan(1);
            house.reopenAt(provider);
            long anHourAgo = Instant.now().minusSeconds(3600).getEpochSecond();
            provider.say(token -> token.getClaims().claim("auth_time", anHourAgo));
            for (boolean withScript : new boolean[] {true, false}) {
                String subject = randomized.get(withScript ? 0 : 1);
                String person = "investigator@" + subject.substring(0, 2);
                try (BrowserContext context = chromium.context(390, withScript)) {
                    Page page = Chromium.signedIn(context, house.console(), person);
                    page.navigate(house.console() + "/subjects/" + subject + "/unblind");
                    page.locator("#f-reason").selectOption("urgent-procedure");
                    page.locator("#f-recipient").fill("Dr. Noether, surgery");
                    page.locator("#f-note").fill("revision of the lead");

                    press(page, subject);
                    page.locator("h2").first().waitFor();
                    assertThat(page.url()).contains("/demo/people", "max_age=300", "login_hint=investigator");
                    // The provider says the truth from now on: this sign-in is a fresh one.
                    provider.say(token -> {});
                    page.locator("[id='" + person + "']").click();

                    page.locator("#kept").waitFor();
                    assertThat(page.locator("#f-recipient").inputValue()).isEqualTo("Dr. Noether, surgery");
                    assertThat(page.locator("#f-reason").inputValue()).isEqualTo("urgent-procedure");
                    press(page, subject);
                    page.locator("#arm").waitFor();
                    assertThat(page.locator("#arm").textContent()).containsAnyOf("CSP", "BVP");
                    Chromium.picture(page, "unblinded-" + withScript);
                }
                provider.say(token -> token.getClaims().claim("auth_time", anHourAgo));
            }
        }
    }

    private static void press(Page page, String subject) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Unblind " + subject))
                .click();
    }

    private static List<String> randomized(ConsoleHouse house) {
        return house.ask("monitor", "/matrix?limit=1000")
                .path("subjects")
                .valueStream()
                .filter(row -> row.path("stage").asString().equals("randomized"))
                .map(row -> row.path("subject").asString())
                .toList();
    }
}
