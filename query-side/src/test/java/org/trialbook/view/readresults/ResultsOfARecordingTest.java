package org.trialbook.view.readresults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.assigned;
import static org.trialbook.view.projection.Acts.readRegistered;
import static org.trialbook.view.projection.Acts.takenBack;
import static org.trialbook.view.readresults.ReadProjection.READS;
import static org.trialbook.view.readresults.SubjectsOfReadsProjection.SUBJECTS_OF_READS;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.Correction;
import org.trialbook.event.FormEvent;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.BodySurfacePlan;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ProtocolFile;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.view.projection.Story;

/// What counts of the reads of a recording, what follows from it, and what is said about it.
class ResultsOfARecordingTest {

    private static final String FIRST = "R-AAAAAAAA";
    private static final String SECOND = "R-BBBBBBBB";
    private static final String THIRD = "R-CCCCCCCC";
    private static final String SUBJECT = "01-001";
    private static final Protocol PROTOCOL = ProtocolFile.read("hot-crt", Story.hotCrt());

    private final Story story = new Story().then(readRegistered(FIRST, SUBJECT, "month-6", "echo"));

    @Test
    void theOnlyReadCountsOnceItIsSubmitted() {
        assertThat(result().result()).isNull();

        story.then(submitted(FIRST, "1", "31.5", "120"));

        assertThat(counts().by()).isEqualTo("one reader");
        assertThat(counts().values()).containsEntry("lvesv", new ItemValue("120", "mL"));
    }

    @Test
    void ofTwoReadsTheMeanCountsOnceBothAreThere() {
        story.then(further(SECOND, "second")).then(submitted(FIRST, "1", "31.5", "120"));
        assertThat(result().result()).isNull();

        story.then(submitted(SECOND, "2", "34", "121"));

        assertThat(counts().by()).isEqualTo("two readers");
        assertThat(counts().values())
                .isEqualTo(new TreeMap<>(
                        Map.of("lvef-biplane", new ItemValue("32.75", "%"), "lvesv", new ItemValue("120.5", "mL"))));
    }

    @Test
    void afterAnAdjudicationTheAdjudicatorsReadCounts() {
        story.then(further(SECOND, "second"))
                .then(submitted(FIRST, "1", "31.5", "120"))
                .then(submitted(SECOND, "2", "48", "121"))
                .then(further(THIRD, "adjudication"));
        assertThat(result().result()).isNull();

        story.then(submitted(THIRD, "3", "40", "125"));

        assertThat(counts().by()).isEqualTo("adjudicator");
        assertThat(counts().values()).containsEntry("lvef-biplane", new ItemValue("40", "%"));
        assertThat(result().further())
                .extracting(RecordingRow.Further::purpose)
                .containsExactly("second", "adjudication");
    }

    /// What decides is the rule that registers the adjudication: a mean that nobody may report does not stand
    /// meanwhile.
    @Test
    void whileAnAdjudicationIsDueNothingCounts() {
        story.then(further(SECOND, "second"))
                .then(submitted(FIRST, "1", "31.5", "120"))
                .then(submitted(SECOND, "2", "48", "121"));
        assertThat(result().result()).isNull();
        assertThat(result().derived()).isEmpty();

        Protocol without = ProtocolFile.read(
                "hot-crt", Story.hotCrt().replace("      - {item: lvef-biplane, difference: 10}", "      []"));
        assertThat(Objects.requireNonNull(result(without).result()).by()).isEqualTo("two readers");
    }

    @Test
    void whatOneCouldNotReadIsAdjudicatedOrTheOthersReadCounts() {
        story.then(further(SECOND, "second")).then(notEvaluable(FIRST, "1")).then(submitted(SECOND, "2", "34", "121"));
        assertThat(result().result()).isNull();

        Protocol without = ProtocolFile.read(
                "hot-crt", Story.hotCrt().replace("      - {item: lvef-biplane, difference: 10}", "      []"));
        FinalResult counts = Objects.requireNonNull(result(without).result());
        assertThat(counts.by()).isEqualTo("one reader");
        assertThat(counts.values()).containsEntry("lvef-biplane", new ItemValue("34", "%"));
    }

    @Test
    void repeatsCountForVariabilityAlone() {
        story.then(submitted(FIRST, "1", "31.5", "120"))
                .then(further(THIRD, "intra-reader"))
                .then(submitted(THIRD, "1", "60", "80"));

        assertThat(counts().values()).containsEntry("lvef-biplane", new ItemValue("31.5", "%"));
        assertThat(result().afterUnblinding()).isFalse();
    }

