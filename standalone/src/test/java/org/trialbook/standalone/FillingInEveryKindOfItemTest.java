package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A form with every kind of item that a protocol can ask, filled in on its page: with and without a script.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FillingInEveryKindOfItemTest {

    /// A white point.
    private static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==";

    private ConsoleHouse house;

    @BeforeAll
    void start() throws IOException {
        house = ConsoleHouse.started();
        Map<String, Object> amended = Map.of("protocol", Amendments.everyKind("2"));
        house.act("safety-board", "/acts/approve-amendment", amended);
        house.act("data-manager", "/acts/publish-protocol", amended);
        house.act(
                "data-manager",
                "/sites/01/acts/activate-version",
                Map.of("version", "2", "approvedOn", "2024-01-02", "approval", "EC 2024/1"));
    }

    @AfterAll
    void stop() {
        house.close();
    }

    private static String form(String subject, String form) {
        return "/subjects/" + subject + "/visits/pre-implant/forms/" + form;
    }

    /// What is wrong in many ways, each of which a page can say.
    private Map<String, List<String>> typed() {
        Map<String, List<String>> typed = new HashMap<>();
        typed.put("assessedOn", List.of(house.today().toString()));
        typed.put("item.temperature", List.of("98.6"));
        typed.put("unit.temperature", List.of("[degF]"));
        typed.put("missing.creatinine", List.of("haemolysed"));
        typed.put("item.at", List.of("2024-06-03T09:30"));
        typed.put("item.time", List.of("09:30"));
        typed.put("item.onset", List.of("2024-03"));
        typed.put("item.signs", List.of("rales", "oedema"));
        typed.put("item.alive", List.of("true"));
        typed.put("item.nyha-class", List.of("II"));
        typed.put("item.lvedv", List.of("200"));
        typed.put("item.lvesv", List.of("120"));
        return typed;
    }

    private JsonNode answer(String subject, String item) {
        return house.ask("coordinator@01", form(subject, "kinds"))
                .path("items")
                .valueStream()
                .filter(each -> each.at("/definition/code").asString().equals(item))
                .findFirst()
                .orElseThrow()
                .path("value");
    }

    private HttpResponse<String> opened(HttpVisitor visitor, String person, String path) throws Exception {
        visitor.signIn(house.console().resolve("/"), person);
        return visitor.get(house.console().resolve(path));
    }

    @Test
    void everyKindIsRecordedAsItWasTyped() throws Exception {
        String subject = house.consented();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = opened(visitor, "coordinator@01", form(subject, "kinds"));
            assertThat(HttpVisitor.text(page, "field-item.lvef")).contains("Ejection fraction", "calculated");
            assertThat(page.body()).doesNotContain("name=\"item.lvef\"");

            HttpResponse<String> recorded = visitor.send(page, typed());

            assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(200);
            assertThat(HttpVisitor.text(recorded, "receipt")).contains("Record assessment: recorded");
            assertThat(recorded.body())
                    .contains("37.0 °C (typed as 98.6 °F)", "3 Jun 2024, 09:30 Berlin")
                    .contains("no value: Sample haemolysed")
                    .contains("Rales, Oedema")
                    .contains("40.0 %")
                    .contains("Class as a number");
        }
        assertThat(answer(subject, "at").path("value").asString()).isEqualTo("2024-06-03T09:30+02:00[Europe/Berlin]");
        assertThat(answer(subject, "signs").path("value").asString()).isEqualTo("rales,oedema");
        assertThat(answer(subject, "onset").path("value").asString()).isEqualTo("2024-03");
        assertThat(answer(subject, "creatinine").path("missing").asString()).isEqualTo("haemolysed");
    }

    @Test
    void everyProblemStandsBesideItsField() throws Exception {
        String subject = house.consented();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = opened(visitor, "coordinator@01", form(subject, "kinds"));
            Map<String, List<String>> wrong = typed();
            wrong.put("item.temperature", List.of("200"));
            wrong.put("item.creatinine", List.of("90"));
            wrong.put("item.at", List.of("2024-13-03T09:30"));
            wrong.put("item.time", List.of("9 in the morning"));
            wrong.put("item.onset", List.of("spring"));
            wrong.put("item.which", List.of("swollen ankles"));
            wrong.put("item.lvesv", List.of("210"));

            HttpResponse<String> refused = visitor.send(page, wrong);

            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(HttpVisitor.text(refused, "problems")).contains("7 answers need another look");
            assertThat(HttpVisitor.text(refused, "h-item.temperature")).isEqualTo("From 30 to 43.");
            assertThat(HttpVisitor.text(refused, "h-item.creatinine")).contains("there is no value and no unit");
            assertThat(HttpVisitor.text(refused, "h-item.at")).contains("Date, time and zone");
            assertThat(HttpVisitor.text(refused, "h-item.time")).contains("A time such as 09:30");
            assertThat(HttpVisitor.text(refused, "h-item.onset")).contains("As much as is known");
            assertThat(HttpVisitor.text(refused, "h-item.which")).contains("is not asked");
            assertThat(HttpVisitor.text(refused, "h-item.lvesv")).contains("is the smaller one");
            // What is not asked and has an answer all the same is in sight, so that it can be taken away.
            assertThat(refused.body()).doesNotContainPattern("id=\"field-item.which\"[^>]* hidden");
        }
        assertThat(house.recorded(subject, "AssessmentRecorded")).isZero();
    }

    @Test
    void anOddAnswerIsKeptWithAReasonForWhichTheFormThenAsks() throws Exception {
        String subject = house.consented();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = opened(visitor, "coordinator@01", form(subject, "kinds"));
            assertThat(page.body()).doesNotContain("kept.low");
            Map<String, List<String>> odd = typed();
            odd.put("item.lvesv", List.of("190"));

            HttpResponse<String> asks = visitor.send(page, odd);

            assertThat(asks.statusCode()).isEqualTo(422);
            assertThat(HttpVisitor.text(asks, "h-item.lvesv"))
                    .isEqualTo("An ejection fraction below 15 % is rare. Put it right, or say below why it is so.");
            assertThat(asks.body())
                    .contains("An ejection fraction below 15 % is rare. Why is it so?", "name=\"kept.low\"")
                    .doesNotContain("under 'kept'");

            odd.put("kept.low", List.of("Seen twice"));
            HttpResponse<String> recorded = visitor.send(asks, odd);
            assertThat(recorded.body()).contains("Odd answers, and why they are so", "Seen twice", "5.0 %");
        }
        assertThat(house.recorded(subject, "AssessmentRecorded")).isOne();
    }

    @Test
    void aReasonForNothingIsAProblemBesideIt() throws Exception {
        String subject = house.consented();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = opened(visitor, "coordinator@01", form(subject, "kinds"));
            Map<String, List<String>> plain = typed();
            plain.put("kept.low", List.of("Seen twice"));

            HttpResponse<String> refused = visitor.send(page, plain);

            assertThat(HttpVisitor.text(refused, "h-kept.low")).contains("No soft check of that name is broken");
        }
    }

    /// The server's part of a condition: keeping the draft shows what it asks.
    @Test
    void whatIsAskedFollowsFromWhatWasKept() throws Exception {
        String subject = house.consented();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = opened(visitor, "coordinator@01", form(subject, "kinds"));
            assertThat(page.body())
                    .containsPattern("id=\"field-item.death\"[^>]* hidden")
                    .containsPattern("id=\"field-item.which\"[^>]* hidden");

            HttpResponse<String> kept = visitor.send(
                    page,
                    Map.of(
                            "item.alive", List.of("false"),
                            "item.signs", List.of("rales", "other"),
                            "keep", List.of("1")));

            assertThat(kept.body())
                    .doesNotContainPattern("id=\"field-item.death\"[^>]* hidden")
                    .doesNotContainPattern("id=\"field-item.which\"[^>]* hidden")
                    .contains("What you typed was kept");
            assertThat(HttpVisitor.text(kept, "h-item.death")).isEmpty();
            assertThat(HttpVisitor.text(kept, "h-item.time")).isEqualTo("optional");
        }
        assertThat(house.recorded(subject, "AssessmentRecorded")).isZero();
    }

    /// On 27 October 2024 the clocks of Berlin showed half past two twice, on 31 March never.
    @Test
    void aTimeThatTheClockShowsTwiceIsAskedFor() throws Exception {
        String subject = house.consented();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = opened(visitor, "coordinator@01", form(subject, "kinds"));
            Map<String, List<String>> typed = typed();
            typed.put("item.at", List.of("2024-03-31T02:30"));
            HttpResponse<String> never = visitor.send(page, typed);
            assertThat(never.statusCode()).isEqualTo(422);
            assertThat(never.body()).doesNotContain("name=\"offset.at\"");

            typed.put("item.at", List.of("2023-10-29T02:30"));
            HttpResponse<String> twice = visitor.send(never, typed);
            assertThat(twice.statusCode()).isEqualTo(422);
            assertThat(twice.body()).contains("name=\"offset.at\"", "the second, UTC+01:00");

            typed.put("offset.at", List.of("+01:00"));
            assertThat(visitor.send(twice, typed).body()).contains("As it stands in the record");
        }
        assertThat(answer(subject, "at").path("value").asString()).isEqualTo("2023-10-29T02:30+01:00[Europe/Berlin]");
    }

    /// Offered by what the record says that its user knows.
    @Test
    void aFormThatTellsIsOfferedToWhomTheProtocolLetsKnow() throws Exception {
        String subject = house.consented();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = opened(visitor, "coordinator@01", form(subject, "tell"));
            assertThat(page.body()).contains("Sealed to you").doesNotContain("act-form");
        }
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = opened(visitor, "investigator@01", form(subject, "tell"));
            HttpResponse<String> recorded = visitor.send(
                    page, Map.of("assessedOn", List.of(house.today().toString()), "item.output", List.of("1.5")));
            assertThat(recorded.body()).contains("Sealed").doesNotContain("1.5 V");
        }
        assertThat(house.recorded(subject, "AssessmentRecorded")).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {1366, 820, 390})
    void byKeyboardAtEveryWidth(int width) {
        String subject = house.consented();
        try (Chromium chromium = Chromium.required();
                BrowserContext context = chromium.context(width, true)) {
            Page page = Chromium.signedIn(context, house.console(), "coordinator@01");
            page.navigate(URI.create(house.console() + form(subject, "kinds")).toString());
            page.locator("#f-assessedOn").fill(house.today().toString());
            type(page, "temperature", "98.6");
            tabTo(page, "[name='unit.temperature']");
            page.keyboard().press("ArrowDown");
            tabTo(page, "[id='f-missing.creatinine']");
            page.keyboard().press("ArrowDown");
            page.locator("[id='f-item.at']").fill("2024-06-03T09:30");
            page.locator("[id='f-item.time']").fill("09:30");
            type(page, "onset", "2024");
            assertThat(page.locator("[id='f-item.which']").isVisible()).isFalse();
            tabTo(page, "[id='f-item.signs.other']");
            page.keyboard().press("Space");
            page.locator("[id='f-item.which']").waitFor();
            assertThat(page.locator("#status").textContent()).isEqualTo("Now also asked: Which signs.");
            type(page, "which", "ankles");
            tabTo(page, "[id='f-item.alive']");
            page.keyboard().press("ArrowDown");
            tabTo(page, "[id='f-item.nyha-class']");
            page.keyboard().type("Class III");
            type(page, "lvedv", "200");
            type(page, "lvesv", "190");
            page.locator("[id='f-file.tracing']").setInputFiles(picture("tracing.txt", "no picture"));
            page.locator("[id='h-item.tracing']:has-text('none of')").waitFor();
            page.locator("[id='f-file.tracing']").setInputFiles(picture("Mrs Miller.png", PICTURE));
            page.locator("[id='h-item.tracing']:has-text('PNG, 67 bytes')").waitFor();
            Chromium.assertAccessible(page);
            Chromium.assertReflows(page);
            tabTo(page, ".act-form button.p");
            page.keyboard().press("Enter");

            page.locator("#problems").waitFor();
            Chromium.picture(page, "every-kind-asks-for-a-reason-" + width);
            Chromium.assertAccessible(page);
            Chromium.assertReflows(page);
            tabTo(page, "[id='f-kept.low']");
            page.keyboard().type("Seen twice");
            tabTo(page, ".act-form button.p");
            page.keyboard().press("Enter");

            page.locator("#receipt").waitFor();
            assertThat(page.locator("main").textContent())
                    .contains("typed as 98.6 °F", "Other signs", "ankles", "Seen twice", "5.0 %", "Class III")
                    .contains("PNG, 67 bytes (sha256:")
                    .doesNotContain("Miller");
            Chromium.picture(page, "every-kind-recorded-" + width);
            Chromium.assertAccessible(page);
            Chromium.assertReflows(page);
        }
        assertThat(house.recorded(subject, "AssessmentRecorded")).isOne();
    }

    private static FilePayload picture(String name, String bytes) {
        return new FilePayload(
                name,
                "image/png",
                name.endsWith(".png") ? Base64.getDecoder().decode(bytes) : bytes.getBytes(StandardCharsets.UTF_8));
    }

    private static void type(Page page, String item, String text) {
        tabTo(page, "[id='f-item." + item + "']");
        page.keyboard().type(text);
    }

    private static void tabTo(Page page, String selector) {
        Locator wanted = page.locator(selector);
        for (int presses = 0; presses < 200; presses++) {
            if (Boolean.TRUE.equals(wanted.evaluate("e => e === document.activeElement"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("not reached by Tab: " + selector);
    }
}
