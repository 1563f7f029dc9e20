package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.assessed;
import static org.trialbook.view.projection.Acts.consented;
import static org.trialbook.view.projection.Acts.id;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.registered;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.casebook.VerificationDraws;
import org.trialbook.event.CasebookEvent.SourceVerified;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.VerificationSampleDrawn;
import org.trialbook.protocol.VerificationPlan.VerificationSample;
import org.trialbook.protocol.VerificationPlan.VerificationSample.OfEach;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// What the protocol's plan has compared with the source: the QRS duration of everybody, and all of those who are
/// drawn.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannedVerificationTest {
    private static final String SEED = "c4".repeat(32);
    private static final List<String> SUBJECTS = List.of("01-001", "01-002", "01-003", "02-001");

    private QuerySide server;
    private List<SubjectId> drawn;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        Story story = server.story().published().then(opened("01")).then(opened("02"));
        VerificationDraws draws = VerificationDraws.NONE;
        for (String subject : SUBJECTS) {
            story.then(registered(subject))
                    .then(consented(subject))
                    .then(assessed(subject, "pre-implant", "ecg", "his"))
                    .then(assessed(subject, "month-3", "clinical", null));
            draws = draws.after(registered(subject));
        }
        drawn = draws.draw(new VerificationSample(20, OfEach.SITE), SEED);
        story.then(new VerificationSampleDrawn(Story.STUDY, SEED, 20, "site", drawn))
                .then(verified("01-001", CasebookPlace.item("pre-implant", "ecg", "qrs-duration")))
                .then(new VerificationSampleDrawn(Story.STUDY, SEED, 20, "site", List.of(id("01-003"))))
                .then(registered("02-002"));
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static TrialEvent verified(String subject, CasebookPlace place) {
        return new SourceVerified(Story.STUDY, id(subject), id(subject).site(), place, null);
    }

    private JsonNode ask(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    /// What is to be compared, of each form.
    private String planned(String person, String path, String subject) {
        return String.join(
                " ",
                ask(person, path + "?subject=" + subject)
                        .get("forms")
                        .valueStream()
                        .map(form -> form.get("form").asString() + form.get("planned"))
                        .toList());
    }

    private String planned(String person, String subject) {
        return planned(person, "/forms/status", subject);
    }

    private List<String> waiting(String person) {
        return ask(person, "/forms/status?waits-for=planned-verification")
                .get("forms")
                .valueStream()
                .map(form ->
                        form.get("subject").asString() + " " + form.get("form").asString())
                .toList();
    }

    @Test
    void ofWhoWasDrawnAllIsComparedOfTheOthersWhatIsCritical() {
        assertThat(drawn).extracting(SubjectId::value).containsExactly("01-003", "02-001");
        assertThat(planned("monitor", "02-001")).isEqualTo("clinical[\"qrs-duration\"] ecg[\"qrs-duration\"]");
        assertThat(planned("monitor", "01-001")).isEqualTo("clinical[] ecg[\"qrs-duration\"]");
    }

    /// Whoever was not drawn waits for nothing once what is critical is compared; who was, waits for the rest.
    @Test
    void theListIsOfWhatIsToBeCompared() {
        assertThat(waiting("monitor"))
                .containsExactly("01-002 ecg", "01-003 clinical", "01-003 ecg", "02-001 clinical", "02-001 ecg");
        assertThat(ask("monitor", "/tasks").at("/counts/verification").asInt()).isEqualTo(3);
    }

    @Test
    void sitesAreNotToldWhoWasDrawn() {
        assertThat(planned("investigator@01", "01-003")).isEqualTo("clinical[] ecg[\"qrs-duration\"]");
        assertThat(waiting("investigator@01")).containsExactly("01-002 ecg", "01-003 ecg");
        assertThat(server.as("investigator@01").get("/verification/draws").status())
                .isEqualTo(403);
    }

    /// A sealed answer is compared by those who may know it, and to the others the plan has no such answer.
    @Test
    void whatIsSealedIsInThePlanOfThoseWhoMayKnow() {
        assertThat(planned("statistician", "/unblinded/forms/status", "02-001"))
                .isEqualTo("clinical[\"qrs-duration\"] ecg[\"paced-capture\",\"qrs-duration\"]");
        assertThat(planned("statistician", "/unblinded/forms/status", "01-001"))
                .isEqualTo("clinical[] ecg[\"qrs-duration\"]");
    }

    @Test
    void eachDrawIsDrawnAgain() {
        JsonNode draws = ask("monitor", "/verification/draws");
        assertThat(draws.at("/draws/0/recomputed").asBoolean()).isTrue();
        assertThat(draws.at("/draws/0/among").asInt()).isEqualTo(4);
        assertThat(draws.at("/draws/0/subjects"))
                .extracting(JsonNode::asString)
                .containsExactlyElementsOf(drawn.stream().map(SubjectId::value).toList());
        // Somebody drew without the seed.
        assertThat(draws.at("/draws/1/recomputed").asBoolean()).isFalse();
        assertThat(draws.get("waiting").asInt()).isEqualTo(1);
    }
}
