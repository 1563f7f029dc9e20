package org.trialbook.trial.unblinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.eligible;
import static org.trialbook.trial.HotCrt.envelopes;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.HotCrt.unblinded;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.StudyEvent.StudyUnblinded;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectEvent.UnblindingAssessed;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.act.Outcome;

/// One subject's blind is broken: in an emergency, by an envelope, by accident.
class UnblindingASubjectTest {

    private static final StudyUnblinded EVERYBODY_KNOWS = new StudyUnblinded(STUDY, List.of("a", "b"), 1);

    private static Asked<?, ?> emergency(LocalDate on, String reason) {
        return ask(
                UnblindSubject.class,
                HotCrt.at(INVESTIGATOR, on),
                SUBJECT,
                new UnblindSubject.Body(reason, "Dr. Noether, intensive care", "why"));
    }

    private static Asked<?, ?> envelope(LocalDate on, int issue, String reason) {
        return ask(
                EnterCodeBreak.class,
                by(INVESTIGATOR, on),
                SUBJECT,
                new EnterCodeBreak.Body(issue, reason, "Dr. Noether, intensive care", "why"));
    }

    private static Asked<?, ?> accident(LocalDate on, String reason) {
        return ask(
                ReportUnblinding.class,
                by(COORDINATOR),
                SUBJECT,
                new ReportUnblinding.Body(reason, "Dr. Noether, intensive care", on, "why"));
    }

    private static SubjectUnblinded event(
            int number, String kind, String reason, @Nullable Integer envelope, LocalDate on) {
        return new SubjectUnblinded(
                STUDY,
                SUBJECT,
                SITE,
                number,
                kind,
                reason,
                "Dr. Noether, intensive care",
                envelope,
                on,
                Sealed.of("why"));
    }

    /// Each of the three, said to have happened on a day.
    static Stream<Asked<?, ?>> acts(LocalDate on) {
        return Stream.of(emergency(on, "other"), envelope(on, 1, "other"), accident(on, "other"));
    }

    static Stream<Asked<?, ?>> ofADay() {
        return acts(IMPLANTED);
    }

    // ---- what is recorded

    @Test
    void inAnEmergencyTheReasonTheRecipientAndTheDayAreRecordedAndNoArm() {
        given(randomized(BVP))
                .when(emergency(IMPLANTED, "serious-adverse-event"))
                .thenRecorded(event(1, "emergency", "serious-adverse-event", null, IMPLANTED));
    }

    @Test
    void anOpenedEnvelopeIsEnteredWithItsIssue() {
        given(and(randomized(BVP), envelopes(1, SUBJECT), envelopes(2, SUBJECT)))
                .when(envelope(IMPLANTED, 2, "urgent-procedure"))
                .thenRecorded(event(1, "code-break", "urgent-procedure", 2, IMPLANTED));
    }

    @Test
    void anAccidentIsReportedByAnybodyWhoHearsOfIt() {
        given(randomized(BVP))
                .when(accident(IMPLANTED, "document"))
                .thenRecorded(event(1, "inadvertent", "document", null, IMPLANTED));
    }

    @Test
    void eachUnblindingOfASubjectHasItsNumber() {
        given(and(unblinded(), unblinded(2, "inadvertent")))
                .when(emergency(TODAY, "other"))
                .thenRecorded(event(3, "emergency", "other", null, TODAY));
    }

    @Test
    void whoHasWithdrawnCanStillBeInDanger() {
        given(randomized(CSP), new SubjectDiscontinued(STUDY, SUBJECT, SITE, RANDOMIZED, "moved-away", Sealed.of("")))
                .when(emergency(IMPLANTED, "other"))
                .thenRecorded(event(1, "emergency", "other", null, IMPLANTED));
    }

    @Test
    void whoActsInAnEmergencyIsShownTheArmAndNobodyElseIs() {
        for (ArmCode arm : List.of(BVP, CSP)) {
            assertThat(shown(emergency(IMPLANTED, "other"), randomized(arm))).isEqualTo(Map.of("arm", arm.value()));
            assertThat(shown(accident(IMPLANTED, "other"), randomized(arm))).isEmpty();
            assertThat(shown(envelope(IMPLANTED, 1, "other"), randomized(arm))).isEmpty();
        }
    }

    private static Map<String, String> shown(Asked<?, ?> act, List<TrialEvent> history) {
        return given(history, envelopes(1, SUBJECT)).when(act).outcome() instanceof Outcome.Recorded recorded
                ? recorded.shownOnce()
                : Map.of("refused", act.toString());
    }

    // ---- what is refused, in either arm alike

    @ParameterizedTest
    @MethodSource("ofADay")
    void onlyARandomizedSubjectHasAnArmToLearn(Asked<?, ?> act) {
        String name = act.act().name();
        given(eligible()).when(act).thenRefused("out-of-order", Map.of("act", name, "missing", "randomize"));
    }

