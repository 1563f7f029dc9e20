package org.trialbook.trial.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.INVESTIGATOR;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.Scenario.given;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.access.Caller;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ItemValue.TypedValue;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.Asked;
import org.trialbook.trial.correction.CorrectValue;

/// A form whose items are converted, missing, conditional and checked, recorded and corrected.
class RecordingEveryKindOfItemTest {

    private static final String PROTOCOL = protocol();
    private static final ItemValue FEVER = new ItemValue("38.6", "Cel");
    private static final Map<String, String> SEEN_TWICE = Map.of("low", "Seen twice");
    private static final Map<String, ItemValue> TELL = Map.of(
            "output",
            new ItemValue("1", "V"),
            "sensed",
            new ItemValue("0.5", "mV"),
            "free",
            new ItemValue("60", "/min"));

    private static String protocol() {
        try {
            return Files.readString(Path.of("../shared-events/src/test/resources/protocols/every-kind.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<TrialEvent> history() {
        return under(PROTOCOL, consented());
    }

    private static Asked<?, ?> record(
            Caller caller, String form, Map<String, ItemValue> values, @Nullable Map<String, String> kept) {
        return ask(
                RecordAssessment.class,
                by(caller),
                SUBJECT,
                new RecordAssessment.Body("start", form, null, CONSENTED, values, kept));
    }

    private static Asked<?, ?> correct(
            String form,
            String item,
            @Nullable ItemValue from,
            @Nullable ItemValue to,
            @Nullable Map<String, String> kept) {
        return ask(
                CorrectValue.class,
                by(INVESTIGATOR),
                SUBJECT,
                new CorrectValue.Body("start", form, null, item, from, to, "as the source says", kept));
    }

    private static Map<String, ItemValue> volumes(String lvedv, String lvesv) {
        return Map.of("lvedv", new ItemValue(lvedv, "mL"), "lvesv", new ItemValue(lvesv, "mL"));
    }

    private static AssessmentRecorded echo(String lvesv, Map<String, String> kept) {
        return new AssessmentRecorded(
                STUDY, SUBJECT, SITE, "start", "echo", CONSENTED, volumes("200", lvesv), null, kept, null);
    }

    @Test
    void whatWasTypedInAnotherUnitIsRecordedInTheItemsOwnWithWhatWasTyped() {
        Map<String, ItemValue> sent = Map.of(
                "temperature", new ItemValue("101.5", "[degF]"),
                "creatinine", ItemValue.missing("haemolysed"),
                "alive", ItemValue.of("true"));

        assertThat(given(history())
                        .when(record(COORDINATOR, "lab", sent, null))
                        .recorded(AssessmentRecorded.class)
                        .values())
                .containsEntry("temperature", new ItemValue("38.6", "Cel", null, new TypedValue("101.5", "[degF]")))
                .containsEntry("creatinine", ItemValue.missing("haemolysed"));
    }

    @Test
    void everyProblemIsToldAtOnceBesideItsItem() {
        given(history())
                .when(record(
                        COORDINATOR,
                        "lab",
                        Map.of("temperature", FEVER, "alive", ItemValue.of("false"), "which", ItemValue.of("Fever")),
                        Map.of("low", "why")))
                .thenRefused(
                        "invalid-answers",
                        Map.of(
                                "creatinine", "missing: 'Creatinine' must be answered",
                                "death", "missing: 'Date of death' must be answered",
                                "which", "not-asked: as the other answers stand, 'Which' is not asked",
                                "kept.low", "nothing-to-keep: no soft check of that name is broken by these answers"));
    }

    @Test
    void aReasonForOddAnswersIsKeptOpenWhereNothingIsSealed() {
        given(history())
                .when(record(COORDINATOR, "echo", volumes("200", "180"), SEEN_TWICE))
                .thenRecorded(echo("180", SEEN_TWICE));
    }

    @Test
    void andSealedWhereAnythingIsWhetherOrNotThereIsOne() {
        AssessmentRecorded odd = given(history())
                .when(record(INVESTIGATOR, "tell", TELL, Map.of("sensing", "Seen twice")))
                .recorded(AssessmentRecorded.class);
        assertThat(odd.kept()).isEmpty();
        assertThat(odd.keptSealed()).isEqualTo(Sealed.of(Map.of("sensing", "Seen twice")));
        assertThat(odd.values()).containsOnlyKeys("free");

        assertThat(given(history())
                        .when(record(INVESTIGATOR, "tell", Map.of("output", new ItemValue("3", "V")), null))
                        .recorded(AssessmentRecorded.class)
                        .keptSealed())
                .isEqualTo(Sealed.of(Map.of()));
    }

    @Test
    void aCorrectionIsConvertedAndCheckedAgainstTheOthers() {
        List<TrialEvent> recorded = and(history(), echo("120", Map.of()));
        ItemValue was = new ItemValue("120", "mL");

        assertThat(given(recorded)
                        .when(correct("echo", "lvesv", was, new ItemValue("220", "mL"), SEEN_TWICE))
                        .refusal()
                        .evidence())
                .isEqualTo(Map.of("lvesv", "hard-check: The end-systolic volume is the smaller one."));
        given(recorded)
                .when(correct("echo", "lvesv", was, new ItemValue("180", "mL"), null))
                .thenRefused(
                        "invalid-answers",
                        Map.of(
                                "lvesv",
                                "soft-check: An ejection fraction below 15 % is rare. Put it right, or say under 'kept',"
                                        + " for 'low', why it is so."));
        given(recorded)
                .when(correct("echo", "lvesv", was, new ItemValue("180", "mL"), SEEN_TWICE))
                .thenRecorded(new ValueCorrected(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "start",
                        "echo",
                        new Correction("lvesv", was, new ItemValue("180", "mL"), "as the source says"),
                        null,
                        SEEN_TWICE,
                        null));
    }

    @Test
    void aReasonThatWasKeptGoesOnToCount() {
        given(and(history(), echo("180", SEEN_TWICE)))
                .when(correct("echo", "lvesv", new ItemValue("180", "mL"), new ItemValue("185", "mL"), null))
                .recorded(ValueCorrected.class);
        given(and(history(), echo("180", SEEN_TWICE)))
                .when(correct("echo", "lvesv", new ItemValue("180", "mL"), new ItemValue("100", "mL"), null))
                .recorded(ValueCorrected.class);
    }

    @Test
    void aReasonForOddAnswersSaysNothingOfOthersThatComeWhenTheyWereOddNoLonger() {
        ItemValue plain = new ItemValue("100", "mL");
        ValueCorrected corrected = new ValueCorrected(
                STUDY,
                SUBJECT,
                SITE,
                "start",
                "echo",
                new Correction("lvesv", new ItemValue("180", "mL"), plain, "as the source says"),
                null,
                Map.of(),
                null);
        given(and(history(), echo("180", SEEN_TWICE), corrected))
                .when(correct("echo", "lvesv", plain, new ItemValue("185", "mL"), null))
                .thenRefused(
                        "invalid-answers",
                        Map.of(
                                "lvesv",
                                "soft-check: An ejection fraction below 15 % is rare. Put it right, or say under 'kept',"
                                        + " for 'low', why it is so."));
    }

    @Test
    void aValueBecomesMissingByACorrectionAndTheOtherWayRound() {
        AssessmentRecorded lab = new AssessmentRecorded(
                STUDY,
                SUBJECT,
                SITE,
                "start",
                "lab",
                CONSENTED,
                Map.of("temperature", FEVER, "creatinine", ItemValue.missing("unknown"), "alive", ItemValue.of("true")),
                null);
        ValueCorrected corrected = given(and(history(), lab))
                .when(correct("lab", "creatinine", ItemValue.missing("unknown"), new ItemValue("1.1", "mg/dL"), null))
                .recorded(ValueCorrected.class);
        assertThat(corrected.correction())
                .isEqualTo(new Correction(
                        "creatinine",
                        ItemValue.missing("unknown"),
                        new ItemValue("97", "umol/L", null, new TypedValue("1.1", "mg/dL")),
                        "as the source says"));
        given(and(history(), lab))
                .when(correct(
                        "lab", "creatinine", new ItemValue("88", "umol/L"), ItemValue.missing("haemolysed"), null))
                .thenRefused("value-differs", Map.of("current", "(missing: unknown)"));
        given(and(history(), lab))
                .when(correct("lab", "creatinine", ItemValue.missing("unknown"), ItemValue.missing("unknown"), null))
                .thenRefused("nothing-changes", Map.of());
    }

    /// The same number, typed in another unit, is no other answer.
    @Test
    void anotherSpellingInAnotherUnitChangesNothing() {
        AssessmentRecorded lab = new AssessmentRecorded(
                STUDY,
                SUBJECT,
                SITE,
                "start",
                "lab",
                CONSENTED,
                Map.of(
                        "temperature",
                        new ItemValue("37.0", "Cel", null, new TypedValue("98.6", "[degF]")),
                        "creatinine",
                        ItemValue.missing("unknown"),
                        "alive",
                        ItemValue.of("true")),
                null);
        given(and(history(), lab))
                .when(correct("lab", "temperature", new ItemValue("37", "Cel"), new ItemValue("98.6", "[degF]"), null))
                .thenRefused("nothing-changes", Map.of());
    }
}
