package org.trialbook.view.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.Acts;
import org.trialbook.view.projection.Story;

/// What the protocol marks and the record has in the open. HOT-CRT marks one item of the ECG, all of the device
/// form, and nothing of the NYHA class.
class RevealingItemAuditTest {

    private static final Correction TYPO = new Correction(
            "qrs-duration", new ItemValue("16", "ms"), new ItemValue("160", "ms"), "measured beside the spike");

    private static TrialEvent answered(String form, String item, String value) {
        return new FormEvent.AssessmentRecorded(
                Story.STUDY,
                new SubjectId("01-001"),
                new SiteId("01"),
                "week-2",
                form,
                LocalDate.of(2026, 3, 16),
                new TreeMap<>(Map.of(item, ItemValue.of(value))),
                null);
    }

    private static TrialEvent corrected(String form, UnaryOperator<Correction> open) {
        return new FormEvent.ValueCorrected(
                Story.STUDY,
                new SubjectId("01-001"),
                new SiteId("01"),
                "week-2",
                form,
                open.apply(TYPO),
                Sealed.of(TYPO));
    }

    /// An amendment as earlier programs published it: the ECG's item is not marked any more.
    private static TrialEvent opening() {
        return version(Story.hotCrt().replace("        reveals-the-arm: true\n", ""));
    }

    private static TrialEvent version(String yaml) {
        assertThat(yaml).isNotEqualTo(Story.hotCrt());
        return new StudyEvent.ProtocolPublished(Story.STUDY, "2", "00".repeat(32), yaml);
    }

    private static List<String> foundIn(Story story) {
        return RevealingItemAudit.neglectedIn(story).stream()
                .map(finding -> finding.position() + " " + finding.what())
                .toList();
    }

    @Test
    void nothingIsFoundWhereTheMarksWereKept() {
        Story story = new Story()
                .published()
                .then(Acts.assessed("01-001", "week-2", "ecg", "left-bundle"))
                .then(corrected("ecg", Correction::withReasonSealed))
                .then(answered("nyha", "nyha-class", "II"));

        assertThat(foundIn(story)).isEmpty();
    }

    @Test
    void anAnswerToAMarkedItemIsFound() {
        assertThat(foundIn(new Story().published().then(answered("ecg", "paced-capture", "left-bundle"))))
                .containsExactly(
                        "1 'paced-capture' of 'ecg' stands in the open, and the protocol says that it tells the arm");
    }

    /// A read's line names no modality: its registration does.
    @Test
    void anAnswerOfAReadToAMarkedItemIsFound() {
        String marking = Story.hotCrt()
                .replace(
                        "{code: qrs-duration, label: QRS duration, type: integer, unit: ms, min: 40, max: 300, required: true}\n"
                                + "      - code: morphology",
                        "{code: qrs-duration, label: QRS duration, type: integer, unit: ms, min: 40,"
                                + " max: 300, required: true, reveals-the-arm: true}\n      - code: morphology");
        Story story = new Story()
                .published()
                .then(Acts.readRegistered("R-00000001", "01-001", "week-2", "ecg"))
                .then(Acts.submitted("R-00000001", "reader-1", "118", null))
                .then(version(marking))
                .then(Acts.readRegistered("R-00000002", "01-001", "month-3", "ecg"))
                .then(Acts.submitted("R-00000002", "reader-1", "118", null));

        assertThat(foundIn(story))
                .containsExactly("5 'qrs-duration' of 'reads/ecg' stands in the open, and the protocol says that it"
                        + " tells the arm");
    }

