package org.trialbook.trial.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.REGISTERED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.CorrectionEvent.FactCorrected;
import org.trialbook.event.CourseFact;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.VisitWindow;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.visit.RecordVisit;
import org.trialbook.trial.withdrawal.WithdrawSubject;

class CorrectingAFactTest implements ActExamples {
    private static final String WHY = "as the letter says";
    private static final LocalDate SEEN = IMPLANTED.plusDays(14);

    @Test
    void oldNewAndWhyAreRecorded() {
        given(consented())
                .when(correct("registration", null, Map.of("birthYear", "1955"), Map.of("birthYear", "1956")))
                .thenRecorded(new FactCorrected(
                        STUDY,
                        SUBJECT,
                        SITE,
                        CourseFact.REGISTRATION,
                        null,
                        Map.of("birthYear", "1955"),
                        Map.of("birthYear", "1956"),
                        Map.of(),
                        WHY));
    }

    @Test
    void severalMembersAreCorrectedAtOnce() {
        given(consented())
                .when(correct(
                        "consent",
                        null,
                        Map.of("signedOn", "2026-03-03", "consentVersion", "2.1"),
                        Map.of("signedOn", "2026-03-02", "consentVersion", "2.0")))
                .recorded(FactCorrected.class);
    }

    @Test
    void theSecondOfTwoCorrectionsNamesWhatTheFirstMadeOfIt() {
        given(consented(), consentCorrected("2026-03-02"))
                .when(correct("consent", null, Map.of("signedOn", "2026-03-03"), Map.of("signedOn", "2026-03-04")))
                .thenRefused("value-differs", Map.of("member", "signedOn", "current", "2026-03-02"));
        given(consented(), consentCorrected("2026-03-02"))
                .when(correct("consent", null, Map.of("signedOn", "2026-03-02"), Map.of("signedOn", "2026-03-03")))
                .recorded(FactCorrected.class);
    }

    @Test
    void aVisitsDayIsComparedWithItsWindowAnew() {
        FactCorrected corrected = given(seen())
                .when(correct("visit", "week-2", day("doneOn", SEEN), day("doneOn", SEEN.plusDays(30))))
                .recorded(FactCorrected.class);

        assertThat(corrected.moved()).containsOnlyKeys("week-2");
        assertThat(corrected.moved().values())
                .allSatisfy(moved -> assertThat(moved.daysOutside()).isPositive());
    }

    @Test
    void whatIsCountedFromTheVisitsDayFollowsTheCorrection() {
        given(and(seen(), visitCorrected(SEEN, SEEN.plusDays(30))))
                .when(ask(
                        WithdrawSubject.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new WithdrawSubject.Body(SEEN.plusDays(29), "death", "")))
                .thenRefused(
                        "recorded-for-a-later-day",
                        Map.of(
                                "withdrawnOn",
                                SEEN.plusDays(29).toString(),
                                "recorded",
                                "record-visit",
                                "on",
                                SEEN.plusDays(30).toString()));
    }

    @Test
    void aVisitThatWasMissedHasAReasonAndNoDay() {
        List<TrialEvent> missed = and(implanted(), new VisitMissed(STUDY, SUBJECT, SITE, "week-2", "no-show", null));
        assertThat(given(missed)
                        .when(correct("visit", "week-2", Map.of(), day("doneOn", SEEN)))
                        .refusal()
                        .evidence())
                .containsEntry("known", "reason");
    }

    @Test
    void aVisitDoesNotLieBeforeWhatItIsCountedFrom() {
        given(seen())
                .when(correct("visit", "week-2", day("doneOn", SEEN), day("doneOn", IMPLANTED.minusDays(1))))
                .thenRefused(
                        "too-early",
                        Map.of(
                                "date",
                                IMPLANTED.minusDays(1).toString(),
                                "after",
                                "record-implant-attempt",
                                "earliest",
                                IMPLANTED.toString()));
    }

    @Test
    void theConsentStaysBeforeWhatWasDoneWithTheSubject() {
        given(randomized(BVP))
                .when(correct("consent", null, day("signedOn", CONSENTED), day("signedOn", RANDOMIZED.plusDays(1))))
                .thenRefused(
                        "too-early",
                        Map.of(
                                "date",
                                "2026-03-04",
                                "after",
                                "sign-consent",
                                "earliest",
                                RANDOMIZED.plusDays(1).toString()));
    }

    @Test
    void noDayIsCorrectedToOneBehindTheWithdrawal() {
        assertThat(given(withdrawn())
                        .when(correct("visit", "week-2", day("doneOn", SEEN), day("doneOn", SEEN.plusDays(9))))
                        .refusal()
                        .name())
                .isEqualTo("recorded-for-a-later-day");
        assertThat(given(withdrawn())
                        .when(correct(
                                "withdrawal",
                                null,
                                day("withdrawnOn", SEEN.plusDays(1)),
                                day("withdrawnOn", SEEN.minusDays(1))))
                        .refusal()
                        .name())
                .isEqualTo("recorded-for-a-later-day");
    }

    @Test
    void aWithdrawalsDayAndReasonAreCorrectedAfterIt() {
        given(withdrawn())
                .when(correct(
                        "withdrawal",
                        null,
                        Map.of("withdrawnOn", SEEN.plusDays(1).toString(), "reason", "death"),
                        Map.of("withdrawnOn", SEEN.plusDays(3).toString(), "reason", "consent-withdrawn")))
                .recorded(FactCorrected.class);
    }