    @Test
    void nobodyLearnsAnArmBeforeItIsAllocatedOrTomorrow() {
        acts(RANDOMIZED.minusDays(1))
                .forEach(act -> given(randomized(BVP), envelopes(1, SUBJECT))
                        .when(act)
                        .thenRefused(
                                "too-early",
                                Map.of("date", "2026-03-04", "after", "randomize", "earliest", "2026-03-05")));
        acts(TODAY.plusDays(1))
                // That happens when it is recorded, and so never tomorrow.
                .filter(act -> !(act.act() instanceof UnblindSubject))
                .forEach(act -> given(randomized(BVP), envelopes(1, SUBJECT))
                        .when(act)
                        .thenRefused("in-the-future", Map.of("date", "2026-11-22", "today", "2026-11-21")));
    }

    @ParameterizedTest
    @MethodSource("ofADay")
    void theSubjectIsKnown(Asked<?, ?> act) {
        given(openSite()).when(act).thenRefused("no-such-subject", Map.of());
        given().when(act).thenRefused("no-protocol", Map.of());
    }

    @Test
    void theReasonIsOneOfTheProtocolsForItsKind() {
        String emergencies = "serious-adverse-event, urgent-procedure, other";
        given(randomized(BVP))
                .when(emergency(IMPLANTED, "document"))
                .thenRefused(
                        "unknown-code",
                        Map.of("kind", "emergency reason", "known", emergencies),
                        Map.of("code", "document"));
        given(randomized(BVP), envelopes(1, SUBJECT))
                .when(envelope(IMPLANTED, 1, "document"))
                .thenRefused(
                        "unknown-code",
                        Map.of("kind", "emergency reason", "known", emergencies),
                        Map.of("code", "document"));
        given(randomized(BVP))
                .when(accident(IMPLANTED, "urgent-procedure"))
                .thenRefused(
                        "unknown-code",
                        Map.of("kind", "inadvertent reason", "known", "document, told, recording, system, other"),
                        Map.of("code", "urgent-procedure"));
    }

    @Test
    void theEnvelopeIsOneThatWasIssuedForTheSubject() {
        Map<String, String> evidence = Map.of("issue", "1");
        given(randomized(BVP)).when(envelope(IMPLANTED, 1, "other")).thenRefused("not-in-the-envelopes", evidence);
        given(randomized(BVP), envelopes(1, new SubjectId("01-002")), envelopes(2, SUBJECT))
                .when(envelope(IMPLANTED, 1, "other"))
                .thenRefused("not-in-the-envelopes", evidence);
    }

    @Test
    void onceEverybodyKnowsThereIsNoEmergencyButWhatHappenedBeforeIsStillEntered() {
        given(randomized(BVP), EVERYBODY_KNOWS)
                .when(emergency(IMPLANTED, "other"))
                .thenRefused("study-is-unblinded", Map.of());
        given(randomized(BVP), envelopes(1, SUBJECT), EVERYBODY_KNOWS)
                .when(envelope(IMPLANTED, 1, "other"))
                .thenRecorded(event(1, "code-break", "other", 1, IMPLANTED));
        given(randomized(BVP), EVERYBODY_KNOWS)
                .when(accident(IMPLANTED, "told"))
                .thenRecorded(event(1, "inadvertent", "told", null, IMPLANTED));
    }

    @Test
    void refusedEmergenciesAndCodeBreaksAreRecorded() {
        assertThat(emergency(IMPLANTED, "other").act().recordsRefusals()).isTrue();
        assertThat(envelope(IMPLANTED, 1, "other").act().recordsRefusals()).isTrue();
    }

    // ---- assessing it

    private static Asked<?, ?> assess(int unblinding, String impact) {
        return ask(
                AssessUnblinding.class,
                by(INVESTIGATOR),
                SUBJECT,
                new AssessUnblinding.Body(unblinding, impact, "no later visit"));
    }

    @Test
    void anUnblindingIsAssessedOnce() {
        UnblindingAssessed assessed =
                new UnblindingAssessed(STUDY, SUBJECT, SITE, 1, "no-impact", Sealed.of("no later visit"));
        given(unblinded()).when(assess(1, "no-impact")).thenRecorded(assessed);
        given(unblinded(), assessed)
                .when(assess(1, "later-data-affected"))
                .thenRefused("already-recorded", Map.of("recorded", "the assessment of unblinding 1"));
        given(unblinded(), assessed, unblinded(2, "inadvertent"))
                .when(assess(2, "no-impact"))
                .thenRecorded(
                        new UnblindingAssessed(STUDY, SUBJECT, SITE, 2, "no-impact", Sealed.of("no later visit")));
    }

    @Test
    void onlyWhatHappenedIsAssessedAndWithOneOfTheProtocolsImpacts() {
        given(unblinded())
                .when(assess(2, "no-impact"))
                .thenRefused("no-such-unblinding", Map.of("unblinding", "2", "recorded", "1"));
        given(randomized(BVP))
                .when(assess(1, "no-impact"))
                .thenRefused("no-such-unblinding", Map.of("unblinding", "1", "recorded", "0"));
        given(unblinded())
                .when(assess(1, "none"))
                .thenRefused(
                        "unknown-code",
                        Map.of(
                                "kind",
                                "impact",
                                "known",
                                "no-impact, later-data-affected, subject-excluded-from-blinded-analysis"),
                        Map.of("code", "none"));
    }
}
