package org.trialbook.trial.deviation;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.attempt;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.crossoverRequested;
import static org.trialbook.trial.HotCrt.failed;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.OtherArmTreatment;
import org.trialbook.event.RuleEvent.OtherArmTreatmentRecorded;
import org.trialbook.event.SubjectEvent.CrossoverApproved;
import org.trialbook.event.SubjectEvent.CrossoverDenied;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;

/// Another arm's treatment, and no crossover asked for, is recorded as a deviation by those who may know the arm.
class OtherArmTreatmentTest implements ActExamples {
    private static final String NOTE = "no branch took the lead";

    private static TrialEvent tried(int number, ImplantAttempt attempt) {
        return new ImplantAttempted(STUDY, SUBJECT, SITE, IMPLANTED, number, Sealed.of(attempt));
    }

    private static Asked<?, ?> record(int attempt) {
        return ask(RecordOtherArmTreatment.class, by(IMPLANTER), SUBJECT, body(attempt));
    }

    private static RecordOtherArmTreatment.Body body(int attempt) {
        return new RecordOtherArmTreatment.Body(attempt, NOTE);
    }

    private static OtherArmTreatmentRecorded recorded(int attempt, String lead, ArmCode arm) {
        return new OtherArmTreatmentRecorded(
                STUDY, SUBJECT, SITE, Sealed.of(new OtherArmTreatment(attempt, lead, arm)), Sealed.of(NOTE));
    }

    private static List<TrialEvent> hisInBiventricular() {
        return and(randomized(BVP), tried(1, attempt("his")));
    }

    @Test
    void aLeadOfTheOtherArmIsRecordedOnceAndAgainOnceItIsAnother() {
        given(hisInBiventricular()).when(record(1)).thenRecorded(recorded(1, "his", BVP));
        given(hisInBiventricular(), recorded(1, "his", BVP))
                .when(record(1))
                .thenRefused("already-recorded", Map.of("recorded", "as it was found"));
        given(hisInBiventricular(), recorded(1, "left-bundle", BVP))
                .when(record(1))
                .thenRecorded(recorded(1, "his", BVP));
    }

    @Test
    void theArmsOwnLeadAndOneThatDidNotStayAreNoDeviation() {
        given(implanted()).when(record(1)).thenRefused("no-such-finding", Map.of("attempt", "1"));
        given(randomized(BVP), tried(1, failed(attempt("his"))))
                .when(record(1))
                .thenRefused("no-such-finding", Map.of("attempt", "1"));
    }

    @Test
    void anAdjunctAloneIsTheOtherArmsTreatmentAndBesideTheArmsOwnItIsNot() {
        List<TrialEvent> adjunct = and(randomized(CSP), tried(1, attempt("coronary-sinus")));

        given(adjunct).when(record(1)).thenRecorded(recorded(1, "coronary-sinus", CSP));
        given(adjunct, tried(2, attempt("left-bundle")))
                .when(record(1))
                .thenRefused("no-such-finding", Map.of("attempt", "1"));
    }

    @Test
    void whoAskedForACrossoverDoesNotDeviateUnlessItWasDenied() {
        List<TrialEvent> asked = and(crossoverRequested(), tried(1, attempt("his")));

        given(asked).when(record(1)).thenRefused("no-such-finding", Map.of("attempt", "1"));
        given(asked, new CrossoverApproved(STUDY, SUBJECT, SITE, 1, INVESTIGATOR.id(), Sealed.of("")))
                .when(record(1))
                .thenRefused("no-such-finding", Map.of("attempt", "1"));
        given(asked, new CrossoverDenied(STUDY, SUBJECT, SITE, 1, INVESTIGATOR.id(), Sealed.of("")))
                .when(record(1))
                .thenRecorded(recorded(1, "his", BVP));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(RecordOtherArmTreatment.class, by(IMPLANTER), SUBJECT, body(1), hisInBiventricular())
                .on(trial -> trial.treatedAsTheOther("01"))
                .mayBeEmpty("note")
                .wrong("attempt", 7, 422, "no-such-finding")
                .wrong("note", ActExample.TOO_LONG, 400, "invalid-field")
                .refused("no-such-subject", openSite())
                .refused("no-such-finding", implanted())
                .refused("already-recorded", hisInBiventricular(), recorded(1, "his", BVP))
                .refused("act-tells-the-arm", under(HotCrt.DOUBLE_BLIND, implanted())));
    }
}
