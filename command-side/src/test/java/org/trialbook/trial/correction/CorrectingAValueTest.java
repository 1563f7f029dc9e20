package org.trialbook.trial.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.ActExample.example;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.ecgRecorded;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.CasebookEvent.FormLockChanged;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.FormLock;
import org.trialbook.event.ItemValue;
import org.trialbook.trial.ActExample;
import org.trialbook.trial.ActExamples;
import org.trialbook.trial.Asked;
import org.trialbook.trial.Trial;

class CorrectingAValueTest implements ActExamples {

    private static final ItemValue WAS = new ItemValue("142", "ms");
    private static final ItemValue IS = new ItemValue("124", "ms");
    private static final ItemValue CAPTURE = ItemValue.of("right-ventricular");

    @Test
    void oldNewAndWhyAreRecordedAndWhyIsSealedWhereAnItemRevealsTheArm() {
        given(ecgRecorded())
                .when(correct(INVESTIGATOR, "qrs-duration", WAS, IS))
                .thenRecorded(new ValueCorrected(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "pre-implant",
                        "ecg",
                        new Correction("qrs-duration", WAS, IS, "(sealed)"),
                        Sealed.of(new Correction("qrs-duration", WAS, IS, "digits swapped"))));
    }

    @Test
    void aCorrectionOfWhatRevealsTheArmIsSealedWhole() {
        ItemValue his = ItemValue.of("selective-his");

        given(ecgRecorded())
                .when(correct(INVESTIGATOR, "paced-capture", CAPTURE, his))
                .thenRecorded(new ValueCorrected(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "pre-implant",
                        "ecg",
                        null,
                        Sealed.of(new Correction("paced-capture", CAPTURE, his, "digits swapped"))));
    }

    @Test
    void theOldValueIsTheOneThatStandsNow() {
        given(ecgRecorded())
                .when(correct(INVESTIGATOR, "qrs-duration", new ItemValue("143", "ms"), IS))
                .thenRefused("value-differs", Map.of("current", "142 ms"));
    }

    @Test
    void theSecondOfTwoCorrectionsOfTheSameValueIsTold() {
        given(
                        ecgRecorded(),
                        new ValueCorrected(
                                STUDY,
                                SUBJECT,
                                SITE,
                                "pre-implant",
                                "ecg",
                                new Correction("qrs-duration", WAS, IS, "first"),
                                null))
                .when(correct(INVESTIGATOR, "qrs-duration", WAS, new ItemValue("140", "ms")))
                .thenRefused("value-differs", Map.of("current", "124 ms"));
    }

    @Test
    void aRevealingValueThatDiffersIsToldToThoseWhoMayKnow() {
        given(ecgRecorded())
                .when(correct(INVESTIGATOR, "paced-capture", null, ItemValue.of("biventricular")))
                .thenRefused("value-differs", Map.of(), Map.of("current", "right-ventricular"));
    }

    @Test
    void aCorrectionThatChangesNothingIsNone() {
        given(ecgRecorded())
                .when(correct(INVESTIGATOR, "qrs-duration", WAS, WAS))
                .thenRefused("nothing-changes", Map.of());
    }

    @Test
    void theSameNumberSpelledOtherwiseIsNoCorrectionAndNoOtherValue() {
        ItemValue spelled = new ItemValue("142.0", "ms");
        given(ecgRecorded())
                .when(correct(INVESTIGATOR, "qrs-duration", WAS, spelled))
                .thenRefused("nothing-changes", Map.of());
        given(ecgRecorded())
                .when(correct(INVESTIGATOR, "qrs-duration", spelled, WAS))
                .thenRefused("nothing-changes", Map.of());
        given(ecgRecorded())
                .when(correct(INVESTIGATOR, "qrs-duration", new ItemValue("142.0", "s"), IS))
                .thenRefused("value-differs", Map.of("current", "142 ms"));
        // What is replaced is recorded as it stands, however the caller spelled it.
        assertThat(given(ecgRecorded())
                        .when(correct(INVESTIGATOR, "qrs-duration", spelled, IS))
                        .recorded(ValueCorrected.class)
                        .correction())
                .isEqualTo(new Correction("qrs-duration", WAS, IS, "(sealed)"));
    }

    @Test
    void anAnswerMayBeAddedAndTakenBackWhereTheItemMayBeEmpty() {
        given(ecgRecorded())
                .when(correct(INVESTIGATOR, "paced-capture", CAPTURE, null))
                .recorded(ValueCorrected.class);
        given(
                        ecgRecorded(),
                        new ValueCorrected(
                                STUDY,
                                SUBJECT,
                                SITE,
                                "pre-implant",
                                "ecg",
                                null,
                                Sealed.of(new Correction("paced-capture", CAPTURE, null, "not paced"))))
                .when(correct(INVESTIGATOR, "paced-capture", null, ItemValue.of("biventricular")))
                .recorded(ValueCorrected.class);
    }

