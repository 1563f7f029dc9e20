package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The reader's journey: a read is taken from those that nobody has, looked at, filled in, and submitted once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmittingAReadOnAPageTest {

    private static final Map<String, String> ECHO =
            Map.of("lvef-biplane", "31.0", "lvedv", "210.0", "lvesv", "145.0", "lvedd", "62.0", "lvesd", "55.0");

    private ConsoleHouse house;

    @BeforeAll
    void start() throws IOException {
        house = ConsoleHouse.started();
        house.openBatch(3);
    }

    @AfterAll
    void stop() {
        house.close();
    }

    private static Map<String, List<String>> typed() {
        Map<String, List<String>> typed = new HashMap<>();
        ECHO.forEach((item, value) -> typed.put("item." + item, List.of(value)));
        return typed;
    }

    private HttpResponse<String> opened(HttpVisitor visitor, String reader, String path) throws Exception {
        visitor.signIn(house.console().resolve("/"), reader);
        return visitor.get(house.console().resolve(path));
    }

    @Test
    void aReadIsTakenFromThoseThatNobodyHas() throws Exception {
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> list = opened(visitor, "reader-2", "/reads");
            assertThat(list.body()).contains("Blinded reading of the echocardiogram");

            HttpResponse<String> nothing = visitor.send(list, Map.of("modality", List.of("ecg")));
            assertThat(nothing.statusCode()).isEqualTo(422);
            assertThat(HttpVisitor.text(nothing, "problems")).contains("A read is claimed from an opened batch");

            HttpResponse<String> taken = visitor.send(nothing, Map.of("modality", List.of("echo")));
            assertThat(taken.uri().getPath()).matches("/reads/R-[0-9A-Z]+");
            assertThat(HttpVisitor.text(taken, "receipt")).contains("Claim read: recorded");
            assertThat(taken.body()).contains("act-form", "File 1");

            // The same press once more is the same read.
            HttpResponse<String> again = visitor.send(nothing, Map.of("modality", List.of("echo")));
            assertThat(again.uri().getPath()).isEqualTo(taken.uri().getPath());
            assertThat(HttpVisitor.text(again, "receipt")).contains("nothing was recorded twice");
        }
    }

    @Test
    void everyProblemStandsBesideItsField() throws Exception {
        String read = house.readWithFiles("reader-1");
        long before = house.submitted();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = opened(visitor, "reader-1", "/reads/" + read);
            Map<String, List<String>> wrong = typed();
            wrong.put("item.lvef-biplane", List.of("310"));
            wrong.remove("item.lvesd");

            HttpResponse<String> items = visitor.send(page, wrong);
            assertThat(items.statusCode()).isEqualTo(422);
            assertThat(HttpVisitor.text(items, "problems")).contains("2 answers need another look");
            assertThat(HttpVisitor.text(items, "h-item.lvef-biplane")).isEqualTo("From 5 to 80.");
            assertThat(HttpVisitor.text(items, "h-item.lvesd")).isEqualTo("Must be answered.");

            Map<String, List<String>> both = typed();
            both.put("notEvaluable", List.of("poor-quality"));
            assertThat(HttpVisitor.text(visitor.send(items, both), "h-notEvaluable"))
                    .isEqualTo("Either the items are answered, or it is said why nothing can be measured.");
            assertThat(HttpVisitor.text(visitor.send(items, Map.of()), "h-notEvaluable"))
                    .startsWith("Either the items are answered");

            Map<String, List<String>> unsure = typed();
            unsure.put("guess.arm", List.of("CSP"));
            assertThat(HttpVisitor.text(visitor.send(items, unsure), "h-guess.confidence"))
                    .isEqualTo("1 to 5 beside an arm, and nothing without one.");
            unsure.put("guess.confidence", List.of("very"));
            assertThat(HttpVisitor.text(visitor.send(items, unsure), "h-guess.confidence"))
                    .isNotEqualTo("1 a guess, 5 certain");
            unsure.put("guess.arm", List.of("OTHER"));
            unsure.put("guess.confidence", List.of("2"));
            assertThat(HttpVisitor.text(visitor.send(items, unsure), "h-guess.arm"))
                    .isEqualTo("One of the study’s arms, or nothing.");
        }
        assertThat(house.submitted()).isEqualTo(before);
    }

    @Test
    void itIsSubmittedOnceHoweverOftenItIsSent() throws Exception {
        String read = house.readWithFiles("reader-1");
        long before = house.submitted();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = opened(visitor, "reader-1", "/reads/" + read);
            Map<String, List<String>> typed = typed();
            typed.put("guess.arm", List.of("CSP"));
            typed.put("guess.confidence", List.of("2"));

            HttpResponse<String> first = visitor.send(page, typed);
            assertThat(HttpVisitor.text(first, "receipt")).contains("Submit read: recorded");
            assertThat(first.body()).contains("This read is submitted").doesNotContain("act-form");
            HttpResponse<String> second = visitor.send(page, typed);
            assertThat(HttpVisitor.text(second, "receipt")).contains("nothing was recorded twice");
        }
        assertThat(house.submitted()).isEqualTo(before + 1);
    }

    @Test
    void whatCannotBeMeasuredIsSubmittedWithItsReason() throws Exception {
        String read = house.readWithFiles("reader-1");
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = opened(visitor, "reader-1", "/reads/" + read);
            HttpResponse<String> sent = visitor.send(page, Map.of("notEvaluable", List.of("poor-quality")));
            assertThat(sent.body()).contains("This read is submitted");
        }
        assertThat(house.ask("reader-1", "/reads/results?limit=1000")
                        .path("reads")
                        .valueStream()
                        .filter(each -> each.path("read").asString().equals(read))
                        .findFirst()
                        .orElseThrow()
                        .toString())
                .contains("poor-quality");
    }

    @Test
    void nobodyElseIsOfferedIt() throws Exception {
        String read = house.readWithFiles("reader-1");
        try (HttpVisitor visitor = new HttpVisitor()) {
            assertThat(opened(visitor, "reader-2", "/reads/" + read).statusCode())
                    .isEqualTo(404);
        }
        try (HttpVisitor visitor = new HttpVisitor()) {
            assertThat(opened(visitor, "monitor", "/reads/" + read).statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({"1366, true", "820, true", "390, true", "1366, false"})
    void byKeyboardWithADoubleClickABackAndAReload(int width, boolean withScript) {
        String read = house.readWithFiles("reader-1");
        long before = house.submitted();
        try (Chromium chromium = Chromium.required();
                BrowserContext context = chromium.context(width, withScript)) {
            Page page = Chromium.signedIn(context, house.console(), "reader-1");
            page.navigate(house.console() + "/reads/" + read);
            if (withScript) {
                Chromium.assertAccessible(page);
                Chromium.assertReflows(page);
            }
            for (Map.Entry<String, String> answer : ECHO.entrySet()) {
                Locator field = page.locator("[id='f-item." + answer.getKey() + "']");
                field.focus();
                page.keyboard().type(answer.getValue());
            }
            page.locator("[id='f-guess.arm']").focus();
            page.keyboard().press("ArrowDown");
            page.locator("[id='f-guess.confidence']").focus();
            page.keyboard().press("ArrowDown");
            Chromium.picture(page, "read-form-" + width);

            page.locator(".act-form button.p").dblclick();
            page.locator("#receipt").waitFor();
            assertThat(page.locator("main").textContent()).contains("This read is submitted");
            page.reload();
            page.goBack();
            page.navigate(house.console() + "/reads/" + read);
            assertThat(page.locator(".act-form").count()).isZero();
            if (withScript) {
                Chromium.assertAccessible(page);
                Chromium.assertReflows(page);
            }
            Chromium.picture(page, "read-submitted-" + width);
        }
        assertThat(house.submitted()).isEqualTo(before + 1);
    }
}
