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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ImplantAttemptVersion1;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
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
        "epicardial, lateral-vein, true, , lead=not-a-choice:",
        "his, lateral-vein, true, , 'target=hard-check: Lateral vein is no target of His bundle lead.'",
        "coronary-sinus, left-septum, true, , target=hard-check: Left ventricular septum is no target of",
        "his, his-distal, false, , failure=missing:",
        "his, his-distal, true, other, failure=not-asked:",
        "his, his-distal, false, bad-luck, failure=not-a-choice:"
    })
    void aCodeThatTheProtocolDoesNotKnowIsToldToThoseWhoMayKnow(
            String lead, String target, boolean successful, @Nullable String failure, String problem) {
        var refusal = given(randomized(CSP))
                .when(tried(outcome(lead, target, successful, failure)))
                .refusal();

        assertThat(refusal.name()).isEqualTo("invalid-implant-attempt");
        assertThat(refusal.evidence()).isEmpty();
        assertThat(refusal.sealedEvidence().toString()).contains(problem);
    }

    @ParameterizedTest(name = "QRS {0} → {1} ms, {2} V at {3} ms: {4}")
    @CsvSource({
        "40, 300, 0.1, 0.05, ",
        "300, 40, 10, 2, ",
        ", , , , ",
        "39, , , , qrs-before=",
        "301, , , , qrs-before=",
        ", 39, , , qrs-after=",
        ", 301, , , qrs-after=",
        ", , 0.09, , threshold=",
        ", , 10.001, , threshold=",
        ", , 1.0001, , threshold=",
        ", , , 0.049, pulse-width=",
        ", , , 2.001, pulse-width=",
        ", , , 0.4000, pulse-width="
    })
    void measurementsArePlausibleOrAbsent(
            @Nullable Integer before,
            @Nullable Integer after,
            @Nullable BigDecimal volts,
            @Nullable BigDecimal width,
            @Nullable String problem) {
        var then = given(randomized(CSP))
                .when(tried(new ImplantAttemptVersion1(
                                "his", "his-distal", true, null, before, after, volts, width, null, "", "")
                        .converted()));

        if (problem == null) {
            assertThat(then.outcome()).isInstanceOf(Outcome.Recorded.class);
        } else {
            assertThat(then.refusal().name()).isEqualTo("invalid-implant-attempt");
            assertThat(then.refusal().evidence()).isEmpty();
            assertThat(then.refusal().sealedEvidence().toString()).startsWith("{" + problem);
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
        assertThat(given(randomized(CSP))
                        .when(tried(said("", "é".repeat(501))))
                        .refusal()
                        .sealedEvidence())
                .containsOnlyKeys("note");
        assertThat(given(randomized(CSP))
                        .when(tried(said("", "a\u0007b")))
                        .refusal()
                        .sealedEvidence())
                .containsOnlyKeys("note");
        assertThat(given(randomized(CSP)).when(tried(said("", "a\n\tb"))).outcome())
                .isInstanceOf(Outcome.Recorded.class);
    }

    /// Clients of earlier releases go on: what they send is the same attempt.
    @Test
    void anAttemptInTheEarlierSpellingIsTheSameAttempt() {
        ImplantAttemptVersion1 earlier = new ImplantAttemptVersion1(
                "his", "his-distal", false, "dislodged", 164, null, null, null, true, "septography", "twice");
        ImplantAttempted recorded = given(randomized(CSP))
                .when(sent(new RecordImplantAttempt.Body(IMPLANTED, earlier, null, null)))
                .recorded(ImplantAttempted.class);

        assertThat(recorded)
                .isEqualTo(
                        given(randomized(CSP)).when(tried(earlier.converted())).recorded(ImplantAttempted.class));
        ImplantAttempt detail = recorded.detail().opened();
        assertThat(detail.lead()).isEqualTo("his");
        assertThat(detail.successful()).isFalse();
        assertThat(detail.values()).containsEntry("qrs-before", new ItemValue("164", "ms"));
    }

    @Test
    void anAttemptIsSaidOnce() {
        var twice = new RecordImplantAttempt.Body(
                IMPLANTED,
                new ImplantAttemptVersion1("his", "his-distal", true, null, null, null, null, null, null, "", ""),
                attempt("his").values(),
                null);

        assertThat(given(randomized(CSP)).when(sent(twice)).refusal().sealedEvidence())
                .containsOnlyKeys("values");
    }

    @Nested
    class WhereTheProtocolAsksItsOwnQuestions {
        private final List<TrialEvent> randomized = HotCrt.under(OWN, randomized(BVP));

        @Test
        void whatItNamesDecidesWhatWasPlacedAndWhetherItStayed() {
            ImplantAttempt stayed = attempted(Map.of("device", "pacer-b", "result", "partly", "minutes", "95"));
            ImplantAttempt failed = attempted(Map.of("device", "pacer-a", "result", "no"));

            assertThat(stayed.lead()).isEqualTo("pacer-b");
            assertThat(stayed.successful()).isTrue();
            assertThat(failed.lead()).isEqualTo("pacer-a");
            assertThat(failed.successful()).isFalse();
        }

        @Test
        void itsConditionsAndChecksHold() {
            assertThat(refused(Map.of("device", "pacer-a", "result", "no", "minutes", "95")))
                    .containsOnlyKeys("minutes");
            assertThat(refused(Map.of("device", "pacer-a", "result", "yes"))).containsOnlyKeys("minutes");
            assertThat(refused(Map.of("device", "pacer-a", "result", "yes", "minutes", "301")))
                    .containsOnlyKeys("minutes");
            assertThat(refused(Map.of("lead", "his"))).containsOnlyKeys("device", "lead", "result");
        }

        /// What a soft check says is kept with its reason, and sealed with the rest.
        @Test
        void anOddAnswerIsKeptWithItsReason() {
            Map<String, ItemValue> odd = values(Map.of("device", "pacer-a", "result", "yes", "minutes", "220"));
            Map<String, String> reasons = Map.of("long", "the vein was narrow");

            assertThat(given(randomized)
                            .when(sent(new RecordImplantAttempt.Body(IMPLANTED, null, odd, reasons)))
                            .recorded(ImplantAttempted.class)
                            .detail()
                            .opened()
                            .kept())
                    .isEqualTo(reasons);
        }

        @Test
        void allThatIsWrongWithAnAnswerIsTold() {
            Map<String, String> told = refused(Map.of("device", "pacer-a", "result", "yes", "minutes", "250"));

            assertThat(told).containsOnlyKeys("minutes");
            assertThat(told.get("minutes")).contains("More than three hours.", "Four hours and more.");
        }

        private ImplantAttempt attempted(Map<String, String> answers) {
            return given(randomized)
                    .when(sent(new RecordImplantAttempt.Body(IMPLANTED, values(answers))))
                    .recorded(ImplantAttempted.class)
                    .detail()
                    .opened();
        }

        private Map<String, String> refused(Map<String, String> answers) {
            return given(randomized)
                    .when(sent(new RecordImplantAttempt.Body(IMPLANTED, values(answers))))
                    .refusal()
                    .sealedEvidence();
        }

        private static Map<String, ItemValue> values(Map<String, String> answers) {
            Map<String, ItemValue> values = new TreeMap<>();
            answers.forEach(
                    (item, text) -> values.put(item, new ItemValue(text, item.equals("minutes") ? "min" : null)));
            return values;
        }
    }

    /// HOT-CRT, had it been a trial of two devices with questions of their own.
    private static final String OWN = HotCrt.YAML
            .replaceAll("(?s)\nimplant:.*?\ncrossover:", "\n" + """
                    implant:
                      items:
                        - code: device
                          label: Device
                          type: choice
                          required: true
                          choices: [{code: pacer-a, label: A}, {code: pacer-b, label: B}]
                        - code: result
                          label: Does it work?
                          type: choice
                          required: true
                          choices: [{code: "yes", label: It does}, {code: partly, label: Partly}, {code: "no", label: It does not}]
                        - code: minutes
                          label: Duration
                          type: integer
                          unit: min
                          min: 1
                          max: 300
                          required: false
                          shown-if: {item: result, one-of: ["yes", partly]}
                          required-if: {item: result, one-of: ["yes", partly]}
                      checks:
                        - {code: long, kind: soft, that: minutes < 200, text: More than three hours.}
                        - {code: very-long, kind: soft, that: minutes < 240, text: Four hours and more.}
                      placed: device
                      succeeded: {item: result, one-of: ["yes", partly]}

                    crossover:""")
            .replace("treatment: [left-bundle, his]", "treatment: [pacer-a]")
            .replace("adjunct: [coronary-sinus]", "adjunct: []")
            .replace("treatment: [coronary-sinus]", "treatment: [pacer-b]");

    private static Asked<?, ?> tried(ImplantAttempt attempt) {
        return sent(new RecordImplantAttempt.Body(IMPLANTED, attempt.values()));
    }

    private static Asked<?, ?> sent(RecordImplantAttempt.Body body) {
        return ask(RecordImplantAttempt.class, by(IMPLANTER), SUBJECT, body);
    }

    private static ImplantAttempt outcome(String lead, String target, boolean successful, @Nullable String failure) {
        return new ImplantAttemptVersion1(lead, target, successful, failure, null, null, null, null, null, "", "")
                .converted();
    }

    private static ImplantAttempt said(String technique, String note) {
        return new ImplantAttemptVersion1(
                        "his", "his-distal", true, null, null, null, null, null, null, technique, note)
                .converted();
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(
                        RecordImplantAttempt.class,
                        by(IMPLANTER),
                        SUBJECT,
                        new RecordImplantAttempt.Body(
                                IMPLANTED, attempt("coronary-sinus").values()),
                        randomized(BVP))
                .on(trial -> trial.randomized("01"))
                .wrong("performedOn", "2126-03-09", 422, "in-the-future")
                .wrong("values", changed("lead", Trial.json("epicardial", null)), 422, "invalid-implant-attempt")
                .wrong("values", changed("qrs-before", Trial.json("12", "ms")), 422, "invalid-implant-attempt")
                .wrong("values", changed("depth", Trial.json("3", "mm")), 422, "invalid-implant-attempt")
                .wrong("values", changed("note", Trial.json(ActExample.TOO_LONG, null)), 422, "invalid-implant-attempt")
                .wrong("values", changed("note", Trial.json("half \ud83d", null)), 400, "invalid-field")
                .wrong("values", changed("qrs-before", 164), 400, "wrong-type")
                .wrong("attempt", earlier("note", null), 400, "missing-field")
                .wrong("attempt", earlier("technique", null), 400, "missing-field")
                .wrong("attempt", earlier("thresholdVolts", "1E-999999999"), 400, "wrong-type")
                .wrong("attempt", earlier("thresholdVolts", "1E+999999999"), 400, "wrong-type")
                .wrong("attempt", earlier("thresholdVolts", "one"), 400, "wrong-type")
                .wrong("attempt", earlier("qrsBefore", 164.5), 400, "wrong-type")
                .wrong("attempt", earlier("qrsBefore", "164"), 400, "wrong-type")
                .wrong("attempt", earlier("depth", 3), 400, "unknown-field")
                .refused("no-implant-attempts", HotCrt.under(WITHOUT, randomized(BVP)))
                .refused(
                        "invalid-implant-attempt",
                        new RecordImplantAttempt.Body(
                                IMPLANTED, attempt("epicardial").values()),
                        randomized(BVP)));
    }

    private static final String WITHOUT = HotCrt.YAML
            .replaceAll("(?s)\nimplant:.*?\ncrossover:", "\ncrossover:")
            .replace("  record-implant-attempt: [randomize]\n", "")
            .replaceAll("(?:treatment|adjunct): \\[[a-z, -]+\\]", "treatment: []")
            .replace("treatment: []\n    # Adding", "# Adding");

    private static Map<String, Object> changed(String item, @Nullable Object value) {
        return ActExample.changed(Trial.json(attempt("coronary-sinus").values()), item, value);
    }

    private static Map<String, Object> earlier(String member, @Nullable Object value) {
        return ActExample.changed(Trial.attempt(), member, value);
    }
}