    @Test
    void aReadThatWasGivenBackIsNobodys() {
        story.then(assigned(FIRST, "reader-1"))
                .then(new ReadingEvent.ReadReleased(Story.STUDY, new ReadCode(FIRST), "reader-1", "on leave"));

        assertThat(result().status()).isEqualTo(ReadView.Status.REGISTERED);
        assertThat(result().reader()).isNull();
    }

    // ---- taken back

    @Test
    void ofARecordingThatWasTakenBackNothingCountsAndWhatWasReadIsShown() {
        story.then(further(SECOND, "second"))
                .then(submitted(FIRST, "1", "31.5", "120"))
                .then(submitted(SECOND, "2", "34", "121"))
                .then(body("180", "80"));
        assertThat(counts().by()).isEqualTo("two readers");

        story.then(takenBack(FIRST, SUBJECT, "month-6", "echo"));

        assertThat(result().status()).isEqualTo(ReadView.Status.TAKEN_BACK);
        assertThat(result().result()).isNull();
        assertThat(result().derived()).isEmpty();
        assertThat(result().values()).containsEntry("lvesv", new ItemValue("120", "mL"));
        assertThat(result().further().getFirst().values()).containsEntry("lvesv", new ItemValue("121", "mL"));
        assertThat(story.view(SUBJECTS_OF_READS, SUBJECT).recordings()).isEmpty();
    }

    @Test
    void ofARecordingThatWasTakenBackNoAdjudicationIsDue() {
        story.then(further(SECOND, "second"))
                .then(submitted(FIRST, "1", "31.5", "120"))
                .then(submitted(SECOND, "2", "48", "121"));
        assertThat(reads().adjudicationDue(plan())).isTrue();

        story.then(takenBack(FIRST, SUBJECT, "month-6", "echo"));

        assertThat(reads().adjudicationDue(plan())).isFalse();
    }

    @Test
    void whatIsRegisteredInItsPlaceCountsByItself() {
        story.then(submitted(FIRST, "1", "31.5", "120"))
                .then(takenBack(FIRST, SUBJECT, "month-6", "echo"))
                .then(readRegistered(THIRD, SUBJECT, "month-6", "echo"))
                .then(submitted(THIRD, "2", "40", "125"));

        assertThat(story.view(SUBJECTS_OF_READS, SUBJECT).recordings()).containsExactly(THIRD);
        assertThat(Objects.requireNonNull(story.views(READS).get(THIRD)).submitted())
                .isTrue();
        assertThat(result().result()).isNull();
    }

    private RecordingReads reads() {
        return RecordingReads.of(Objects.requireNonNull(story.views(READS).get(FIRST)), story.views(READS)::get);
    }

    private static ReadPlan plan() {
        return PROTOCOL.readPlan("echo").orElseThrow();
    }

    // ---- the index to the body surface

    @Test
    void theIndexFollowsFromTheSitesHeightAndWeightAndSaysHow() {
        story.then(submitted(FIRST, "1", "31.5", "120"));
        assertThat(result().derived()).isEmpty();

        story.then(body("180", "80"));

        RecordingRow.Derived index = result().derived().get("lvesvi");
        // √(180 · 80 / 3600) = 2 m²
        assertThat(index)
                .isEqualTo(new RecordingRow.Derived(
                        new ItemValue("60.0", "mL/m2"),
                        "lvesv",
                        "2.000",
                        "mosteller",
                        "height and weight of form body at visit pre-implant"));
    }

    @Test
    void aCorrectedHeightCorrectsTheIndex() {
        story.then(submitted(FIRST, "1", "31.5", "120"))
                .then(body("108", "80"))
                .then(corrected("height", new ItemValue("108", "cm"), new ItemValue("180", "cm")));
        assertThat(Objects.requireNonNull(result().derived().get("lvesvi")).value())
                .isEqualTo(new ItemValue("60.0", "mL/m2"));

        story.then(corrected("weight", new ItemValue("80", "kg"), null));
        assertThat(result().derived()).isEmpty();
    }

    /// Nobody takes metres for centimetres.
    @Test
    void aHeightThatIsCorrectedToAnotherUnitGivesNoIndex() {
        story.then(submitted(FIRST, "1", "31.5", "120"))
                .then(body("180", "80"))
                .then(corrected("height", new ItemValue("180", "cm"), new ItemValue("1.8", "m")));

        assertThat(result().derived()).isEmpty();
    }

