package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.assessed;
import static org.trialbook.view.projection.Acts.consented;
import static org.trialbook.view.projection.Acts.id;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.registered;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.DataQuery;
import org.trialbook.event.QueryChange;
import org.trialbook.event.QueryChange.Outcome;
import org.trialbook.event.QueryChange.Step;
import org.trialbook.event.QueryEvent.QueryChanged;
import org.trialbook.event.QueryEvent.QueryOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// What is asked of the sites, how it stands, and for whom it waits.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueriesTest {
    private static final EventLine.Actor MONITOR = new EventLine.Actor("monitor", "M. Onitor", "monitor", null);

    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        Story story = server.story().published().then(opened("01")).then(opened("02"));
        for (String subject : List.of("01-001", "02-001")) {
            story.then(registered(subject))
                    .then(consented(subject))
                    .then(assessed(subject, "pre-implant", "ecg", "selective-his"));
        }
        for (int number = 1; number <= 10; number++) {
            story.then(asked("01-001", "Q" + number, "coordinator"), MONITOR);
        }
        story.then(changed("01-001", "Q1", new QueryChange(Step.ANSWERED, Outcome.CORRECTED, null, "digits swapped")))
                .then(changed("01-001", "Q2", new QueryChange(Step.ANSWERED, Outcome.CONFIRMED, null, "as read")))
                .then(changed("01-001", "Q2", QueryChange.of(Step.CLOSED, "settled")), MONITOR)
                .then(changed("01-001", "Q3", new QueryChange(Step.ASSIGNED, null, "investigator", "a doctor's")))
                .then(asked("02-001", "Q1", "investigator"), MONITOR)
                .then(new QueryOpened(
                        Story.STUDY,
                        id("02-001"),
                        id("02-001").site(),
                        "S1",
                        null,
                        Sealed.of(new DataQuery(
                                CasebookPlace.item("pre-implant", "ecg", "paced-capture"),
                                null,
                                "implanter",
                                "left or right?"))));
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static TrialEvent asked(String subject, String number, String role) {
        DataQuery asked = new DataQuery(CasebookPlace.form("pre-implant", "ecg"), null, role, "question " + number);
        return new QueryOpened(Story.STUDY, id(subject), id(subject).site(), number, asked, null);
    }

    private static TrialEvent changed(String subject, String number, QueryChange change) {
        return new QueryChanged(Story.STUDY, id(subject), id(subject).site(), number, change, null);
    }

    private JsonNode ask(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> numbers(JsonNode answer) {
        return answer.get("queries")
                .valueStream()
                .map(query -> query.get("subject").asString() + " "
                        + query.get("query").asString())
                .toList();
    }

    @Test
    void everyOneIsListedWithItsStateInTheOrderOfItsNumber() {
        JsonNode answer = ask("monitor", "/queries");

        assertThat(numbers(answer))
                .hasSize(11)
                .startsWith("01-001 Q1", "01-001 Q2")
                .endsWith("01-001 Q10", "02-001 Q1");
        assertThat(answer.get("counts").toString()).isEqualTo("{\"open\":9,\"answered\":1,\"closed\":1}");
        assertThat(answer.at("/queries/0/status").asString()).isEqualTo("answered");
        assertThat(answer.at("/queries/0/about/form").asString()).isEqualTo("ecg");
        assertThat(answer.at("/queries/0/openedBy").asString()).isEqualTo("monitor");
        assertThat(answer.at("/queries/0/steps/0/change/outcome").asString()).isEqualTo("corrected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "?status=open&subject=02-001; 02-001 Q1",
                "?status=answered; 01-001 Q1",
                "?status=closed; 01-001 Q2",
                "?assigned-to=investigator; 01-001 Q3, 02-001 Q1",
                "?site=02; 02-001 Q1",
                "?limit=2; 01-001 Q1, 01-001 Q2"
            })
    void theListIsNarrowed(String parameters, String expected) {
        assertThat(String.join(", ", numbers(ask("monitor", "/queries" + parameters))))
                .isEqualTo(expected);
    }

    @Test
    void aSiteSeesItsOwn() {
        assertThat(numbers(ask("coordinator@02", "/queries"))).containsExactly("02-001 Q1");
    }

    @Test
    void whatIsSealedIsForThoseWhoMayKnowAlone() {
        assertThat(numbers(ask("implanter@02", "/unblinded/queries"))).containsExactly("02-001 S1");
        assertThat(numbers(ask("implanter@01", "/unblinded/queries"))).isEmpty();
        assertThat(server.as("coordinator@02").get("/unblinded/queries").status())
                .isEqualTo(403);
    }

    private static List<String> hits(JsonNode answer) {
        return answer.get("hits")
                .valueStream()
                .map(hit -> hit.get("subject").asString() + " "
                        + hit.at("/about/form").asString() + " "
                        + hit.at("/read/0/value/value").asString())
                .toList();
    }

    @Test
    void whatSomebodyLooksForOnceIsFoundInEverySubjectThatTheyMaySee() {
        String wide = "/rule-hits?form=ecg&finds=" + encoded("qrs-duration > 150");
        assertThat(hits(ask("monitor", wide))).containsExactly("01-001 ecg 160", "02-001 ecg 160");
        assertThat(hits(ask("monitor", wide + "&limit=1"))).containsExactly("01-001 ecg 160");
        assertThat(hits(ask("monitor", wide + "&limit=1&cursor=" + encoded("01-001  00000"))))
                .containsExactly("02-001 ecg 160");
        assertThat(hits(ask("coordinator@02", wide))).containsExactly("02-001 ecg 160");
        assertThat(hits(ask("monitor", "/rule-hits?form=ecg&finds=" + encoded("qrs-duration > 160"))))
                .isEmpty();
        assertThat(hits(ask("monitor", "/rule-hits?finds=" + encoded("ecg.qrs-duration@pre-implant = 160"))))
                .hasSize(2);
    }

    @Test
    void aRuleOverWhatIsSealedIsRunForThoseWhoMayKnowAlone() {
        String paced = "/rule-hits?form=ecg&finds=" + encoded("paced-capture = 'selective-his'");
        QuerySide.Answer refused = server.as("statistician").get(paced);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("expression-reads-what-is-sealed");
        assertThat(hits(ask("implanter@01", "/unblinded" + paced))).containsExactly("01-001 ecg selective-his");
        assertThat(server.as("coordinator@02").get("/unblinded" + paced).status())
                .isEqualTo(403);
        assertThat(ask("monitor", "/rule-hits").at("/leftOut/0").asString()).isEqualTo("output-below-threshold");
    }

    @Test
    void anExpressionThatMeansNothingIsToldSo() {
        QuerySide.Answer answer =
                server.as("monitor").get("/rule-hits?form=ecg&finds=" + encoded("qrs-duratoin > 150"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("meaningless-expression", "qrs-duratoin");
    }

    private static String encoded(String expression) {
        return URLEncoder.encode(expression, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"?status=asked", "?limit=0", "?site=%20", "?subject=nobody"})
    void aWrongQuestionIsTold(String parameters) {
        assertThat(server.as("monitor").get("/queries" + parameters).status()).isBetween(400, 404);
    }

    @Test
    void aQueryIsATaskOfWhomItWaitsFor() {
        assertThat(tasks("coordinator@01")).containsExactly("Q10", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9");
        assertThat(tasks("investigator@01")).containsExactly("Q3");
        assertThat(tasks("investigator@02")).containsExactly("Q1");
        assertThat(tasks("coordinator@02")).isEmpty();
        assertThat(tasks("monitor")).containsExactly("Q1");
        assertThat(tasks("data-manager")).isEmpty();
    }

    private List<String> tasks(String person) {
        List<String> queries = new ArrayList<>();
        for (JsonNode task : ask(person, "/tasks").get("tasks")) {
            if (task.get("kind").asString().equals("query")) {
                queries.add(task.get("query").asString());
            }
        }
        return queries;
    }
}
