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

/// The implanter's journey: from the casebook to an attempt, what is wrong beside its field, and what was done.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingAnAttemptOnAPageTest {

    private ConsoleHouse house;

    @BeforeAll
    void start() throws IOException {
        house = ConsoleHouse.started();
    }

    @AfterAll
    void stop() {
        house.close();
    }

    private static String page(String subject) {
        return "/subjects/" + subject + "/implant-attempt";
    }

    private Map<String, List<String>> typed() {
        Map<String, List<String>> typed = new HashMap<>();
        typed.put("performedOn", List.of(house.today().toString()));
        typed.put("item.lead", List.of("coronary-sinus"));
        typed.put("item.target", List.of("lateral-vein"));
        typed.put("item.successful", List.of("false"));
        typed.put("item.failure", List.of("phrenic-capture"));
        typed.put("item.qrs-before", List.of("164"));
        typed.put("item.technique", List.of("occlusive-venography", "venoplasty"));
        return typed;
    }

    private HttpResponse<String> opened(HttpVisitor visitor, String person, String path) throws Exception {
        visitor.signIn(house.console().resolve("/"), person);
        return visitor.get(house.console().resolve(path));
    }

    @Test
    void fromTheCasebookToWhatWasDone() throws Exception {
        String subject = house.randomized();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> casebook = opened(visitor, "implanter@01", "/subjects/" + subject);
            assertThat(casebook.body()).contains("href=\"" + page(subject) + "\"");

            HttpResponse<String> recorded =
                    visitor.send(visitor.get(house.console().resolve(page(subject))), typed());

            assertThat(HttpVisitor.text(recorded, "receipt")).contains("Record implant attempt: recorded");
            assertThat(recorded.uri().getPath()).isEqualTo("/subjects/" + subject);
            assertThat(visitor.get(house.console().resolve("/unblinded/subjects/" + subject))
                            .body())
                    .contains("occlusive-venography,venoplasty", "164 ms", "phrenic-capture");
        }
    }

    @Test
    void everyProblemStandsBesideItsField() throws Exception {
        String subject = house.randomized();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = opened(visitor, "implanter@01", page(subject));
            Map<String, List<String>> wrong = typed();
            wrong.remove("item.failure");
            wrong.put("item.target", List.of("left-septum"));
            wrong.put("item.qrs-before", List.of("1640"));

            HttpResponse<String> refused = visitor.send(page, wrong);

            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(HttpVisitor.text(refused, "problems")).contains("3 answers need another look");
            assertThat(HttpVisitor.text(refused, "h-item.failure")).isEqualTo("Must be answered.");
            assertThat(HttpVisitor.text(refused, "h-item.qrs-before")).isEqualTo("From 40 to 300.");
            assertThat(HttpVisitor.text(refused, "h-item.target"))
                    .contains(
                            "Left ventricular septum is no target of Left ventricular lead through the coronary sinus");
        }
    }

    /// Who is not to know may read what is asked, as in the protocol, and is offered nothing.
    @Test
    void whoRecordsNoAttemptsIsOfferedNone() throws Exception {
        String subject = house.randomized();
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> casebook = opened(visitor, "coordinator@01", "/subjects/" + subject);
            assertThat(casebook.body()).doesNotContain(page(subject));

            HttpResponse<String> asked = visitor.get(house.console().resolve(page(subject)));
            assertThat(asked.body()).contains("Capture threshold").doesNotContain("act-form");
        }
    }
}
