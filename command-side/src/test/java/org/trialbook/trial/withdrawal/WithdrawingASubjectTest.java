package org.trialbook.trial.withdrawal;

import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.REGISTERED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.registered;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.SubjectWithdrawn;

class WithdrawingASubjectTest {

    @Test
    void aSubjectMayWithdrawAtAnyTime() {
        given(registered())
                .when(withdraw(REGISTERED, "consent-withdrawn"))
                .thenRecorded(new SubjectWithdrawn(
                        STUDY, SUBJECT, SITE, REGISTERED, "consent-withdrawn", Sealed.of("no more visits")));
    }

    @Test
    void aSubjectWithdrawsOnce() {
        given(consented(), new SubjectWithdrawn(STUDY, SUBJECT, SITE, CONSENTED, "death", Sealed.of("")))
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

    private static WithdrawSubject withdraw(LocalDate on, String reason) {
        return new WithdrawSubject(by(INVESTIGATOR), SUBJECT, on, reason, "no more visits");
    }
}
