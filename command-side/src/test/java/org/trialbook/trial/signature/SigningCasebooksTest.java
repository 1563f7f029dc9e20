package org.trialbook.trial.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.event.CasebookEvent.FormsSigned;
import org.trialbook.event.EventTag;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SignatureMeaning;
import org.trialbook.event.SignedForm;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.TrialServer.Answer;
import org.trialbook.trial.act.Outcome;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedServer.class)
class SigningCasebooksTest implements ActExamples {
    private static final SubjectId OTHER = new SubjectId("01-002");

    private static TrialEvent nyha(SubjectId subject) {
        return new AssessmentRecorded(
                STUDY, subject, SITE, "pre-implant", "nyha", CONSENTED, Map.of("nyha-class", ItemValue.of("II")), null);
    }

    /// Two subjects, each with one form.
    private static List<TrialEvent> two() {
        return and(consented(), nyha(SUBJECT), registered(OTHER), consented(OTHER), nyha(OTHER));
    }

    private static Asked<?, ?> sign(SubjectId... subjects) {
        return ask(SignCasebooks.class, by(INVESTIGATOR), SITE, body(subjects));
    }

    private static SignCasebooks.Body body(SubjectId... subjects) {
        return new SignCasebooks.Body(List.of(subjects), "approval");
    }

    private static FormsSigned signed(SubjectId subject) {
        return new FormsSigned(
                STUDY,
                subject,
                SITE,
                SignatureMeaning.APPROVAL,
                List.of(SignedForm.of(
                        new FormInstance("pre-implant", "nyha", null),
                        List.of(Scenario.recorded(nyha(subject), 0).leaf().hex()))));
    }

    @Test
    void eachCasebookIsSignedByItsOwnLeavesInOneAct() {
        given(two()).when(sign(SUBJECT, OTHER)).thenRecorded(signed(SUBJECT), signed(OTHER));
        given(two()).when(sign(OTHER)).thenRecorded(signed(OTHER));
    }

    @Test
    void itIsRefusedAsAWholeAndSaysOfWhom() {
        given(two(), signed(OTHER))
                .when(sign(SUBJECT, OTHER))
                .thenRefused("already-signed", Map.of("of", OTHER.value()));
        given(and(consented(), nyha(SUBJECT), registered(OTHER), consented(OTHER)))
                .when(sign(SUBJECT, OTHER))
                .thenRefused("nothing-to-sign", Map.of("of", OTHER.value()));
    }

    @Test
    void nobodyIsSignedForWhoIsNotTheSites() {
        SubjectId elsewhere = new SubjectId("02-001");
        List<TrialEvent> history = and(
                two(), new SubjectRegistered(STUDY, elsewhere, elsewhere.site(), HotCrt.REGISTERED, 1955, "female"));
        SubjectId nobody = new SubjectId("01-999");
        given(history)
                .when(sign(SUBJECT, elsewhere, nobody))
                .thenRefused("unknown-subjects", Map.of("subjects", "02-001, 01-999"));
    }

    /// Whoever was unblinded for one of them is marked in what they sign of that one.
    @Test
    void whoKnowsOfOneIsMarkedWithThatOne() {
        Caller unblinded = new Caller("somebody", "Somebody", Role.INVESTIGATOR, SITE);
        List<TrialEvent> history = HotCrt.under(
                HotCrt.DOUBLE_BLIND,
                and(and(HotCrt.unblinded(), nyha(SUBJECT)), registered(OTHER), consented(OTHER), nyha(OTHER)));
        Outcome outcome = given(history)
                .when(ask(SignCasebooks.class, by(unblinded), SITE, body(SUBJECT, OTHER)))
                .outcome();
        assertThat(((Outcome.Recorded) outcome).tags()).isEqualTo(Map.of(signed(SUBJECT), EventTag.afterUnblinding(1)));
    }

    @Test
    void theReceiptSaysOfWhomEachEventIs(Trial trial) {
        TrialServer server = trial.server();
        List<String> subjects = List.of(
                trial.ecgRecorded("01").substring("/subjects/".length()),
                trial.ecgRecorded("01").substring("/subjects/".length()));
        Answer answer = server.act(
                "investigator@01",
                "/sites/01/acts/sign-casebooks",
                Map.of("subjects", subjects, "meaning", "approval"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonNode receipt = answer.json();
        assertThat(receipt.has("subject")).isFalse();
        assertThat(receipt.get("events")
                        .valueStream()
                        .map(each -> each.get("subject").asString()))
                .containsExactlyElementsOf(subjects);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/studies/HOT-CRT/sites");
    }

    private static List<String> tooMany() {
        return IntStream.rangeClosed(1, 101).mapToObj("01-%03d"::formatted).toList();
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(SignCasebooks.class, by(INVESTIGATOR), SITE, body(SUBJECT), ecgRecorded())
                .on(trial -> "/sites/01")
                .sending(trial -> Map.of(
                        "subjects",
                        List.of(trial.ecgRecorded("01").substring("/subjects/".length())),
                        "meaning",
                        "approval"))
                .wrong("subjects", List.of("01-999"), 422, "unknown-subjects")
                .wrong("subjects", List.of("x"), 400, "malformed-id")
                .wrong("subjects", List.of(), 400, "invalid-field")
                .wrong("subjects", Collections.nCopies(2, "01-001"), 400, "invalid-field")
                .wrong("subjects", tooMany(), 400, "invalid-field")
                .wrong("meaning", "witness", 400, "invalid-field")
                .refused("unknown-subjects", HotCrt.openSite())
                .refused("nothing-to-sign", consented())
                .refused("already-signed", and(consented(), nyha(SUBJECT)), signed(SUBJECT)));
    }
}
