package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Forms that repeat are filled in on pages, entry by entry: outside of visits, and at one; forms are added to a visit;
/// and versions come to hold.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntriesOnAPageTest {

    private ConsoleHouse house;

    @BeforeAll
    void start() throws IOException {
        house = ConsoleHouse.started();
        house.act("data-manager", "/acts/publish-protocol", Map.of("protocol", Amendments.entries("2")));
        house.act(
                "data-manager",
                "/sites/01/acts/activate-version",
                Map.of("version", "2", "approvedOn", "2024-01-02", "approval", "EC 2024/1"));
    }

    @AfterAll
    void stop() {
        house.close();
    }

    private HttpResponse<String> opened(HttpVisitor visitor, String path) throws Exception {
        visitor.signIn(house.console().resolve("/"), "coordinator@01");
        return visitor.get(house.console().resolve(path));
    }

    private Map<String, List<String>> event(String number, String grade) {
        Map<String, List<String>> typed = new HashMap<>();
        typed.put("entry", List.of(number));
        typed.put("assessedOn", List.of(house.today().toString()));
        typed.put("item.term", List.of("Rash <b>& worse"));
        typed.put("item.grade", List.of(grade));
        return typed;
    }

    @Test
    void outsideOfVisitsOneAfterTheOther() throws Exception {
        String subject = house.consented();
        String path = "/subjects/" + subject + "/forms/adverse-event";
        try (HttpVisitor visitor = new HttpVisitor()) {
            assertThat(opened(visitor, "/subjects/" + subject).body())
                    .contains("href=\"" + path + "\"", "Adverse events");
            HttpResponse<String> empty = visitor.get(house.console().resolve(path));
            assertThat(empty.body()).contains("Nothing is recorded yet", "value=\"1\"");

            HttpResponse<String> wrong = visitor.send(empty, event("1", "6"));
            assertThat(wrong.statusCode()).isEqualTo(422);
            assertThat(HttpVisitor.text(wrong, "h-item.grade")).isEqualTo("From 1 to 5.");
            assertThat(wrong.body()).contains("Rash &lt;b&gt;&amp; worse");

            HttpResponse<String> first = visitor.send(wrong, event("1", "3"));
            assertThat(HttpVisitor.text(first, "receipt")).contains("Record assessment: recorded");
            assertThat(HttpVisitor.text(first, "entry-1")).startsWith("1 · ");
            assertThat(first.body()).contains("Rash &lt;b&gt;&amp; worse", "value=\"2\"");

            HttpResponse<String> again = visitor.send(first, event("1", "2"));
            assertThat(again.statusCode()).isEqualTo(422);
            assertThat(HttpVisitor.text(again, "problems")).contains("recorded once");

            HttpResponse<String> second = visitor.send(again, event("2", "2"));
            assertThat(HttpVisitor.text(second, "entry-2")).startsWith("2 · ");
        }
    }

    /// Whoever follows the link of a form that repeats comes to its entries.
    @Test
    void atAVisit() throws Exception {
        String subject = house.consented();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page =
                    opened(visitor, "/subjects/" + subject + "/visits/pre-implant/forms/medication");
            assertThat(page.uri().getPath())
                    .isEqualTo("/subjects/" + subject + "/visits/pre-implant/entries/medication");

            HttpResponse<String> recorded = visitor.send(
                    page,
                    Map.of(
                            "entry", List.of("7"),
                            "assessedOn", List.of(house.today().toString()),
                            "item.drug", List.of("Bisoprolol")));

            assertThat(HttpVisitor.text(recorded, "receipt")).contains("Record assessment: recorded");
            assertThat(recorded.body()).contains("Bisoprolol", "Before implant", "value=\"8\"");
        }
    }

    @Test
    void aFormIsAddedToAVisitAndFilledIn() throws Exception {
        String subject = house.consented();
        String visit = "/subjects/" + subject + "/visits/pre-implant";
        try (HttpVisitor visitor = new HttpVisitor()) {
            assertThat(opened(visitor, visit).body()).contains("href=\"" + visit + "/added-form\"");
            HttpResponse<String> page = visitor.get(house.console().resolve(visit + "/added-form"));
            assertThat(page.body()).contains("value=\"incision\"").doesNotContain("value=\"echo\"", "value=\"device\"");

            HttpResponse<String> empty = visitor.send(page, Map.of("form", List.of("incision")));
            assertThat(empty.statusCode()).isEqualTo(400);
            assertThat(HttpVisitor.text(empty, "h-because")).isNotEmpty();

            HttpResponse<String> added = visitor.send(
                    empty, Map.of("form", List.of("incision"), "because", List.of("a wound of an earlier operation")));
            assertThat(HttpVisitor.text(added, "receipt")).contains("Add form: recorded");
            assertThat(added.body()).contains("href=\"" + visit + "/forms/incision\"");

            HttpResponse<String> form = visitor.get(house.console().resolve(visit + "/forms/incision"));
            HttpResponse<String> recorded = visitor.send(
                    form,
                    Map.of(
                            "assessedOn", List.of(house.today().toString()),
                            "item.incision-finding", List.of("healed"),
                            "item.intervention-needed", List.of("false")));
            assertThat(HttpVisitor.text(recorded, "receipt")).contains("Record assessment: recorded");
        }
    }

    /// A third version: shown with what it changes, activated at the site, and a subject comes under it.
    @Test
    void aVersionIsActivatedAndASubjectMoved() throws Exception {
        String subject = house.consented();
        house.act(
                "data-manager",
                "/acts/publish-protocol",
                Map.of(
                        "protocol",
                        Amendments.entries("3").replace("label: Adverse events", "label: Adverse events, graded")));
        try (HttpVisitor manager = new HttpVisitor();
                HttpVisitor coordinator = new HttpVisitor()) {
            manager.signIn(house.console().resolve("/"), "data-manager");
            HttpResponse<String> versions = manager.get(house.console().resolve("/protocol/versions"));
            assertThat(versions.body())
                    .contains("Version 3", "It holds at no site.", "Adverse events, graded", "/sites/01/version");

            HttpResponse<String> page = manager.get(house.console().resolve("/sites/01/version"));
            HttpResponse<String> activated = manager.send(
                    page,
                    Map.of(
                            "version", List.of("3"),
                            "approvedOn", List.of("2024-02-01"),
                            "approval", List.of("EC 2024/2")));
            assertThat(HttpVisitor.text(activated, "receipt")).contains("Activate version: recorded");
            assertThat(activated.body()).doesNotContain("It holds at no site.");

            HttpResponse<String> casebook = opened(coordinator, "/subjects/" + subject);
            assertThat(casebook.body()).contains("/subjects/" + subject + "/version");
            HttpResponse<String> move = coordinator.get(house.console().resolve("/subjects/" + subject + "/version"));
            HttpResponse<String> moved = coordinator.send(
                    move,
                    Map.of(
                            "consentedOn", List.of(house.today().toString()),
                            "consentVersion", List.of("3.0")));
            assertThat(HttpVisitor.text(moved, "receipt")).contains("Move to version: recorded");
        }
    }

    /// What an approver is shown and approves is the very same file, however a browser ends its lines.
    @Test
    void anAmendmentIsApprovedByWhatItChangesAndWhomItTouches() throws Exception {
        String subject = house.consented();
        house.act(
                "coordinator@01",
                "/subjects/" + subject + "/acts/record-assessment",
                Map.of(
                        "visit",
                        "pre-implant",
                        "form",
                        "nyha",
                        "assessedOn",
                        house.today().toString(),
                        "values",
                        Map.of("nyha-class", Map.of("value", "II"))));
        String file = Amendments.entries("9")
                .replace("label: NYHA class\n    items", "label: NYHA class\n    reveals-the-arm: true\n    items");
        try (Chromium chromium = Chromium.required();
                BrowserContext context = chromium.context(1366, true)) {
            Page page = Chromium.signedIn(context, house.console(), "statistician");
            page.navigate(house.console().resolve("/protocol/approval").toString());
            page.locator("#f-protocol").fill("study: [");
            page.locator("button[name=show]").click();
            page.locator("#difference:has-text('It cannot be used')").waitFor();
            page.locator("#f-protocol").fill(file);
            page.locator("button[name=show]").click();
            page.locator("#difference:has-text('What version 9 changes')").waitFor();
            assertThat(page.locator("#difference").textContent())
                    .contains("form 'nyha': reveals-the-arm was 'false', is 'true'", subject);
            assertThat(page.locator("#difference code").textContent())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(file.getBytes(StandardCharsets.UTF_8))));
            Chromium.assertAccessible(page);
            Chromium.assertReflows(page);
            Chromium.picture(page, "amendment-to-approve");
            page.locator(".act-form button.p").click();
            page.locator("#receipt").waitFor();
        }
    }
}
