package org.trialbook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventTypesTest {

    private static void records(Class<?> type, List<Class<?>> found) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                records(permitted, found);
            }
        } else {
            found.add(type);
        }
    }

    @Test
    void everyEventOfTheSealedFamiliesHasAStoredName() {
        List<Class<?>> found = new ArrayList<>();
        records(TrialEvent.class, found);
        assertThat(EventTypes.all().keySet()).containsExactlyInAnyOrderElementsOf(cast(found));
    }

    @SuppressWarnings("unchecked") // the permitted classes of TrialEvent are its subclasses
    private static List<Class<? extends TrialEvent>> cast(List<Class<?>> classes) {
        return (List<Class<? extends TrialEvent>>) (List<?>) classes;
    }

    @Test
    void aStoredNameLeadsBackToItsClass() {
        EventTypes.all()
                .forEach((type, stored) -> assertThat(EventTypes.classOf(stored.qualified(), stored.version()))
                        .isEqualTo(type));
    }

    @Test
    void storedNamesAreThese() {
        assertThat(EventTypes.all().values().stream().map(stored -> stored.qualified() + " " + stored.version()))
                .containsExactlyInAnyOrder(
                        "trialbook.ProtocolPublished 4",
                        "trialbook.AmendmentApproved 1",
                        "trialbook.VersionActivated 1",
                        "trialbook.VersionActivatedAtOnce 1",
                        "trialbook.LateApprovalRecorded 1",
                        "trialbook.DataCutNamed 1",
                        "trialbook.VerificationSampleDrawn 1",
                        "trialbook.NormalRangeSet 1",
                        "trialbook.DocumentPublished 1",
                        "trialbook.DocumentActivated 1",
                        "trialbook.DocumentOpened 1",
                        "trialbook.ListSaved 1",
                        "trialbook.ListRemoved 1",
                        "trialbook.DictionaryLoaded 1",
                        "trialbook.ValuesImported 1",
                        "trialbook.ImportUndone 1",
                        "trialbook.SubjectMovedToVersion 1",
                        "trialbook.SiteOpened 1",
                        "trialbook.SubjectRegistered 1",
                        "trialbook.ConsentSigned 1",
                        "trialbook.EligibilityConfirmed 1",
                        "trialbook.EligibilityNotMet 1",
                        "trialbook.SubjectRandomized 1",
                        "trialbook.ImplantAttempted 2",
                        "trialbook.CrossoverRequested 1",
                        "trialbook.CrossoverApproved 1",
                        "trialbook.CrossoverDenied 1",
                        "trialbook.VisitDone 1",
                        "trialbook.VisitMissed 1",
                        "trialbook.AssessmentRecorded 3",
                        "trialbook.ValueCorrected 3",
                        "trialbook.SubjectWithdrawn 1",
                        "trialbook.ReadRegistered 1",
                        "trialbook.ReadAssigned 1",
                        "trialbook.ReadSubmitted 2",
                        "trialbook.SeedShareCommitted 1",
                        "trialbook.SeedRevealed 1",
                        "trialbook.PreparedListRevealed 1",
                        "trialbook.KitsShipped 1",
                        "trialbook.KitDispensed 1",
                        "trialbook.KitAccounted 1",
                        "trialbook.StudyLocked 1",
                        "trialbook.UnblindingApproved 1",
                        "trialbook.StudyUnblinded 1",
                        "trialbook.AllocationDisclosed 1",
                        "trialbook.BlindingKeyRotated 1",
                        "trialbook.EnvelopesIssued 1",
                        "trialbook.AllocationExposed 1",
                        "trialbook.SubjectUnblinded 1",
                        "trialbook.UnblindingAssessed 1",
                        "trialbook.DeviationRecorded 1",
                        "trialbook.OtherArmTreatmentRecorded 1",
                        "trialbook.FoundDeviationRecorded 1",
                        "trialbook.FormAdded 1",
                        "trialbook.QueryOpened 1",
                        "trialbook.QueryChanged 1",
                        "trialbook.FormsSigned 1",
                        "trialbook.FormLockChanged 1",
                        "trialbook.SourceVerified 1",
                        "trialbook.RuleHitExcused 1",
                        "trialbook.FactCorrected 1",
                        "trialbook.EnteredInError 1",
                        "trialbook.AttemptCorrected 1",
                        "trialbook.AttemptEnteredInError 1",
                        "trialbook.NoteAdded 2",
                        "trialbook.SealedNoteAdded 2",
                        "trialbook.EligibilityCorrected 1",
                        "trialbook.RecordingTakenBack 1",
                        "trialbook.MediaAttached 1",
                        "trialbook.FurtherReadRegistered 1",
                        "trialbook.ReadReleased 1",
                        "trialbook.ReadingBatchOpened 1",
                        "trialbook.KeysPinned 1",
                        "trialbook.ClockConfirmed 1",
                        "trialbook.ActRefused 2");
    }

    @Test
    void nothingIsStoredUnderAnUnknownNameOrVersion() {
        assertThat(EventTypes.classOf("trialbook.SubjectRandomized", "2")).isNull();
        assertThat(EventTypes.classOf("SubjectRandomized", "1")).isNull();
        assertThatThrownBy(() -> EventTypes.nameOf(String.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventJson.read("trialbook.Unheard", "1", "{}"))
                .isInstanceOf(UnknownEventException.class)
                .hasMessageContaining("trialbook.Unheard version 1")
                .hasMessageContaining("a later release of Trialbook wrote this; start that release");
        for (String version : List.of("0", "5", "02", "-1", "1.0", "")) {
            assertThatThrownBy(() -> EventJson.read("trialbook.ProtocolPublished", version, "{}"))
                    .isInstanceOf(UnknownEventException.class);
        }
    }

    @Test
    void anEarlierVersionLeadsToTheSameClass() {
        assertThat(EventTypes.classOf("trialbook.ProtocolPublished", "1"))
                .isEqualTo(EventTypes.classOf("trialbook.ProtocolPublished", "2"))
                .isEqualTo(StudyEvent.ProtocolPublished.class);
        assertThat(EventTypes.readable()).containsAll(EventTypes.all().values()).hasSizeGreaterThan(all());
    }

    private static int all() {
        return EventTypes.all().size();
    }

    @Test
    void whatTheLogRecordsItselfIsKnownAndIsNoEventOfTheTrial() {
        assertThat(EventTypes.knows("trialbook.LogKeyRotated", "1")).isTrue();
        assertThat(EventTypes.knows("trialbook.LogKeyRotated", "2")).isFalse();
        assertThat(EventTypes.classOf("trialbook.LogKeyRotated", "1")).isNull();
    }

    @Test
    void aVocabularyThatReadsMoreIsAnotherEdition() {
        Set<EventTypes.StoredName> more = new HashSet<>(EventTypes.readable());
        assertThat(EventTypes.edition(more)).isEqualTo(EventTypes.edition()).matches("[0-9a-f]{8}");
        more.add(new EventTypes.StoredName("ProtocolPublished", "5"));
        assertThat(EventTypes.edition(more)).isNotEqualTo(EventTypes.edition());
    }
}
