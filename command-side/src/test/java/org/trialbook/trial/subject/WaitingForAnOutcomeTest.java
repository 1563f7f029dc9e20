package org.trialbook.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.READ;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trialbook.access.Caller;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.randomization.RandomizeSubject;
import org.trialbook.trial.visit.MissVisit;

/// `order` asks what an act came to: an attempt that succeeded, a read that was submitted.
class WaitingForAnOutcomeTest {

    private static final LocalDate ATTEMPTED = HotCrt.CONFIRMED;

    /// A lead is placed before the allocation, as in MIRACLE.
    private static final String AFTER_SUCCESS =
            order("randomize: [record-implant-attempt(succeeded)]\n  record-implant-attempt: [confirm-eligibility]");

    private static final String AFTER_READING =
            order("randomize: [submit-read(pre-implant/ecg), submit-read(pre-implant/echo)]");

    private static String order(String rules) {
        return HotCrt.YAML.replaceAll("(?s)order:\\n.*?\\nimplant:", "order:\n  " + rules + "\n\nimplant:");
    }

    private static List<TrialEvent> under(String yaml, TrialEvent... more) {
        return HotCrt.and(HotCrt.and(HotCrt.eligible(), HotCrt.published("2", yaml)), more);
    }

    private static Asked<?, ?> randomize(Caller caller) {
        return ask(RandomizeSubject.class, HotCrt.at(caller, HotCrt.RANDOMIZED), SUBJECT, new RandomizeSubject.Body());
    }

    @Test
    void nobodyIsRandomizedAfterAFailedAttempt() {
        given(under(AFTER_SUCCESS))
                .when(randomize(HotCrt.IMPLANTER))
                .thenRefused("out-of-order", Map.of("act", "randomize", "missing", "record-implant-attempt"));
        given(under(AFTER_SUCCESS, attempt(1, false, 0), attempt(2, false, 0)))
                .when(randomize(HotCrt.IMPLANTER))
                .thenRefused("no-successful-attempt", Map.of("act", "randomize"));
    }

    @Test
    void oneSuccessIsEnoughWhateverFailedBeforeOrAfterIt() {
        given(under(AFTER_SUCCESS, attempt(1, false, 0), attempt(2, true, 0), attempt(3, false, 0)))
                .when(randomize(HotCrt.IMPLANTER))
                .recorded(SubjectRandomized.class);
    }

    @Test
    void aSuccessOfALaterDayIsNone() {
        given(under(AFTER_SUCCESS, attempt(1, false, 0), attempt(2, true, 2)))
                .when(randomize(HotCrt.IMPLANTER))
                .thenRefused("no-successful-attempt", Map.of("act", "randomize"));
    }

    /// A refusal would tell a coordinator how the attempts went, and so would its absence.
    @Test
    void whoIsBlindIsAnsweredTheSameWhateverTheAttemptsCameTo() {
        for (TrialEvent attempt : List.of(attempt(1, true, 0), attempt(1, false, 0))) {
            for (List<TrialEvent> history :
                    List.of(under(AFTER_SUCCESS, attempt), under(AFTER_SUCCESS, attempt, attempt(2, true, 0)))) {
                given(history)
                        .when(randomize(HotCrt.COORDINATOR))
                        .thenRefused("waits-for-what-is-sealed", Map.of("act", "randomize"));
            }
        }
    }

    @Test
    void whereThePlainAttemptIsAskedForAnybodyMayRandomizeAfterAFailure() {
        String plain = AFTER_SUCCESS.replace("(succeeded)", "");

        given(under(plain, attempt(1, false, 0)))
                .when(randomize(HotCrt.COORDINATOR))
                .recorded(SubjectRandomized.class);
    }

