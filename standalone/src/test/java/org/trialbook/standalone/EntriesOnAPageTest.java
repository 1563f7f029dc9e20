package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Forms that repeat are filled in on pages, entry by entry: outside of visits, and at one.
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
}
