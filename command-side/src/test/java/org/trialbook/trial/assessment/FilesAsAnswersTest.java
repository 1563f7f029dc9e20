package org.trialbook.trial.assessment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;
import static org.trialbook.trial.HotCrt.CONSENTED;
import static org.trialbook.trial.HotCrt.COORDINATOR;
import static org.trialbook.trial.HotCrt.SUBJECT;
import static org.trialbook.trial.HotCrt.and;
import static org.trialbook.trial.HotCrt.by;
import static org.trialbook.trial.HotCrt.consented;
import static org.trialbook.trial.HotCrt.under;
import static org.trialbook.trial.Scenario.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ItemValue.NamedFile;
import org.trialbook.event.NamedMedia;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.store.media.StoredTexts;
import org.trialbook.trial.Asked;
import org.trialbook.trial.DeclaredActs;
import org.trialbook.trial.HotCrt;
import org.trialbook.trial.correction.CorrectValue;

/// Laboratory reports that answer an item of a form: uploaded first, then named by their hash.
class FilesAsAnswersTest {

    private static final String YAML = HotCrt.YAML.replace("\nreads:\n", """

              - code: event
                label: Adverse events
                repeats: true
                outside-visits: true
                items:
                  - {code: report, label: Report, type: file, required: true, files: {types: [pdf, png], at-most: 1}}

            reads:
            """);
    private static final String REPORT = uploaded("11", "application/pdf", 2_000);
    private static final String SCAN = uploaded("22", "image/png", 900);

    private static String uploaded(String hash, String type, long bytes) {
        return DeclaredActs.uploaded(new StoredMedia(hash.repeat(32), type, bytes));
    }

    private static List<TrialEvent> history() {
        return under(YAML, consented());
    }

    private static Asked<?, ?> record(ItemValue report) {
        return ask(
                RecordAssessment.class,
                by(COORDINATOR),
                SUBJECT,
                new RecordAssessment.Body(null, "event", "1", CONSENTED, Map.of("report", report), null));
    }

    private static void refused(ItemValue report, String problem) {
        given(history()).when(record(report)).thenRefused("invalid-answers", Map.of("report", problem));
    }

    @Test
    void aFileIsRecordedWithWhatItWasFoundToBe() {
        AssessmentRecorded recorded =
                given(history()).when(record(ItemValue.of(REPORT))).recorded(AssessmentRecorded.class);

        assertThat(recorded.values())
                .containsEntry("report", ItemValue.file("11".repeat(32), new NamedFile("application/pdf", 2_000)));
        assertThat(NamedMedia.in(recorded)).containsExactly("11".repeat(32));
    }

    @Test
    void whatNobodyUploadedIsNoAnswer() {
        refused(
                ItemValue.of("sha256:" + "99".repeat(32)),
                "not-uploaded: nothing was uploaded with this hash: upload the file first");
        refused(
                ItemValue.of("report.pdf"),
                "not-a-file: sha256: and the hash of a file that was uploaded, in lower-case hexadecimal");
        refused(
                ItemValue.of("sha256:../../../keys/log.key"),
                "not-a-file: sha256: and the hash of a file that was uploaded, in lower-case hexadecimal");
    }

    @Test
    void aFileOfAnotherFormatOrTooLargeIsNotTaken() {
        refused(
                ItemValue.of(uploaded("33", "application/dicom", 10)),
                "not-taken: the file is application/dicom; taken is application/pdf, image/png");
        refused(
                ItemValue.of(uploaded("44", "application/pdf", 1024 * 1024 + 1)),
                "too-large: the file has 1048577 bytes; taken are at most 1048576");
        given(history())
                .when(record(ItemValue.of(uploaded("55", "application/pdf", 1024 * 1024))))
                .recorded(AssessmentRecorded.class);
    }

    /// Protocols and dictionaries lie in the same store, and are nobody's upload.
    @Test
    void aTextOfTheRecordIsNoUpload() {
        refused(
                ItemValue.of(uploaded("66", StoredTexts.TYPE, 10)),
                "not-uploaded: nothing was uploaded with this hash: upload the file first");
    }

    /// Whoever says what a file is says it to everybody who reads the record.
    @Test
    void nobodySendsWhatAFileIs() {
        refused(
                ItemValue.file("11".repeat(32), new NamedFile("image/png", 1)),
                "not-sent: a file's hash, without what the file is");
    }

    @Test
    void aFileIsReplacedByACorrectionAndBothAreKept() {
        AssessmentRecorded recorded =
                given(history()).when(record(ItemValue.of(REPORT))).recorded(AssessmentRecorded.class);

        ValueCorrected corrected =
                given(and(history(), recorded)).when(correct(REPORT, SCAN)).recorded(ValueCorrected.class);

        assertThat(requireNonNull(corrected.correction()).from())
                .isEqualTo(ItemValue.file("11".repeat(32), new NamedFile("application/pdf", 2_000)));
        assertThat(corrected.correction().to())
                .isEqualTo(ItemValue.file("22".repeat(32), new NamedFile("image/png", 900)));
        assertThat(NamedMedia.in(corrected)).containsExactly("22".repeat(32));
        given(and(history(), recorded))
                .when(correct(REPORT, "scan.png"))
                .thenRefused(
                        "invalid-answers",
                        Map.of(
                                "report",
                                "not-a-file: sha256: and the hash of a file that was uploaded, in lower-case"
                                        + " hexadecimal"));
        given(and(history(), recorded)).when(correct(REPORT, REPORT)).thenRefused("nothing-changes", Map.of());
    }

    private static Asked<?, ?> correct(String from, String to) {
        return ask(
                CorrectValue.class,
                by(COORDINATOR),
                SUBJECT,
                new CorrectValue.Body(
                        null, "event", "1", "report", ItemValue.of(from), ItemValue.of(to), "wrong file", null));
    }
}
