package org.trialbook.trial.deviation;

import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.RANDOMIZED;
import static org.trialbook.trial.HotCrt.REGISTERED;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.TODAY;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.openSite;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.Scenario.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.DeviationRecorded;
import org.trialbook.event.SubjectEvent.SubjectDiscontinued;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.randomization.RandomizeSubject;

class RecordingADeviationTest implements ActExamples {

    private static Asked<?, ?> deviation(String code, LocalDate on) {
        return ask(
                RecordDeviation.class,
                by(COORDINATOR),
                SUBJECT,
                new RecordDeviation.Body(code, on, "seen at the visit"));
    }

    private static DeviationRecorded recorded(String code, LocalDate on) {
        return new DeviationRecorded(STUDY, SUBJECT, SITE, code, on, Sealed.of("seen at the visit"));
    }

    @Test
    void aWrongStratumIsRecordedAndTheSubjectStaysRandomized() {
        given(randomized(BVP))
                .when(deviation("wrong-stratum", RANDOMIZED))
                .thenRecorded(recorded("wrong-stratum", RANDOMIZED));
        given(randomized(BVP), recorded("wrong-stratum", RANDOMIZED))
                .when(ask(RandomizeSubject.class, by(COORDINATOR), SUBJECT, new RandomizeSubject.Body()))
                .thenRefused("already-randomized", Map.of("subject", "01-001", "randomizationNumber", "1"));
    }

    @Test
    void itIsRecordedAsOftenAsItHappens() {
        given(randomized(BVP), recorded("lost-reveal", RANDOMIZED))
                .when(deviation("lost-reveal", RANDOMIZED))
                .thenRecorded(recorded("lost-reveal", RANDOMIZED));
    }

    @Test
    void whoHasWithdrawnMayHaveDeviatedBefore() {
        given(randomized(BVP), new SubjectDiscontinued(STUDY, SUBJECT, SITE, RANDOMIZED, "death", Sealed.of("")))
                .when(deviation("ineligible", RANDOMIZED))
                .thenRecorded(recorded("ineligible", RANDOMIZED));
    }

    @Test
    void onlyWhatHasHappenedToSomebodyRegisteredIsRecorded() {
        given(randomized(BVP))
                .when(deviation("other", TODAY.plusDays(1)))
                .thenRefused("in-the-future", Map.of("date", "2026-11-22", "today", "2026-11-21"));
        given(randomized(BVP))
                .when(deviation("other", REGISTERED.minusDays(1)))
                .thenRefused(
                        "too-early",
                        Map.of("date", "2026-03-01", "after", "register-subject", "earliest", "2026-03-02"));
        given(openSite()).when(deviation("other", REGISTERED)).thenRefused("no-such-subject", Map.of());
        given().when(deviation("other", REGISTERED)).thenRefused("no-protocol", Map.of());
    }

    @Test
    void theCodeIsOneOfTheProtocols() {
        given(randomized(BVP))
                .when(deviation("bored", RANDOMIZED))
                .thenRefused(
                        "unknown-code",
                        Map.of(
                                "kind",
                                "deviation",
                                "code",
                                "bored",
                                "known",
                                "wrong-stratum, ineligible, lost-reveal, other"));
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        RecordDeviation.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new RecordDeviation.Body("wrong-stratum", RANDOMIZED, "ischaemic"),
                        randomized(BVP))
                .on(trial -> trial.randomized("01"))
                .mayBeEmpty("note")
                .wrong("deviation", "bored", 422, "unknown-code")
                .wrong("on", "2126-03-05", 422, "in-the-future")
                .wrong("on", "2026-03-01", 422, "too-early")
                .wrong("note", ActExample.TOO_LONG, 400, "invalid-field")
                .refused(
                        "unknown-code",
                        new RecordDeviation.Body("bored", RANDOMIZED, "seen at the visit"),
                        randomized(BVP)));
    }
}
