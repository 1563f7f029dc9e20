package org.trialbook.trial.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.DATA_MANAGER;
import static org.trialbook.trial.HotCrt.READ;
import static org.trialbook.trial.HotCrt.READER;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.published;
import static org.trialbook.trial.HotCrt.readAssigned;
import static org.trialbook.trial.HotCrt.readRegistered;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.access.Caller;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmCode;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.ReadingEvent.ReadRegistered;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.Asked;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.ShuffleKey;

class BlindedReadingTest {

    /// What a registration draws.
    private static final List<ReadCode> DRAWN =
            ReadCodes.drawn(new ShuffleKey("1")).limit(2).toList();

    private static final Map<String, ItemValue> MEASURED =
            Map.of("qrs-duration", new ItemValue("130", "ms"), "morphology", ItemValue.of("paced"));
    private static final ArmGuess NO_IDEA = new ArmGuess(null, null);
    private static final Caller OTHER = new Caller("reader-2", "Rolf Reuter", Role.READER, null);

    // ---- registering

    @Test
    void aRecordingIsRegisteredUnderItsCode() {
        given(consented())
                .when(register("pre-implant", "ecg"))
                .thenRecorded(new ReadRegistered(
                        STUDY, DRAWN.getFirst(), SUBJECT, SITE, "pre-implant", "ecg", "archive/1", "ab".repeat(32)));
    }

    @Test
    void aRecordingIsRegisteredOncePerVisitAndModality() {
        given(readRegistered())
                .when(register("pre-implant", "ecg"))
                .thenRefused("already-recorded", Map.of("recorded", "the ecg of visit pre-implant"));
        given(readRegistered())
                .when(register("pre-implant", "echo"))
                .thenRecorded(
                        new ReadRegistered(
                                STUDY,
                                DRAWN.getFirst(),
                                SUBJECT,
                                SITE,
                                "pre-implant",
                                "echo",
                                "archive/1",
                                "ab".repeat(32)),
                        new FurtherReadRegistered(STUDY, DRAWN.getLast(), DRAWN.getFirst(), "echo", "second"));
    }

    @Test
    void onlyWhatTheVisitPlansIsRead() {
        given(consented())
                .when(register("week-2", "ecg"))
                .thenRefused("unknown-code", Map.of("kind", "modality of week-2", "code", "ecg", "known", ""));
        assertThat(given(consented())
                        .when(register("month-99", "ecg"))
                        .refusal()
                        .evidence())
                .containsEntry("kind", "visit");
    }

    @Test
    void aCodeThatAnotherSubjectHasIsNotGivenAgain() {
        SubjectId other = new SubjectId("02-001");

        given(
                        consented(),
                        new ReadRegistered(
                                STUDY,
                                DRAWN.getFirst(),
                                other,
                                other.site(),
                                "pre-implant",
                                "ecg",
                                "a",
                                "ab".repeat(32)))
                .when(register("pre-implant", "ecg"))
                .thenRefused("read-code-taken", Map.of());
    }

    @Test
    void codesAreDrawnFromTheWholeAlphabet() {
        StringBuilder drawn = new StringBuilder();
        ReadCodes.drawn(new ShuffleKey("7"))
                .limit(200)
                .forEach(code -> drawn.append(code.value().substring(2)));

        assertThat(drawn.chars().distinct().count()).isEqualTo(32);
    }

    // ---- assigning

    @Test
    void aReadIsAssigned() {
        given(readRegistered()).when(assign("reader-1")).thenRecorded(new ReadAssigned(STUDY, READ, "reader-1"));
    }

    @Test
    void aReadMayBeAssignedToSomebodyElse() {
        given(readAssigned()).when(assign("reader-2")).thenRecorded(new ReadAssigned(STUDY, READ, "reader-2"));
    }

    @Test
    void assigningItToTheSameReaderChangesNothing() {
        given(readAssigned()).when(assign("reader-1")).thenRefused("already-assigned", Map.of("reader", "reader-1"));
    }

    @Test
    void aReadNobodyRegisteredIsNotAssigned() {
        given(consented()).when(assign("reader-1")).thenRefused("no-such-read", Map.of());
    }

    @Test
    void aSubmittedReadIsNotAssignedAgain() {
        given(readAssigned(), submitted())
                .when(assign("reader-2"))
                .thenRefused("read-already-submitted", Map.of("read", READ.value()));
    }

    // ---- submitting

    @Test
    void theReaderSubmitsMeasurementsAndASealedGuess() {
        ArmGuess guess = new ArmGuess(CSP, 3);

        given(readAssigned())
                .when(submitAs(READER, MEASURED, null, guess))
                .thenRecorded(new ReadSubmitted(STUDY, READ, READER.id(), MEASURED, null, Sealed.of(guess), null));
    }

    private static final String MORPHOLOGY_MARKED = HotCrt.YAML.replace(
            "label: QRS morphology\n        type: choice\n        required: true\n        choices:\n"
                    + "          - {code: narrow, label: No conduction delay}",
            "label: QRS morphology\n        type: choice\n        required: true\n        reveals-the-arm: true\n"
                    + "        choices:\n          - {code: narrow, label: No conduction delay}");

    /// As of a form: together, and the box is there whether anything was measured or not.
    @Test
    void whatTheProtocolMarksIsSealed() {
        given(HotCrt.under(MORPHOLOGY_MARKED, readAssigned()))
                .when(submit(MEASURED, null))
                .thenRecorded(new ReadSubmitted(
                        STUDY,
                        READ,
                        READER.id(),
                        Map.of("qrs-duration", new ItemValue("130", "ms")),
                        null,
                        Sealed.of(NO_IDEA),
                        Sealed.of(Map.of("morphology", ItemValue.of("paced")))));
        given(HotCrt.under(MORPHOLOGY_MARKED, readAssigned()))
                .when(submit(Map.of(), "poor-quality"))
                .thenRecorded(new ReadSubmitted(
                        STUDY, READ, READER.id(), Map.of(), "poor-quality", Sealed.of(NO_IDEA), Sealed.of(Map.of())));
    }

