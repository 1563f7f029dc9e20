package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The journey that proves the way: a visit and one of its forms, from signing in to the record.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingAVisitInABrowserTest {

    /// In the order of the form.
    private static final List<Map.Entry<String, String>> ECHO = List.of(
            Map.entry("lvef", "31.0"),
            Map.entry("lvedv", "210.0"),
            Map.entry("lvesv", "145.0"),
            Map.entry("lvedd", "62.0"),
            Map.entry("lvesd", "55.0"));

    private ConsoleHouse house;
    private Chromium chromium;

    @BeforeAll
    void start() throws IOException {
        chromium = Chromium.required();
        house = ConsoleHouse.started();
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
        return house.console() + path;
    }

    private static String visit(String subject) {
        return "/subjects/" + subject + "/visits/pre-implant";
    }

    private static String echo(String subject) {
        return visit(subject) + "/forms/echo";
    }

    private static Locator field(Page page, String item) {
        return page.locator("[id='f-item." + item + "']");
    }

    private void fillIn(Page page) {
        page.locator("#f-assessedOn").fill(house.today().toString());
        ECHO.forEach(answer -> field(page, answer.getKey()).fill(answer.getValue()));
    }

    private static Locator record(Page page) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Record").setExact(true));
    }

    /// Presses Tab until something is focused.
    private static void tabTo(Page page, String selector) {
        for (int presses = 0; presses < 200; presses++) {
            if (Boolean.TRUE.equals(page.evaluate("s => document.activeElement.matches(s)", selector))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("not reached by Tab: " + selector + " on " + page.url());
    }

    @ParameterizedTest
    @ValueSource(ints = {1366, 820, 390})
    void aVisitAndItsFormAreRecordedByKeyboardAlone(int width) {
        String subject = house.consented();
        try (BrowserContext context = chromium.context(width, true)) {
            Page page = context.newPage();
            page.navigate(at("/"));
            tabTo(page, "[id='coordinator@01']");
            page.keyboard().press("Enter");
            page.waitForURL(at("/"));
            Chromium.picture(page, "today-" + width);

            page.navigate(at(visit(subject)));
            tabTo(page, "#f-doneOn");
            page.locator("#f-doneOn").fill(house.today().toString());
            tabTo(page, ".act-form button.p");
            Chromium.picture(page, "visit-" + width);
            page.keyboard().press("Enter");
            page.locator("#receipt").waitFor();
            assertThat(page.locator("#receipt").textContent()).contains("Record visit: recorded");
            assertThat(page.locator(".visit").first().textContent()).contains("Done");
            Chromium.picture(page, "casebook-" + width);

            tabTo(page, "a[href='" + echo(subject) + "']");
            page.keyboard().press("Enter");
            page.waitForURL(at(echo(subject)));
            for (Map.Entry<String, String> answer : ECHO) {
                tabTo(page, "[id='f-item." + answer.getKey() + "']");
                page.keyboard().type(answer.getValue());
            }
            Chromium.picture(page, "form-" + width);
            tabTo(page, ".act-form button.p");
            page.keyboard().press("Enter");
            page.locator("#receipt").waitFor();
            assertThat(page.locator("h1").textContent()).isEqualTo("Echocardiogram at the site");
            assertThat(page.locator("main").textContent()).contains("As it stands in the record", "31.0 %");
            Chromium.picture(page, "form-recorded-" + width);
        }
        assertThat(house.recorded(subject, "VisitDone")).isOne();
        assertThat(house.recorded(subject, "AssessmentRecorded")).isOne();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyProblemStandsBesideItsField(boolean withScript) {
        String subject = house.consented();
        try (BrowserContext context = chromium.context(1366, withScript)) {
            Page page = Chromium.signedIn(context, house.console(), "coordinator@01");
            page.navigate(at(echo(subject)));
            fillIn(page);
            field(page, "lvesd").fill("550");
            field(page, "lvedv").fill("");

            record(page).click();
            page.locator("#problems").waitFor();

            assertThat(page.locator("#problems").textContent()).contains("2 answers need another look");
            assertThat(page.locator("[id='h-item.lvesd']").textContent()).contains("From 10 to 100");
            assertThat(page.locator("[id='h-item.lvedv']").textContent()).contains("Must be answered");
            assertThat(field(page, "lvef").inputValue()).isEqualTo("31.0");
            Chromium.picture(page, "form-problems");
            if (withScript) {
                Chromium.assertAccessible(page);
            }

            field(page, "lvesd").fill("55.0");
            field(page, "lvedv").fill("210.0");
            record(page).click();
            page.locator("#receipt").waitFor();
        }
        assertThat(house.recorded(subject, "AssessmentRecorded")).isOne();
    }

    @Test
    void aRefusalSaysWhatStandsInTheWay() {
        String subject = house.consented();
        try (BrowserContext context = chromium.context(1366, true)) {
            Page page = Chromium.signedIn(context, house.console(), "coordinator@01");
            page.navigate(at("/subjects/" + subject + "/visits/month-6"));
            page.locator("#f-doneOn").fill(house.today().toString());
            record(page).click();
            page.locator("#problems").waitFor();

            assertThat(page.locator("#problems").textContent())
                    .contains("A visit's window is counted from the act that the protocol anchors it to", "implant");
        }
        assertThat(house.recorded(subject, "VisitDone")).isZero();
    }

    @Test
    void aFormThatTellsTheArmIsNotOfferedToSomebodyBlinded() {
        String subject = house.consented();
        try (BrowserContext context = chromium.context(1366, true)) {
            Page page = Chromium.signedIn(context, house.console(), "coordinator@01");
            page.navigate(at(visit(subject) + "/forms/ecg"));

            assertThat(page.locator("main").textContent()).contains("Sealed to you");
            assertThat(page.locator(".act-form").count()).isZero();
            Chromium.assertAccessible(page);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDoubleClickABackAndAReloadRecordOnce(boolean withScript) {
        String subject = house.consented();
        try (BrowserContext context = chromium.context(1366, withScript)) {
            Page page = Chromium.signedIn(context, house.console(), "coordinator@01");
            page.navigate(at(echo(subject)));
            fillIn(page);

            record(page).dblclick();
            page.locator("#receipt").waitFor();
            page.reload();
            assertThat(page.locator("#receipt").count()).isOne();
            page.goBack();
            page.navigate(at(echo(subject)));

            assertThat(page.locator("main").textContent()).contains("As it stands in the record");
            assertThat(page.locator(".act-form").count()).isZero();
        }
        assertThat(house.recorded(subject, "AssessmentRecorded")).isOne();
    }

    /// Two tabs have the same form, and both are sent.
    @Test
    void theSameFormSentFromTwoTabsIsRecordedOnceAndSaysSo() {
        String subject = house.consented();
        try (BrowserContext context = chromium.context(1366, true)) {
            Page first = Chromium.signedIn(context, house.console(), "coordinator@01");
            first.navigate(at(echo(subject)));
            Page second = context.newPage();
            second.navigate(at(echo(subject)));
            fillIn(first);
            fillIn(second);
            record(first).click();
            first.locator("#receipt").waitFor();

            record(second).click();
            second.locator("#receipt").waitFor();

            assertThat(second.locator("#receipt").textContent()).contains("nothing was recorded twice");
        }
        assertThat(house.recorded(subject, "AssessmentRecorded")).isOne();
    }

    /// What the browser holds of the session goes, as it does when the console starts anew or the limit has passed.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSessionThatEndedKeepsTheFormAndComesBackToIt(boolean withScript) {
        String subject = house.consented();
        try (BrowserContext context = chromium.context(1366, withScript)) {
            Page page = Chromium.signedIn(context, house.console(), "coordinator@01");
            page.navigate(at(echo(subject)));
            fillIn(page);
            context.clearCookies();

            record(page).click();
            page.locator("[id='coordinator@01']").click();

            page.locator(".act-form").waitFor();
            assertThat(page.url()).startsWith(at(echo(subject)));
            assertThat(page.locator("#kept").textContent()).contains("What you typed was kept");
            assertThat(field(page, "lvef").inputValue()).isEqualTo("31.0");
            assertThat(house.recorded(subject, "AssessmentRecorded")).isZero();
            record(page).click();
            page.locator("#receipt").waitFor();
        }
        assertThat(house.recorded(subject, "AssessmentRecorded")).isOne();
    }

    @Test
    void whatSomebodyTypedIsNotShownToWhoeverSignsInNext() {
        String subject = house.consented();
        try (BrowserContext context = chromium.context(1366, false)) {
            Page page = Chromium.signedIn(context, house.console(), "coordinator@01");
            page.navigate(at(echo(subject)));
            fillIn(page);
            context.clearCookies();
            record(page).click();
            page.locator("[id='investigator@01']").click();

            assertThat(page.url()).isEqualTo(at("/"));
            page.navigate(at(echo(subject)));
            assertThat(field(page, "lvef").inputValue()).isEmpty();
        }
    }

    @Test
    void whatIsTypedIsKeptWithoutPressingAnything() {
        String subject = house.consented();
        try (BrowserContext context = chromium.context(1366, true)) {
            Page page = Chromium.signedIn(context, house.console(), "coordinator@01");
            page.navigate(at(echo(subject)));
            fillIn(page);
            page.locator("#draft-state")
                    .filter(new Locator.FilterOptions().setHasText("Kept as draft"))
                    .waitFor();
            page.close();
            Page later = context.newPage();
            later.navigate(at(echo(subject)));

            assertThat(field(later, "lvesd").inputValue()).isEqualTo("55.0");
            assertThat(field(later, "lvef").inputValue()).isEqualTo("31.0");
        }
    }

    @Test
    void signingOutEndsSessionAndToken() {
        try (BrowserContext context = chromium.context(1366, true)) {
            Page page = Chromium.signedIn(context, house.console(), "monitor");
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Sign out").setExact(true))
                    .click();
            page.waitForURL(at("/signed-out**"));
            Chromium.assertAccessible(page);

            page.navigate(at("/subjects"));
            assertThat(page.url()).contains("/demo/people");
        }
    }

    @Test
    void anUnscriptedPageOfSomebodyElseCannotSendAForm() {
        String subject = house.consented();
        try (BrowserContext context = chromium.context(1366, true)) {
            Page page = Chromium.signedIn(context, house.console(), "coordinator@01");
            page.navigate(house.record() + "/demo/people");
            @Nullable Object status = page.evaluate("""
                    url => fetch(url, {method: 'POST', credentials: 'include', mode: 'no-cors',
                      body: new URLSearchParams({doneOn: '2025-01-01', key: crypto.randomUUID ? crypto.randomUUID() : 'x'})})
                      .then(() => 'sent', () => 'blocked')""", at(visit(subject)));
            assertThat(status).isIn("sent", "blocked");
        }
        assertThat(house.recorded(subject, "VisitDone")).isZero();
    }
}
