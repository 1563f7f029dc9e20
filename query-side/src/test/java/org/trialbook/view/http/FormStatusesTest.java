package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.assessed;
import static org.trialbook.view.projection.Acts.consented;
import static org.trialbook.view.projection.Acts.corrected;
import static org.trialbook.view.projection.Acts.id;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Acts.registered;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookEvent.FormLockChanged;
import org.trialbook.event.CasebookEvent.FormsSigned;
import org.trialbook.event.CasebookEvent.SourceVerified;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormInstance;
import org.trialbook.event.FormLock;
import org.trialbook.event.SignatureMeaning;
import org.trialbook.event.SignedForm;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// How far forms are, and for whom they wait.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormStatusesTest {
    private static final EventLine.Actor INES =
            new EventLine.Actor("investigator@01", "Ines Ivarsson", "investigator", "01");
    private static final CasebookPlace ECG = CasebookPlace.form("pre-implant", "ecg");

    private QuerySide server;

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        Story story = server.story().published().then(opened("01")).then(opened("02"));
        for (String subject : List.of("01-001", "01-002", "02-001")) {
            story.then(registered(subject))
                    .then(consented(subject))
                    .then(assessed(subject, "pre-implant", "ecg", "his"))
                    .then(assessed(subject, "month-3", "ecg", "his"));
        }
        story.then(signed("01-001"), INES)
                .then(corrected("01-001", "qrs-duration", "160", "150"))
                .then(signed("01-002"), INES)
                .then(new SourceVerified(Story.STUDY, id("02-001"), id("02-001").site(), ECG, null))
                .then(new SourceVerified(
                        Story.STUDY,
                        id("02-001"),
                        id("02-001").site(),
                        null,
                        Sealed.of(CasebookPlace.form("month-3", "ecg"))))
                .then(locked("01-002", FormLock.LOCKED))
                .then(locked("01-002", FormLock.UNLOCK_REQUESTED));
        server.recorded();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static TrialEvent signed(String subject) {
        return new FormsSigned(
                Story.STUDY,
                id(subject),
                id(subject).site(),
                SignatureMeaning.APPROVAL,
                List.of(SignedForm.of(new FormInstance("pre-implant", "ecg", null), List.of("ab".repeat(32)))));
    }

    private static TrialEvent locked(String subject, FormLock step) {
        return new FormLockChanged(
                Story.STUDY, id(subject), id(subject).site(), CasebookPlace.visit("month-3"), step, "all is answered");
    }

    private JsonNode ask(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String statuses(JsonNode answer) {
        return String.join(
                ", ",
                answer.get("forms")
                        .valueStream()
                        .map(form -> form.get("subject").asString()
                                + " " + form.get("visit").asString() + " "
                                + form.get("status").asString())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "?subject=01-001; 01-001 month-3 complete, 01-001 pre-implant stale",
                "?subject=01-002; 01-002 month-3 locked, 01-002 pre-implant signed",
                "?site=02; 02-001 month-3 complete, 02-001 pre-implant verified",
                "?status=stale; 01-001 pre-implant stale",
                "?waits-for=verification&site=02; 02-001 month-3 complete",
                "?waits-for=signature&site=01; 01-001 month-3 complete, 01-001 pre-implant stale, 01-002 month-3 locked",
                "?waits-for=unlock; 01-002 month-3 locked",
                "?limit=1&cursor=01-001 month-3/ecg; 01-001 pre-implant stale"
            })
    void theListIsNarrowed(String parameters, String expected) {
        assertThat(statuses(ask("monitor", "/forms/status" + parameters.replace(" ", "%20"))))
                .isEqualTo(expected);
    }

    @Test
    void aSiteSeesItsOwnWithWhoSigned() {
        assertThat(statuses(ask("coordinator@02", "/forms/status"))).doesNotContain("01-");
        JsonNode form = ask("coordinator@01", "/forms/status?status=stale").at("/forms/0");
        assertThat(form.at("/signatures/0/name").asString()).isEqualTo("Ines Ivarsson");
        assertThat(form.at("/signatures/0/meaning").asString()).isEqualTo("approval");
        assertThat(form.get("unverified").toString()).isEqualTo("[\"qrs-duration\"]");
        assertThat(ask("monitor", "/forms/status").get("counts").toString())
                .isEqualTo("{\"complete\":2,\"verified\":1,\"signed\":1,\"stale\":1,\"locked\":1}");
    }

    @Test
    void whatWasVerifiedByWhoKnowsIsForThemAlone() {
        assertThat(statuses(ask("statistician", "/unblinded/forms/status?site=02")))
                .isEqualTo("02-001 month-3 verified, 02-001 pre-implant complete");
        assertThat(server.as("coordinator@02").get("/unblinded/forms/status").status())
                .isEqualTo(403);
    }

    @Test
    void aFormSaysItsOwn() {
        JsonNode form = ask("coordinator@01", "/subjects/01-001/visits/pre-implant/forms/ecg");
        assertThat(form.get("status").asString()).isEqualTo("stale");
        assertThat(form.at("/signatures/0/stale").asBoolean()).isTrue();
        assertThat(ask("coordinator@01", "/subjects/01-001/visits/month-6/forms/ecg")
                        .get("status")
                        .asString())
                .isEqualTo("not-started");
    }

    private String inTheMatrix(String person, String subject) {
        return ask(person, "/matrix?subject=" + subject)
                .at("/subjects/0/visits")
                .valueStream()
                .flatMap(visit -> visit.get("forms")
                        .valueStream()
                        .map(form -> visit.get("visit").asString() + "/"
                                + form.get("form").asString() + " "
                                + form.get("status").asString()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /// Whatever somebody verified who knows the arm, and only for those who may ask how far forms are.
    @Test
    void theMatrixSaysTheSameOfEachForm() {
        assertThat(inTheMatrix("coordinator@01", "01-001")).contains("pre-implant/ecg stale");
        assertThat(inTheMatrix("monitor", "02-001")).isEqualTo("month-3/ecg complete, pre-implant/ecg verified");
        assertThat(inTheMatrix("statistician", "02-001")).isEqualTo(inTheMatrix("monitor", "02-001"));
        assertThat(inTheMatrix("endpoint-committee", "02-001")).isEmpty();
    }

    @Test
    void theTimelineShowsNoLeafHash() {
        assertThat(ask("coordinator@01", "/subjects/01-001/timeline").toString())
                .contains("FormsSigned")
                .doesNotContain("abababab");
    }

    @Test
    void whoSignsAndWhoVerifiesHasATaskForEachSubject() {
        assertThat(ask("investigator@01", "/tasks").at("/counts/signature").asInt())
                .isEqualTo(2);
        assertThat(ask("monitor", "/tasks").at("/counts/verification").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"?status=open", "?waits-for=godot", "?limit=0"})
    void aWrongQuestionIsTold(String parameters) {
        assertThat(server.as("monitor").get("/forms/status" + parameters).status())
                .isEqualTo(400);
    }
}
