package org.trialbook.trial.implant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.IMPLANTED;
import static org.trialbook.trial.HotCrt.IMPLANTER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.attempt;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.eligible;
import static org.trialbook.trial.HotCrt.implanted;
import static org.trialbook.trial.HotCrt.randomized;
import static org.trialbook.trial.Scenario.given;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.Trial;
import org.trialbook.trial.act.Outcome;

class RecordingAnImplantAttemptTest implements ActExamples {

    @ParameterizedTest
    @ValueSource(strings = {"left-bundle", "his", "coronary-sinus"})
    void anyLeadIsRecordedInEitherArmAndIsNoCrossover(String lead) {
        for (ArmCode arm : new ArmCode[] {CSP, BVP}) {
            given(randomized(arm))
                    .when(tried(attempt(lead)))
                    .thenRecorded(new ImplantAttempted(STUDY, SUBJECT, SITE, IMPLANTED, 1, Sealed.of(attempt(lead))));
        }
    }

    @Test
    void attemptsAreNumbered() {
        assertThat(given(implanted())
                        .when(tried(attempt("his")))
                        .recorded(ImplantAttempted.class)
                        .attempt())
                .isEqualTo(2);
    }

    @Test
    void nothingIsImplantedBeforeRandomization() {
        given(eligible())
                .when(tried(attempt("his")))
                .thenRefused("out-of-order", Map.of("act", "record-implant-attempt", "missing", "randomize"));
    }

    @Test
    void aFailedAttemptNamesItsReason() {
        given(randomized(BVP))
                .when(tried(outcome("coronary-sinus", "lateral-vein", false, "phrenic-capture")))
                .recorded(ImplantAttempted.class);
    }

    @ParameterizedTest(name = "{0}, {1}, successful {2}, {3}")
    @CsvSource({
        "epicardial, lateral-vein, true, , lead: one of",
        "his, lateral-vein, true, , 'target: one of [his-proximal, his-distal]'",
        "coronary-sinus, left-septum, true, , target: one of",
        "his, his-distal, false, , failure: a reason exactly when",
        "his, his-distal, true, other, failure: a reason exactly when",
        "his, his-distal, false, bad-luck, failure: one of"
    })
    void aCodeThatTheProtocolDoesNotKnowIsToldToThoseWhoMayKnow(
            String lead, String target, boolean successful, @Nullable String failure, String problem) {
        var refusal = given(randomized(CSP))
                .when(tried(outcome(lead, target, successful, failure)))
                .refusal();

        assertThat(refusal.name()).isEqualTo("invalid-implant-attempt");
        assertThat(refusal.evidence()).isEmpty();
        assertThat(refusal.sealedEvidence().get("problems")).startsWith(problem);
    }

    @ParameterizedTest(name = "QRS {0} → {1} ms, {2} V at {3} ms: {4}")
    @CsvSource({
        "40, 300, 0.1, 0.05, ",
        "300, 40, 10, 2, ",
        ", , , , ",
        "39, , , , qrsBefore (ms): from 40 to 300",
        "301, , , , qrsBefore (ms): from 40 to 300",
        ", 39, , , qrsAfter (ms): from 40 to 300",
        ", 301, , , qrsAfter (ms): from 40 to 300",
        ", , 0.09, , thresholdVolts (V): from 0.1 to 10",
        ", , 10.001, , thresholdVolts (V): from 0.1 to 10",
        ", , 1.0001, , thresholdVolts (V): at most 3 digits behind the point",
        ", , , 0.049, pulseWidthMs (ms): from 0.05 to 2",
        ", , , 2.001, pulseWidthMs (ms): from 0.05 to 2",
        ", , , 0.4000, pulseWidthMs (ms): at most 3 digits behind the point"
    })
    void measurementsArePlausibleOrAbsent(
            @Nullable Integer before,
            @Nullable Integer after,
            @Nullable BigDecimal volts,
            @Nullable BigDecimal width,
            @Nullable String problem) {
        var then = given(randomized(CSP))
                .when(tried(new ImplantAttempt(
                        "his", "his-distal", true, null, before, after, volts, width, null, "", "")));

        if (problem == null) {
            assertThat(then.outcome()).isInstanceOf(Outcome.Recorded.class);
        } else {
            then.thenRefused("invalid-implant-attempt", Map.of(), Map.of("problems", problem));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "venoplasty, true",
        "'occlusive-venography,venoplasty', true",
        "magic, false",
        "'venoplasty,', false",
        "'venoplasty,venoplasty', false",
        "'venoplasty, snare', false",
        "',', false"
    })
    void techniquesAreTheProtocolsEachOnce(String technique, boolean known) {
        assertThat(given(randomized(CSP)).when(tried(said(technique, ""))).outcome() instanceof Outcome.Recorded)
                .isEqualTo(known);
    }

