package org.trialbook.trial.crossover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.DOUBLE_BLIND;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.crossoverRequested;
import static org.trialbook.trial.HotCrt.eligible;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.Crossover;
import org.trialbook.event.SubjectEvent.CrossoverApproved;
import org.trialbook.event.SubjectEvent.CrossoverDenied;
import org.trialbook.event.SubjectEvent.CrossoverRequested;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;

class AskingForACrossoverTest implements ActExamples {

    private static final String FROM_BVP = "difficult-cs-cannulation, limited-branches, phrenic-capture";
    private static final String FROM_CSP = "unstable-or-high-output, qrs-not-narrowed";

    /// The protocol decides who may ask, and the arm decides nothing of the answer.
    @ParameterizedTest
    @CsvSource({"BVP", "CSP"})
    void anImplanterWhomTheProtocolBlindsIsRefusedWhateverTheArm(String arm) {
        given(under(DOUBLE_BLIND, randomized(new ArmCode(arm))))
                .when(asked("phrenic-capture"))
                .thenRefused("act-tells-the-arm", Map.of("act", "request-crossover"));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "difficult-cs-cannulation, BVP, CSP",
        "limited-branches, BVP, CSP",
        "phrenic-capture, BVP, CSP",
        "unstable-or-high-output, CSP, BVP",
        "qrs-not-narrowed, CSP, BVP"
    })
    void eachOfTheProtocolsReasonsIsTakenInItsArmAndRefusedInTheOther(String reason, String from, String to) {
        ArmCode allocated = new ArmCode(from);
        ArmCode other = new ArmCode(to);

        given(randomized(allocated))
                .when(asked(reason))
                .thenRecorded(new CrossoverRequested(
                        STUDY,
                        SUBJECT,
                        SITE,
                        1,
                        IMPLANTER.id(),
                        Sealed.of(new Crossover(allocated, other, reason, "tried for an hour"))));
        given(randomized(other))
                .when(asked(reason))
                .thenRefused(
                        "crossover-reason-not-permitted",
                        Map.of(),
                        Map.of("reason", reason, "arm", to, "permitted", other.equals(CSP) ? FROM_CSP : FROM_BVP));
    }

    @Test
    void aReasonThatTheProtocolDoesNotKnowIsRefusedInTheSameWords() {
        var unknown = given(randomized(BVP)).when(asked("patient-wish")).refusal();
        var ofTheOtherArm =
                given(randomized(BVP)).when(asked("qrs-not-narrowed")).refusal();

        assertThat(unknown.name()).isEqualTo(ofTheOtherArm.name());
        assertThat(unknown.rule()).isEqualTo(ofTheOtherArm.rule());
        assertThat(unknown.evidence()).isEqualTo(ofTheOtherArm.evidence());
        assertThat(unknown.sealedEvidence())
                .isEqualTo(Map.of("reason", "patient-wish", "arm", "BVP", "permitted", FROM_BVP));
    }

    @Test
    void nobodyCrossesOverBeforeRandomization() {
        given(eligible())
                .when(asked("phrenic-capture"))
                .thenRefused("out-of-order", Map.of("act", "request-crossover", "missing", "randomize"));
    }

    @Test
    void oneRequestIsAnsweredBeforeTheNext() {
        given(crossoverRequested())
                .when(asked("phrenic-capture"))
                .thenRefused("crossover-pending", Map.of("crossover", "1"));
    }

    @Test
    void afterADenialTheNextRequestIsNumberTwo() {
        assertThat(given(
                                crossoverRequested(),
                                new CrossoverDenied(STUDY, SUBJECT, SITE, 1, "investigator@01", Sealed.of("")))
                        .when(asked("limited-branches"))
                        .recorded(CrossoverRequested.class)
                        .crossover())
                .isEqualTo(2);
    }

    @Test
    void nobodyCrossesOverTwice() {
        given(crossoverRequested(), new CrossoverApproved(STUDY, SUBJECT, SITE, 1, "investigator@01", Sealed.of("")))
                .when(asked("limited-branches"))
                .thenRefused("already-crossed-over", Map.of());
    }

    @Test
    void aRefusalIsItselfRecorded() {
        assertThat(DeclaredActs.of(RequestCrossover.class).recordsRefusals()).isTrue();
    }

    private static Asked<?, ?> asked(String reason) {
        return ask(
                RequestCrossover.class, by(IMPLANTER), SUBJECT, new RequestCrossover.Body(reason, "tried for an hour"));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        RequestCrossover.class,
                        by(IMPLANTER),
                        SUBJECT,
                        new RequestCrossover.Body("phrenic-capture", "in every branch"),
                        randomized(BVP))
                // Which reason is permitted depends on the arm: whoever sends it has the other one ready.
                .on(trial -> trial.randomized("01"))
                .mayBeEmpty("note")
                .wrong("reason", " ", 400, "invalid-field")
                .wrong("reason", "x".repeat(65), 400, "invalid-field")
                .wrong("note", ActExample.TOO_LONG, 400, "invalid-field")
                .refused("crossover-pending", crossOver("phrenic-capture"), crossoverRequested())
                .refused(
                        "already-crossed-over",
                        crossOver("limited-branches"),
                        crossoverRequested(),
                        new CrossoverApproved(STUDY, SUBJECT, SITE, 1, INVESTIGATOR.id(), Sealed.of("")))
                .refused("crossover-reason-not-permitted", crossOver("qrs-not-narrowed"), randomized(BVP))
                .refused("act-tells-the-arm", crossOver("phrenic-capture"), under(DOUBLE_BLIND, randomized(BVP))));
    }

    private static RequestCrossover.Body crossOver(String reason) {
        return new RequestCrossover.Body(reason, "tried for an hour");
    }
}
