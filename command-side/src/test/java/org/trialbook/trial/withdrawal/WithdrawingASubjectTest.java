package org.trialbook.trial.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CONFIRMED;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.REGISTERED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.attempt;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.eligibleAnswers;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.ScreenFailed;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;

class WithdrawingASubjectTest implements ActExamples {

    @Test
    void aSubjectMayWithdrawAtAnyTime() {
        given(registered())
                .when(withdraw(REGISTERED, "consent-withdrawn"))
                .thenRecorded(new SubjectDiscontinued(
                        STUDY, SUBJECT, SITE, REGISTERED, "consent-withdrawn", Sealed.of("no more visits")));
    }

    @Test
    void aSubjectWithdrawsOnce() {
        given(consented(), new SubjectDiscontinued(STUDY, SUBJECT, SITE, CONSENTED, "death", Sealed.of("")))
                .when(withdraw(CONSENTED, "death"))
                .thenRefused("subject-has-withdrawn", Map.of("withdrawnOn", "2026-03-03"));
    }

    @Test
    void nobodyWithdrawsTomorrow() {
        given(consented())
                .when(withdraw(TODAY.plusDays(1), "death"))
                .thenRefused("in-the-future", Map.of("date", "2026-11-22", "today", "2026-11-21"));
    }

    @Test
    void nobodyWithdrawsBeforeBeingRegistered() {
        given(consented())
                .when(withdraw(REGISTERED.minusDays(1), "death"))
                .thenRefused(
                        "too-early",
                        Map.of("date", "2026-03-01", "after", "register-subject", "earliest", "2026-03-02"));
    }

    @Test
    void nobodyDiesBeforeAVisitThatIsRecorded() {
        given(implanted(), new VisitDone(STUDY, SUBJECT, SITE, "discharge", IMPLANTED.plusDays(3), null, 0))
                .when(withdraw(IMPLANTED.plusDays(2), "death"))
                .thenRefused(
                        "recorded-for-a-later-day",
                        Map.of("withdrawnOn", "2026-03-11", "recorded", "record-visit", "on", "2026-03-12"));
    }

    @Test
    void theLatestDayCountsWhateverWasRecordedLast() {
        given(
                        implanted(),
                        new VisitDone(STUDY, SUBJECT, SITE, "week-2", IMPLANTED.plusDays(14), null, 0),
                        new VisitDone(STUDY, SUBJECT, SITE, "discharge", IMPLANTED.plusDays(3), null, 0))
                .when(withdraw(IMPLANTED.plusDays(5), "death"))
                .thenRefused(
                        "recorded-for-a-later-day",
                        Map.of("withdrawnOn", "2026-03-14", "recorded", "record-visit", "on", "2026-03-23"));
    }

    @Test
    void nobodyWithdrawsBeforeTheRandomizationOrTheImplantThatIsRecorded() {
        assertThat(given(randomized(BVP))
                        .when(withdraw(CONSENTED, "death"))
                        .refusal()
                        .evidence())
                .containsEntry("recorded", "randomize");
        assertThat(given(implanted())
                        .when(withdraw(CONSENTED, "death"))
                        .refusal()
                        .evidence())
                .containsEntry("recorded", "record-implant-attempt");
    }

    @Test
    void aScreeningFailureDoesNotDieBeforeTheAssessment() {
        given(consented(), new ScreenFailed(STUDY, SUBJECT, SITE, CONFIRMED, eligibleAnswers(), List.of("adult")))
                .when(withdraw(CONSENTED, "death"))
                .thenRefused(
                        "recorded-for-a-later-day",
                        Map.of("withdrawnOn", "2026-03-03", "recorded", "confirm-eligibility", "on", "2026-03-04"));
    }

    @Test
    void whoeverIsSeenInTheMorningMayDieInTheEvening() {
        given(implanted(), new VisitDone(STUDY, SUBJECT, SITE, "discharge", IMPLANTED.plusDays(3), null, 0))
                .when(withdraw(IMPLANTED.plusDays(3), "death"))
                .recorded(SubjectDiscontinued.class);
    }

    /// A further attempt is withheld from the blinded: no date that they try may tell of it.
    @Test
    void aFurtherAttemptDoesNotSpeakAgainstAnyDay() {
        given(
                        implanted(),
                        new ImplantAttempted(
                                STUDY, SUBJECT, SITE, IMPLANTED.plusDays(9), 2, Sealed.of(attempt("coronary-sinus"))))
                .when(withdraw(IMPLANTED, "death"))
                .recorded(SubjectDiscontinued.class);
    }

    @Test
    void theReasonIsOneOfTheProtocols() {
        given(consented())
                .when(withdraw(CONSENTED, "bored"))
                .thenRefused(
                        "unknown-code",
                        Map.of(
                                "kind",
                                "withdrawal reason",
                                "code",
                                "bored",
                                "known",
                                "consent-withdrawn, lost-to-follow-up, death, physician-decision, moved-away, other"));
    }

    private static Asked<?, ?> withdraw(LocalDate on, String reason) {
        return ask(
                WithdrawSubject.class,
                by(INVESTIGATOR),
                SUBJECT,
                new WithdrawSubject.Body(on, reason, "no more visits"));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        WithdrawSubject.class,
                        by(INVESTIGATOR),
                        SUBJECT,
                        new WithdrawSubject.Body(CONFIRMED, "consent-withdrawn", "no more visits"),
                        consented())
                .on(trial -> trial.consented("01"))
                .mayBeEmpty("note")
                .wrong("withdrawnOn", "2126-03-20", 422, "in-the-future")
                .wrong("withdrawnOn", "1926-03-20", 422, "too-long-ago")
                .wrong("withdrawnOn", "2026-03-01", 422, "too-early")
                .wrong("withdrawnOn", "2026-03-02", 422, "recorded-for-a-later-day")
                .wrong("reason", "bored", 422, "unknown-code")
                .wrong("note", ActExample.TOO_LONG, 400, "invalid-field")
                .refused("too-long-ago", died(LocalDate.of(1926, 3, 20)), consented())
                .refused("recorded-for-a-later-day", died(CONSENTED), HotCrt.eligible())
                .refused(
                        "subject-has-withdrawn",
                        died(CONFIRMED),
                        consented(),
                        new SubjectDiscontinued(STUDY, SUBJECT, SITE, CONSENTED, "death", Sealed.of(""))));
    }

    private static WithdrawSubject.Body died(LocalDate on) {
        return new WithdrawSubject.Body(on, "death", "");
    }
}
