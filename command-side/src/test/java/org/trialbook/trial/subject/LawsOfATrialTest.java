package org.trialbook.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.ScreenFailed;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.ActTable;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.Scenario.Then;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.assessment.RecordAssessment;
import org.trialbook.trial.randomization.RandomizeSubject;
import org.trialbook.trial.visit.RecordVisit;

/// Consent before everything but the registration, and eligibility before the allocation: whatever `order` says,
/// and also where it says nothing. An old record may hold a subject of whom it was otherwise; new acts keep to it.
class LawsOfATrialTest {

    private static String lawless(String yaml) {
        return yaml.replaceAll("(?s)order:\\n.*?\\nimplant:", "order: {}\n\nimplant:");
    }

    static Stream<ActExample<?, ?>> actsOnASubject() {
        return ActExamples.all().stream().filter(row -> row.act().act().target().equals(Target.SUBJECT));
    }

    @ParameterizedTest
    @MethodSource("actsOnASubject")
    void nothingButTheRegistrationIsTakenWithoutAConsent(ActExample<?, ?> row) {
        Then then = given(without(lawless(row.given()), ConsentSigned.class)).when(row.act());

        if (ActTable.says(row.name(), "without-consent")) {
            assertThat(then.outcome()).isInstanceOf(Outcome.Recorded.class);
        } else {
            assertThat(then.refusal().name()).isEqualTo("out-of-order");
            assertThat(then.refusal().evidence().get("missing")).isEqualTo("sign-consent");
        }
    }

    @ParameterizedTest
    @MethodSource("actsOnASubject")
    void withItTheSameIsTakenWhereNoOrderIsGiven(ActExample<?, ?> row) {
        assertThat(given(lawless(row.given())).when(row.act()).outcome()).isInstanceOf(Outcome.Recorded.class);
    }

    @Test
    void noFormIsOfADayBeforeTheConsent() {
        given(lawless(HotCrt.consented()))
                .when(ask(
                        RecordAssessment.class,
                        by(HotCrt.COORDINATOR),
                        SUBJECT,
                        new RecordAssessment.Body(
                                "pre-implant",
                                "nyha",
                                HotCrt.CONSENTED.minusDays(1),
                                Map.of("nyha-class", org.trialbook.event.ItemValue.of("II")))))
                .thenRefused(
                        "too-early", Map.of("date", "2026-03-02", "after", "sign-consent", "earliest", "2026-03-03"));
    }

    @Test
    void nobodyIsRandomizedWithoutConfirmedEligibility() {
        Asked<?, ?> randomize = ask(
                RandomizeSubject.class,
                by(HotCrt.INVESTIGATOR, HotCrt.RANDOMIZED),
                SUBJECT,
                new RandomizeSubject.Body());
        ScreenFailed failed = new ScreenFailed(
                HotCrt.STUDY, SUBJECT, HotCrt.SITE, HotCrt.CONFIRMED, HotCrt.eligibleAnswers(), List.of("adult"));

        for (List<TrialEvent> history : List.of(HotCrt.consented(), HotCrt.and(HotCrt.consented(), failed))) {
            given(lawless(history))
                    .when(randomize)
                    .thenRefused("out-of-order", Map.of("act", "randomize", "missing", "confirm-eligibility"));
        }
        given(without(lawless(HotCrt.eligible()), ConsentSigned.class, EligibilityConfirmed.class))
                .when(randomize)
                .thenRefused(
                        "out-of-order", Map.of("act", "randomize", "missing", "sign-consent, confirm-eligibility"));
    }

    /// As earlier programs took it; the record goes on once the consent is recorded.
    @Test
    void anOldRecordsSubjectWithoutAConsentGoesOnOnceItIsRecorded() {
        List<TrialEvent> old = without(lawless(HotCrt.implanted()), ConsentSigned.class, EligibilityConfirmed.class);
        Asked<?, ?> visit = ask(
                RecordVisit.class,
                by(HotCrt.COORDINATOR),
                SUBJECT,
                new RecordVisit.Body("month-3", HotCrt.IMPLANTED.plusDays(91)));

        given(old).when(visit).thenRefused("out-of-order", Map.of("act", "record-visit", "missing", "sign-consent"));
        assertThat(given(old, HotCrt.consented(SUBJECT)).when(visit).outcome()).isInstanceOf(Outcome.Recorded.class);
    }

    private static List<TrialEvent> lawless(List<TrialEvent> history) {
        return history.stream()
                .map(event -> event instanceof ProtocolPublished published
                        ? new ProtocolPublished(
                                published.study(),
                                published.protocolVersion(),
                                published.contentHash(),
                                lawless(published.content()),
                                published.awaitsSites())
                        : event)
                .toList();
    }

    private static List<TrialEvent> without(List<TrialEvent> history, Class<?>... types) {
        List<TrialEvent> rest = history.stream()
                .filter(event -> !Set.of(types).contains(event.getClass()))
                .toList();
        // A row that stands on no consent is a registration's, or itself the consent.
        assertThat(rest.size()).isLessThanOrEqualTo(history.size());
        return rest;
    }
}