    @Test
    void theOtherFormulaIsThatOfDuBois() {
        BodySurfacePlan plan = new BodySurfacePlan("pre-implant", "body", "height", "weight", "du-bois");
        story.then(body("170", "70"));
        SubjectOfReads subject = story.view(SUBJECTS_OF_READS, SUBJECT);

        // Du Bois and Du Bois: 170 cm and 70 kg are 1.81 m²
        assertThat(BodySurface.of(plan, subject).orElseThrow().squareMetres()).isEqualTo("1.810");
    }

    // ---- the flag

    @Test
    void aReadAfterSomebodyLearnedTheArmIsFlagged() {
        story.then(further(SECOND, "second")).then(submitted(FIRST, "1", "31.5", "120"));
        assertThat(result().afterUnblinding()).isFalse();

        story.then(unblinded("02-001")).then(unblinded(SUBJECT)).then(submitted(SECOND, "2", "34", "121"));

        assertThat(result().afterUnblinding()).isTrue();
        assertThat(result().further().getFirst().afterUnblinding()).isTrue();
    }

    @Test
    void whatWasReadBeforeIsNotFlaggedAndAnotherSubjectsUnblindingFlagsNothing() {
        story.then(unblinded("02-001"))
                .then(submitted(FIRST, "1", "31.5", "120"))
                .then(unblinded(SUBJECT));

        assertThat(result().afterUnblinding()).isFalse();
    }

    @Test
    void everyReadAfterTheWholeStudysUnblindingIsFlagged() {
        story.then(new StudyEvent.StudyUnblinded(Story.STUDY, List.of("sponsor", "statistician"), 1))
                .then(submitted(FIRST, "1", "31.5", "120"));

        assertThat(result().afterUnblinding()).isTrue();
    }

    private FinalResult counts() {
        return Objects.requireNonNull(result().result());
    }

    private RecordingRow result() {
        return result(PROTOCOL);
    }

    private RecordingRow result(Protocol protocol) {
        ReadView first = Objects.requireNonNull(story.views(READS).get(FIRST));
        RecordingReads reads = RecordingReads.of(first, story.views(READS)::get);
        var subjects = story.views(SUBJECTS_OF_READS);
        return RecordingRow.of(reads, protocol, subjects.get(SUBJECT), subjects.get(SubjectsOfReadsProjection.STUDY));
    }

    private static TrialEvent further(String read, String purpose) {
        return new ReadingEvent.FurtherReadRegistered(
                Story.STUDY, new ReadCode(read), new ReadCode(FIRST), "echo", purpose);
    }

    private static TrialEvent submitted(String read, String reader, String lvef, String lvesv) {
        return new ReadingEvent.ReadSubmitted(
                Story.STUDY,
                new ReadCode(read),
                "reader-" + reader,
                new TreeMap<>(Map.of("lvef-biplane", new ItemValue(lvef, "%"), "lvesv", new ItemValue(lvesv, "mL"))),
                null,
                Sealed.of(new ArmGuess(null, null)),
                null);
    }

    private static TrialEvent notEvaluable(String read, String reader) {
        return new ReadingEvent.ReadSubmitted(
                Story.STUDY,
                new ReadCode(read),
                "reader-" + reader,
                new TreeMap<>(),
                "poor-quality",
                Sealed.of(new ArmGuess(null, null)),
                null);
    }

    private static TrialEvent body(String height, String weight) {
        return new FormEvent.AssessmentRecorded(
                Story.STUDY,
                new SubjectId(SUBJECT),
                new SiteId("01"),
                "pre-implant",
                "body",
                LocalDate.of(2026, 3, 3),
                new TreeMap<>(Map.of("height", new ItemValue(height, "cm"), "weight", new ItemValue(weight, "kg"))),
                null);
    }

    private static TrialEvent corrected(String item, ItemValue from, @Nullable ItemValue to) {
        return new FormEvent.ValueCorrected(
                Story.STUDY,
                new SubjectId(SUBJECT),
                new SiteId("01"),
                "pre-implant",
                "body",
                new Correction(item, from, to, "typed wrongly"),
                null);
    }

    private static TrialEvent unblinded(String subject) {
        return new SubjectEvent.SubjectUnblinded(
                Story.STUDY,
                new SubjectId(subject),
                new SubjectId(subject).site(),
                1,
                "emergency",
                "other",
                "Dr. A",
                null,
                LocalDate.of(2026, 3, 9),
                Sealed.of(""));
    }
}