    @Test
    void everyValueIsOfItsKind() {
        assertThat(given(withdrawn())
                        .when(correct(
                                "withdrawal",
                                null,
                                Map.of("withdrawnOn", SEEN.plusDays(1).toString(), "reason", "death"),
                                Map.of("withdrawnOn", "tomorrow", "reason", "bored")))
                        .refusal()
                        .evidence())
                .containsOnlyKeys("withdrawnOn", "reason");
        assertThat(given(consented())
                        .when(correct("registration", null, Map.of("sex", "female"), Map.of("sex", "unsaid")))
                        .refusal()
                        .name())
                .isEqualTo("invalid-answers");
    }

    @Test
    void aVisitEnteredInErrorIsRecordedAgainAndNotCorrected() {
        List<TrialEvent> error =
                and(seen(), new EnteredInError(STUDY, SUBJECT, SITE, "week-2", null, null, "of another person", null));
        assertThat(given(error)
                        .when(correct("visit", "week-2", day("doneOn", SEEN), day("doneOn", SEEN.plusDays(1))))
                        .refusal()
                        .name())
                .isEqualTo("fact-not-recorded");
        given(error)
                .when(ask(RecordVisit.class, by(COORDINATOR), SUBJECT, new RecordVisit.Body("week-2", SEEN)))
                .recorded(VisitDone.class);
    }

    private static FactCorrected consentCorrected(String to) {
        return new FactCorrected(
                STUDY,
                SUBJECT,
                SITE,
                CourseFact.CONSENT,
                null,
                Map.of("signedOn", "2026-03-03"),
                Map.of("signedOn", to),
                Map.of(),
                WHY);
    }

    private static FactCorrected visitCorrected(LocalDate from, LocalDate to) {
        return new FactCorrected(
                STUDY,
                SUBJECT,
                SITE,
                CourseFact.VISIT,
                "week-2",
                day("doneOn", from),
                day("doneOn", to),
                Map.of(),
                WHY);
    }

    private static List<TrialEvent> seen() {
        return and(
                implanted(),
                new VisitDone(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "week-2",
                        SEEN,
                        new VisitWindow(SEEN.minusDays(3), SEEN, SEEN.plusDays(3)),
                        0));
    }

    private static List<TrialEvent> withdrawn() {
        return and(seen(), new SubjectDiscontinued(STUDY, SUBJECT, SITE, SEEN.plusDays(1), "death", Sealed.of("")));
    }

    private static Map<String, String> day(String member, LocalDate on) {
        return Map.of(member, on.toString());
    }

    private static Asked<?, ?> correct(
            String fact, @Nullable String visit, Map<String, String> from, Map<String, String> to) {
        return ask(CorrectFact.class, by(COORDINATOR), SUBJECT, new CorrectFact.Body(fact, visit, from, to, WHY));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        CorrectFact.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new CorrectFact.Body(
                                "registration", null, Map.of("birthYear", "1955"), Map.of("birthYear", "1956"), WHY),
                        consented())
                .on(trial -> trial.consented("01"))
                .wrong("fact", "marriage", 400, "invalid-field")
                .wrong("fact", "withdrawal", 422, "fact-not-recorded")
                .wrong("from", Map.of("birthYear", "1960"), 422, "value-differs")
                .wrong("to", Map.of("birthYear", "1955"), 422, "nothing-changes")
                .wrong("to", Map.of("birthYear", "long ago"), 422, "invalid-answers")
                .wrong("because", "", 400, "invalid-field")
                .refused(
                        "fact-not-recorded",
                        new CorrectFact.Body("consent", null, Map.of(), Map.of(), WHY),
                        registered())
                .refused(
                        "value-differs",
                        new CorrectFact.Body(
                                "consent", null, day("signedOn", CONSENTED), day("signedOn", REGISTERED), WHY),
                        consented(),
                        consentCorrected("2026-03-02"))
                .refused("nothing-changes", new CorrectFact.Body("consent", null, Map.of(), Map.of(), WHY), consented())
                .refused(
                        "unknown-code",
                        new CorrectFact.Body("consent", null, Map.of(), Map.of("witness", "Ada"), WHY),
                        consented())
                .refused(
                        "invalid-answers",
                        new CorrectFact.Body(
                                "consent", null, day("signedOn", CONSENTED), Map.of("signedOn", "03.03.2026"), WHY),
                        consented())
                .refused(
                        "in-the-future",
                        new CorrectFact.Body(
                                "consent", null, day("signedOn", CONSENTED), day("signedOn", TODAY.plusDays(1)), WHY),
                        consented())
                .refused(
                        "too-long-ago",
                        new CorrectFact.Body(
                                "consent", null, day("signedOn", CONSENTED), Map.of("signedOn", "1999-01-01"), WHY),
                        consented())
                .refused(
                        "too-early",
                        new CorrectFact.Body("consent", null, day("signedOn", CONSENTED), day("signedOn", TODAY), WHY),
                        randomized(BVP))
                .refused(
                        "implausible-birth-year",
                        new CorrectFact.Body(
                                "registration", null, Map.of("birthYear", "1955"), Map.of("birthYear", "1855"), WHY),
                        consented())
                .refused(
                        "recorded-for-a-later-day",
                        new CorrectFact.Body(
                                "withdrawal",
                                null,
                                day("withdrawnOn", SEEN.plusDays(1)),
                                day("withdrawnOn", REGISTERED),
                                WHY),
                        withdrawn()));
    }
}