    @Test
    void aNoteHasAtMost500CharactersAndNoControlCharacters() {
        assertThat(given(randomized(CSP)).when(tried(said("", "é".repeat(500)))).outcome())
                .isInstanceOf(Outcome.Recorded.class);
        given(randomized(CSP))
                .when(tried(said("", "é".repeat(501))))
                .thenRefused("invalid-implant-attempt", Map.of(), Map.of("problems", "note: at most 500 characters"));
        given(randomized(CSP))
                .when(tried(said("", "a\u0007b")))
                .thenRefused("invalid-implant-attempt", Map.of(), Map.of("problems", "note: no control characters"));
        assertThat(given(randomized(CSP)).when(tried(said("", "a\n\tb"))).outcome())
                .isInstanceOf(Outcome.Recorded.class);
    }

    private static Asked<?, ?> tried(ImplantAttempt attempt) {
        return ask(
                RecordImplantAttempt.class, by(IMPLANTER), SUBJECT, new RecordImplantAttempt.Body(IMPLANTED, attempt));
    }

    private static ImplantAttempt outcome(String lead, String target, boolean successful, @Nullable String failure) {
        return new ImplantAttempt(lead, target, successful, failure, null, null, null, null, null, "", "");
    }

    private static ImplantAttempt said(String technique, String note) {
        return new ImplantAttempt("his", "his-distal", true, null, null, null, null, null, null, technique, note);
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        RecordImplantAttempt.class,
                        by(IMPLANTER),
                        SUBJECT,
                        new RecordImplantAttempt.Body(IMPLANTED, attempt("coronary-sinus")),
                        randomized(BVP))
                .on(trial -> trial.randomized("01"))
                .mayBeEmpty("attempt note", "attempt technique")
                .wrong("performedOn", "2126-03-09", 422, "in-the-future")
                .wrong("attempt", changed("lead", "epicardial"), 422, "invalid-implant-attempt")
                .wrong("attempt", changed("qrsBefore", 12), 422, "invalid-implant-attempt")
                .wrong("attempt", changed("note", ActExample.TOO_LONG), 422, "invalid-implant-attempt")
                .wrong("attempt", changed("note", null), 400, "missing-field")
                .wrong("attempt", changed("technique", null), 400, "missing-field")
                .wrong("attempt", changed("note", "half \ud83d"), 400, "invalid-field")
                .wrong("attempt", changed("thresholdVolts", "1E-999999999"), 400, "wrong-type")
                .wrong("attempt", changed("thresholdVolts", "1E+999999999"), 400, "wrong-type")
                .wrong("attempt", changed("thresholdVolts", "one"), 400, "wrong-type")
                .wrong("attempt", changed("qrsBefore", 164.5), 400, "wrong-type")
                .wrong("attempt", changed("qrsBefore", "164"), 400, "wrong-type")
                .wrong("attempt", changed("depth", 3), 400, "unknown-field")
                .refused(
                        "invalid-implant-attempt",
                        new RecordImplantAttempt.Body(IMPLANTED, attempt("epicardial")),
                        randomized(BVP)));
    }

    private static Map<String, Object> changed(String member, @Nullable Object value) {
        return ActExample.changed(Trial.attempt(), member, value);
    }
}