    /// An amendment that forgets the mark, as an earlier program might have taken it, opens nothing.
    @Test
    void whatAnEarlierVersionMarkedStaysSealed() {
        given(
                        HotCrt.under(MORPHOLOGY_MARKED, readAssigned()),
                        HotCrt.published("2", HotCrt.amended("target: 100", "target: 110")))
                .when(submit(MEASURED, null))
                .thenRecorded(new ReadSubmitted(
                        STUDY,
                        READ,
                        READER.id(),
                        Map.of("qrs-duration", new ItemValue("130", "ms")),
                        null,
                        Sealed.of(NO_IDEA),
                        Sealed.of(Map.of("morphology", ItemValue.of("paced")))));
    }

    @Test
    void nobodyElseSubmitsIt() {
        given(readAssigned()).when(submitAs(OTHER, MEASURED, null, NO_IDEA)).thenRefused("no-such-read", Map.of());
        given(readRegistered()).when(submitAs(READER, MEASURED, null, NO_IDEA)).thenRefused("no-such-read", Map.of());
        given(readAssigned(), new ReadAssigned(STUDY, READ, OTHER.id()))
                .when(submitAs(READER, MEASURED, null, NO_IDEA))
                .thenRefused("no-such-read", Map.of());
    }

    @Test
    void aReadIsSubmittedOnce() {
        given(readAssigned(), submitted())
                .when(submit(MEASURED, null))
                .thenRefused("read-already-submitted", Map.of("read", READ.value()));
    }

    @Test
    void aRecordingThatCannotBeReadHasAReason() {
        given(readAssigned()).when(submit(Map.of(), "poor-quality")).recorded(ReadSubmitted.class);
        given(readAssigned())
                .when(submit(Map.of(), "boring"))
                .thenRefused(
                        "invalid-read",
                        Map.of(
                                "detail",
                                "notEvaluable is one of [poor-quality, incomplete, wrong-modality,"
                                        + " unblinding-content]"));
        given(readAssigned())
                .when(submit(MEASURED, "poor-quality"))
                .thenRefused("invalid-read", Map.of("detail", "values and notEvaluable exclude each other"));
        given(readAssigned())
                .when(submit(Map.of(), null))
                .thenRefused("invalid-read", Map.of("detail", "values or notEvaluable is needed"));
    }

    @Test
    void measurementsFitTheReadPlan() {
        given(readAssigned())
                .when(submit(
                        Map.of("qrs-duration", new ItemValue("13", "ms"), "morphology", ItemValue.of("paced")), null))
                .thenRefused("invalid-answers", Map.of("qrs-duration", "out-of-range: from 40 to 300"));
    }

    @ParameterizedTest(name = "guess {0}, confidence {1}: {2}")
    @CsvSource({
        ", , ",
        "CSP, 1, ",
        "BVP, 5, ",
        ", 3, a guess without an arm has no confidence",
        "CSP, , guess.confidence is 1 to 5",
        "CSP, 0, guess.confidence is 1 to 5",
        "CSP, 6, guess.confidence is 1 to 5",
        "RVP, 3, 'guess.arm is one of [CSP, BVP]'"
    })
    void aGuessNamesAnArmAndHowSureTheReaderIs(
            @Nullable String arm, @Nullable Integer confidence, @Nullable String detail) {
        ArmGuess guess = new ArmGuess(arm == null ? null : new ArmCode(arm), confidence);

        var then = given(readAssigned()).when(submitAs(READER, MEASURED, null, guess));

        if (detail == null) {
            assertThat(then.outcome()).isInstanceOf(Outcome.Recorded.class);
        } else {
            then.thenRefused("invalid-read", Map.of("detail", detail));
        }
    }

    @Test
    void aReadThatAnAmendmentNoLongerPlansIsRefused() {
        String reads = HotCrt.YAML.substring(
                HotCrt.YAML.indexOf("  - modality: ecg"), HotCrt.YAML.indexOf("  - modality: echo"));
        String amended = HotCrt.amended(reads, "")
                .replace("reads: [ecg, echo]", "reads: [echo]")
                .replace("reads: [ecg]", "reads: []")
                .replace("reads[1].", "reads[0].");

        given(readAssigned(), published("2", amended))
                .when(submit(MEASURED, null))
                .thenRefused("unknown-code", Map.of("kind", "modality", "code", "ecg", "known", "echo"));
    }

    private static Asked<?, ?> register(String visit, String modality) {
        return ask(
                RegisterRead.class,
                by(COORDINATOR, CONSENTED),
                SUBJECT,
                new RegisterRead.Body(visit, modality, "archive/1", "ab".repeat(32)));
    }

    private static Asked<?, ?> assign(String reader) {
        return ask(AssignRead.class, by(DATA_MANAGER), READ, new AssignRead.Body(reader));
    }

    private static Asked<?, ?> submit(Map<String, ItemValue> values, @Nullable String notEvaluable) {
        return submitAs(READER, values, notEvaluable, NO_IDEA);
    }

    private static Asked<?, ?> submitAs(
            Caller reader, Map<String, ItemValue> values, @Nullable String notEvaluable, ArmGuess guess) {
        return ask(SubmitRead.class, by(reader), READ, new SubmitRead.Body(values, notEvaluable, guess));
    }

    private static ReadSubmitted submitted() {
        return new ReadSubmitted(STUDY, READ, READER.id(), MEASURED, null, Sealed.of(NO_IDEA), null);
    }
}