    @Test
    void whatIsToBeReadIsReadBeforeTheAllocation() {
        List<TrialEvent> registered =
                HotCrt.and(under(AFTER_READING, registered(READ, "ecg")), registered(HotCrt.OTHER_READ, "echo"));

        given(under(AFTER_READING))
                .when(randomize(HotCrt.COORDINATOR))
                .thenRefused("out-of-order", Map.of("act", "randomize", "missing", "register-read"));
        given(under(AFTER_READING, registered(READ, "ecg"), submitted(READ, null)))
                .when(randomize(HotCrt.COORDINATOR))
                .thenRefused("out-of-order", Map.of("act", "randomize", "missing", "submit-read(pre-implant/echo)"));
        given(registered, submitted(HotCrt.OTHER_READ, null))
                .when(randomize(HotCrt.COORDINATOR))
                .thenRefused("out-of-order", Map.of("act", "randomize", "missing", "submit-read(pre-implant/ecg)"));
        given(registered, submitted(HotCrt.OTHER_READ, null), submitted(READ, "poor-quality"))
                .when(randomize(HotCrt.COORDINATOR))
                .recorded(SubjectRandomized.class);
    }

    /// Whether two readers differ is nobody's at a site: only the read that the recording was registered with counts.
    @ParameterizedTest
    @EnumSource(Further.class)
    void furtherReadsOfTheRecordingDoNotMatter(Further further) {
        var again = new ReadCode("R-00000002");
        List<TrialEvent> history = HotCrt.and(
                under(order("randomize: [submit-read(pre-implant/ecg)]"), registered(READ, "ecg")),
                new FurtherReadRegistered(STUDY, again, READ, "ecg", further.name()));

        given(history, submitted(again, null))
                .when(randomize(HotCrt.COORDINATOR))
                .thenRefused("out-of-order", Map.of("act", "randomize", "missing", "submit-read(pre-implant/ecg)"));
        given(history, submitted(READ, null))
                .when(randomize(HotCrt.COORDINATOR))
                .recorded(SubjectRandomized.class);
    }

    private enum Further {
        second,
        adjudication
    }

    private static ImplantAttempted attempt(int number, boolean successful, int daysLater) {
        ImplantAttempt good = HotCrt.attempt("coronary-sinus");
        ImplantAttempt detail = successful ? good : HotCrt.failed(good);
        return new ImplantAttempted(STUDY, SUBJECT, SITE, ATTEMPTED.plusDays(daysLater), number, Sealed.of(detail));
    }

    private static ReadRegistered registered(ReadCode code, String modality) {
        return new ReadRegistered(
                STUDY, code, SUBJECT, SITE, "pre-implant", modality, "archive/" + modality, "ab".repeat(32));
    }

    private static ReadSubmitted submitted(ReadCode code, @Nullable String notEvaluable) {
        return new ReadSubmitted(
                STUDY, code, "reader-1", Map.of(), notEvaluable, Sealed.of(new ArmGuess(null, null)), null);
    }

    /// Missing a visit waits for what the visit itself would wait for, and has to find that it came.
    @Test
    void aVisitIsMissedOnceWhatItWaitsForIsRead() {
        List<TrialEvent> unread = HotCrt.and(
                HotCrt.and(
                        HotCrt.implanted(),
                        HotCrt.published("2", order("record-visit: [submit-read(pre-implant/ecg)]"))),
                registered(READ, "ecg"));
        Asked<?, ?> miss = ask(
                MissVisit.class,
                HotCrt.by(HotCrt.COORDINATOR, HotCrt.IMPLANTED.plusDays(113)),
                SUBJECT,
                new MissVisit.Body("month-3", "no-show"));

        given(unread)
                .when(miss)
                .thenRefused("out-of-order", Map.of("act", "record-visit", "missing", "submit-read(pre-implant/ecg)"));
        given(unread, submitted(READ, null)).when(miss).recorded(VisitMissed.class);
    }

    @Test
    void theReadsOfAnotherSubjectAreNotLookedAt() {
        List<TrialEvent> history = under(AFTER_READING, submitted(READ, null), submitted(HotCrt.OTHER_READ, null));

        assertThat(given(history).when(randomize(HotCrt.COORDINATOR)).refusal().evidence())
                .containsEntry("missing", "register-read");
    }
}