    @Test
    void theAnswerOfARequiredItemIsReplacedAndNeverTakenBack() {
        var refusal = given(ecgRecorded())
                .when(correct(INVESTIGATOR, "qrs-duration", WAS, null))
                .refusal();

        assertThat(refusal.name()).isEqualTo("invalid-answers");
        assertThat(refusal.evidence()).isEqualTo(Map.of("qrs-duration", "missing: 'QRS duration' must be answered"));
    }

    @Test
    void theNewValueFitsTheItem() {
        given(ecgRecorded())
                .when(correct(INVESTIGATOR, "qrs-duration", WAS, new ItemValue("1240", "ms")))
                .thenRefused("invalid-answers", Map.of("qrs-duration", "out-of-range: from 40 to 300"));
    }

    @Test
    void anItemThatTheFormDoesNotHaveIsNotCorrected() {
        assertThat(given(ecgRecorded())
                        .when(correct(INVESTIGATOR, "shoe-size", null, ItemValue.of("43")))
                        .refusal()
                        .evidence())
                .containsEntry("kind", "item of ecg")
                .containsEntry("code", "shoe-size");
    }

    @Test
    void aFormThatIsNotRecordedIsNotCorrected() {
        given(consented())
                .when(correct(INVESTIGATOR, "qrs-duration", WAS, IS))
                .thenRefused("form-not-recorded", Map.of("visit", "pre-implant", "form", "ecg"));
    }

    @Test
    void aFormOfNoVisitIsNotCorrected() {
        assertThat(given(ecgRecorded())
                        .when(ask(
                                CorrectValue.class,
                                by(INVESTIGATOR),
                                SUBJECT,
                                new CorrectValue.Body("pre-implant", "device", "impedance", null, IS, "why")))
                        .refusal()
                        .name())
                .isEqualTo("unknown-code");
    }

    @Test
    void aBlindedCallerCorrectsNothingOnAFormThatReveals() {
        given(ecgRecorded())
                .when(correct(COORDINATOR, "qrs-duration", WAS, IS))
                .thenRefused("form-reveals-the-arm", Map.of("form", "ecg"));
    }

    @Test
    void aBlindedCallerCorrectsTheOtherForms() {
        given(
                        consented(),
                        new AssessmentRecorded(
                                STUDY,
                                SUBJECT,
                                SITE,
                                "pre-implant",
                                "nyha",
                                CONSENTED,
                                Map.of("nyha-class", ItemValue.of("II")),
                                null))
                .when(ask(
                        CorrectValue.class,
                        by(COORDINATOR),
                        SUBJECT,
                        new CorrectValue.Body(
                                "pre-implant",
                                "nyha",
                                "nyha-class",
                                ItemValue.of("II"),
                                ItemValue.of("III"),
                                "misheard")))
                .recorded(ValueCorrected.class);
    }

    private static Asked<?, ?> correct(Caller caller, String item, @Nullable ItemValue from, @Nullable ItemValue to) {
        return ask(
                CorrectValue.class,
                by(caller),
                SUBJECT,
                new CorrectValue.Body("pre-implant", "ecg", item, from, to, "digits swapped"));
    }

    private static FormLockChanged locked(FormLock step) {
        return new FormLockChanged(STUDY, SUBJECT, SITE, CasebookPlace.SUBJECT, step, "all is answered");
    }

    @Override
    public List<ActExample<?, ?>> examples() {
        return List.of(example(CorrectValue.class, by(INVESTIGATOR), SUBJECT, body(WAS, IS), ecgRecorded())
                .on(trial -> trial.ecgRecorded("01"))
                .wrong("to", null, 422, "invalid-answers")
                .wrong("from", null, 422, "value-differs")
                .wrong("to", Trial.json("1240", "ms"), 422, "invalid-answers")
                .wrong("to", Trial.json("142", "ms"), 422, "nothing-changes")
                .wrong("item", "shoe-size", 422, "unknown-code")
                .wrong("form", "echo", 422, "unknown-code")
                .wrong("because", "", 400, "invalid-field")
                .wrong("because", ActExample.TOO_LONG, 400, "invalid-field")
                .refused("form-not-recorded", consented())
                .refused("value-differs", body(new ItemValue("143", "ms"), IS), ecgRecorded())
                .refused("nothing-changes", body(WAS, WAS), ecgRecorded())
                .refused("form-is-frozen", ecgRecorded(), locked(FormLock.FROZEN))
                .refused("form-is-locked", ecgRecorded(), locked(FormLock.LOCKED)));
    }

    private static CorrectValue.Body body(ItemValue from, ItemValue to) {
        return new CorrectValue.Body("pre-implant", "ecg", "qrs-duration", from, to, "digits swapped");
    }
}
