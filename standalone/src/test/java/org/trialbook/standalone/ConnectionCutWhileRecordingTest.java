package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.console.ConsoleApplication;

/// The connection is cut while a form is sent: between the browser and the console, or between the console and the
/// record,
/// in the request or in the answer, after any number of bytes. Each form is recorded once, and nothing that was typed
/// has
/// to be typed again.
class ConnectionCutWhileRecordingTest {

    private static final long SEED = 20261130;
    private static final int CUTS = Integer.getInteger("trialbook.cut-connections", 40);

    private static final Map<String, Map<String, String>> FORMS = new LinkedHashMap<>(Map.of(
            "nyha", Map.of("nyha-class", "II"),
            "body", Map.of("height", "171", "weight", "71.5"),
            "eq-5d-5l", Map.of("eq5d-1", "2", "eq5d-vas", "70")));

    @Test
    void aHundredCutsDoubleNothingAndLoseNothing() throws IOException {
        try (Chromium chromium = Chromium.required();
                ConsoleHouse house = ConsoleHouse.started();
                CuttingProxy toTheRecord = new CuttingProxy(house.record());
                ConfigurableApplicationContext console = console(house, toTheRecord);
                CuttingProxy toTheConsole = new CuttingProxy(house.rootOf(console));
                BrowserContext context = chromium.context(1366, true)) {
            Random chance = new Random(SEED);
            Page page = Chromium.signedIn(context, toTheConsole.root(), "coordinator@01");
            List<String> sent = new ArrayList<>();
            String subject = "";
            while (toTheRecord.cuts() + toTheConsole.cuts() < CUTS) {
                List<String> forms = List.copyOf(FORMS.keySet());
                int turn = sent.size() % forms.size();
                subject = turn == 0 ? house.consented() : subject;
                String form = "/subjects/" + subject + "/visits/pre-implant/forms/" + forms.get(turn);
                Map<String, String> answers = Objects.requireNonNull(FORMS.get(forms.get(turn)));
                page.navigate(toTheConsole.root() + form);
                page.locator("#f-assessedOn").fill(house.today().toString());
                answers.forEach((item, value) -> fill(page, item, value));
                CuttingProxy cut = chance.nextBoolean() ? toTheConsole : toTheRecord;
                boolean answer = chance.nextBoolean();

                cut.cutAfter(chance.nextInt(answer ? 700 : 1100), answer);
                record(page);
                while (!shown(page, toTheConsole.root() + form)) {
                    // It says that it is not known, or the page after it was cut: what was typed is there.
                    answers.forEach((item, value) -> assertThat(
                                    page.locator("[id='f-item." + item + "']").inputValue())
                            .as("seed %d, %s", SEED, form)
                            .isEqualTo(value));
                    record(page);
                }
                cut.disarm();
                sent.add(form);
            }
            assertThat(sent).hasSizeGreaterThanOrEqualTo(CUTS / 2);
            for (String form : sent) {
                assertThat(recorded(house, form)).as("seed %d, %s", SEED, form).isOne();
            }
            System.out.printf(
                    "%d forms, %d connections cut (%d behind the console): each recorded once%n",
                    sent.size(), toTheRecord.cuts() + toTheConsole.cuts(), toTheRecord.cuts());
        }
    }

    /// Whether the page shows the form as recorded. A page that does not come at all is loaded again, as people do.
    private static boolean shown(Page page, String form) {
        Locator answered = page.locator("#receipt, #problems, #stands").first();
        try {
            answered.waitFor();
        } catch (PlaywrightException e) {
            page.navigate(form);
        }
        return page.locator("#stands").count() == 1;
    }

    private static void fill(Page page, String item, String value) {
        String field = "[id='f-item." + item + "']";
        if (Boolean.TRUE.equals(page.locator(field).evaluate("e => e.tagName === 'SELECT'"))) {
            page.locator(field).selectOption(value);
        } else {
            page.locator(field).fill(value);
        }
    }

    private static void record(Page page) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Record").setExact(true))
                .click();
    }

    private static long recorded(ConsoleHouse house, String form) {
        String[] parts = form.split("/", -1);
        return house.ask(
                        "inspector",
                        "/record/search?subject=%s&what=AssessmentRecorded&form=%s&limit=100"
                                .formatted(parts[2], parts[6]))
                .path("events")
                .size();
    }

    /// A console of its own that reaches the record through the proxy.
    private static ConfigurableApplicationContext console(ConsoleHouse house, CuttingProxy record) {
        return ConsoleApplication.application()
                .run(
                        "--server.port=0",
                        "--trialbook.console.study=" + ConsoleHouse.STUDY,
                        "--trialbook.console.commands=" + record.root(),
                        "--trialbook.console.queries=" + house.record(),
                        "--trialbook.console.issuer=" + house.record(),
                        "--trialbook.console.client-id=" + house.client().id(),
                        "--trialbook.console.client-secret=" + house.client().secret(),
                        "--trialbook.console.id-token-algorithm=ES256");
    }
}