    /// Why an odd answer was kept is in people's words, which may tell what is sealed beside it.
    @Test
    void whyAnOddAnswerWasKeptOnAMarkedFormIsFound() {
        FormEvent.AssessmentRecorded recorded = (FormEvent.AssessmentRecorded) answered("ecg", "heart-rate", "70");
        FormEvent.ValueCorrected corrected = (FormEvent.ValueCorrected) corrected("ecg", Correction::withReasonSealed);
        Map<String, String> kept = Map.of("slow", "paced from the left bundle");
        Story story = new Story()
                .published()
                .then(new FormEvent.AssessmentRecorded(
                        recorded.study(),
                        recorded.subject(),
                        recorded.site(),
                        recorded.visit(),
                        recorded.form(),
                        recorded.key(),
                        recorded.assessedOn(),
                        recorded.values(),
                        null,
                        kept,
                        null))
                .then(new FormEvent.ValueCorrected(
                        corrected.study(),
                        corrected.subject(),
                        corrected.site(),
                        corrected.visit(),
                        corrected.form(),
                        corrected.key(),
                        corrected.correction(),
                        corrected.revealing(),
                        kept,
                        null));

        assertThat(foundIn(story))
                .containsExactly(
                        "1 why answers of 'ecg' were kept stands in the open, and the protocol says that it tells the"
                                + " arm",
                        "2 why answers of 'ecg' were kept stands in the open, and the protocol says that it tells the"
                                + " arm");
    }

    @Test
    void anAnswerOnAMarkedFormIsFound() {
        assertThat(foundIn(new Story().published().then(answered("device", "impedance", "480"))))
                .containsExactly(
                        "1 'impedance' of 'device' stands in the open, and the protocol says that it tells the arm");
    }

    @Test
    void whyAnOpenItemBesideAMarkedOneWasCorrectedIsFound() {
        assertThat(foundIn(new Story().published().then(corrected("ecg", UnaryOperator.identity()))))
                .containsExactly("1 why 'qrs-duration' of 'ecg' was corrected stands in the open, and the protocol says"
                        + " that it tells the arm");
    }

    @Test
    void whatAnEarlierVersionMarkedIsFoundAfterAnAmendmentThatOpensIt() {
        Story story = new Story()
                .published()
                .then(Acts.assessed("01-001", "week-2", "ecg", "left-bundle"))
                .then(opening())
                .then(answered("ecg", "paced-capture", "left-bundle"))
                .then(corrected("ecg", UnaryOperator.identity()));

        assertThat(foundIn(story))
                .containsExactly(
                        "3 'paced-capture' of 'ecg' stands in the open, and the protocol says that it tells the arm",
                        "4 why 'qrs-duration' of 'ecg' was corrected stands in the open, and the protocol says"
                                + " that it tells the arm");
    }

    @Test
    void anAnswerOnAFormThatALaterVersionLeavesOutIsFound() {
        String without = Story.hotCrt()
                .replaceAll("(?s)  - code: device\n.*?  - code: body\n", "  - code: body\n")
                .replaceAll("(?s)  - code: output-below-threshold\n.*?\n\n", "\n")
                .replace(", device]", "]")
                .replace(", device,", ",")
                .replace("forms[8]", "forms[7]");

        assertThat(foundIn(new Story().published().then(version(without)).then(answered("device", "impedance", "480"))))
                .containsExactly(
                        "2 'impedance' of 'device' stands in the open, and the protocol says that it tells the arm");
    }

    @Test
    void whatStoodInTheOpenBeforeAVersionMarkedItIsNoFinding() {
        String more = Story.hotCrt()
                .replace("label: NYHA class\n    items:", "label: NYHA class\n    reveals-the-arm: true\n    items:");
        Story story = new Story()
                .published()
                .then(answered("nyha", "nyha-class", "II"))
                .then(version(more));

        assertThat(foundIn(story)).isEmpty();
        assertThat(foundIn(story.then(answered("nyha", "nyha-class", "II")))).hasSize(1);
    }

    @Test
    void whyAnItemOfAnUnmarkedFormWasCorrectedMayBeRead() {
        assertThat(foundIn(new Story().published().then(corrected("nyha", UnaryOperator.identity()))))
                .isEmpty();
    }
}
