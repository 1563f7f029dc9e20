package org.trialbook.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.trialbook.blinding.AesGcmBlindingKey;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.Sealed;

/// One realistic event of every type, as it was before sealing: what the approved samples hold. The key
/// that sealed them is public, so that they can be opened for ever.
public final class SampleEvents {

    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final SiteId SITE = new SiteId("01");
    private static final SubjectId SUBJECT = new SubjectId("01-003");
    private static final ReadCode READ = new ReadCode("R-7K3M9QXT");
    private static final ArmCode CSP = new ArmCode("CSP");
    private static final ArmCode BVP = new ArmCode("BVP");
    private static final LocalDate IMPLANT = LocalDate.of(2026, 3, 9);
    private static final VisitWindow MONTH_3 =
            new VisitWindow(IMPLANT.plusDays(70), IMPLANT.plusDays(91), IMPLANT.plusDays(112));

    private SampleEvents() {}

    /// @param seed of the nonces
    public static BlindingKey key(long seed) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return new AesGcmBlindingKey("sample", bytes, new java.util.Random(seed));
    }

    /// The id under which a type's sample was sealed.
    public static String eventId(Class<? extends TrialEvent> type) {
        return "sample-" + EventTypes.nameOf(type).name();
    }

    public static List<TrialEvent> all() {
        return List.of(
                new StudyEvent.ProtocolPublished(
                        STUDY,
                        "1",
                        "c6edd4d1b94fbcfd4eb05c6f0ac9a5b2a6f3a0ec2b9f4d0f0a1d1a4ea7a3a1f0",
                        "study: HOT-CRT\nversion: \"1\"\n# µ, € and 心 are kept as they are\n"),
                new StudyEvent.SiteOpened(STUDY, SITE, "Universitätsklinikum Nordstadt", "Europe/Berlin"),
                new SubjectEvent.SubjectRegistered(STUDY, SUBJECT, SITE, LocalDate.of(2026, 2, 25), 1955, "female"),
                new SubjectEvent.ConsentSigned(STUDY, SUBJECT, SITE, LocalDate.of(2026, 2, 27), "2.1"),
                new SubjectEvent.EligibilityConfirmed(
                        STUDY,
                        SUBJECT,
                        SITE,
                        LocalDate.of(2026, 2, 27),
                        eligibility("31.5"),
                        Map.of("aetiology", "ischaemic")),
                new SubjectEvent.ScreenFailed(
                        STUDY,
                        new SubjectId("01-004"),
                        SITE,
                        LocalDate.of(2026, 2, 27),
                        eligibility("52"),
                        List.of("indication")),
                new SubjectEvent.SubjectRandomized(
                        STUDY,
                        SUBJECT,
                        SITE,
                        LocalDate.of(2026, 3, 2),
                        "aetiology=ischaemic;site=01",
                        7,
                        Sealed.of(BVP)),
                new SubjectEvent.ImplantAttempted(
                        STUDY,
                        SUBJECT,
                        SITE,
                        IMPLANT,
                        1,
                        Sealed.of(new ImplantAttemptVersion1(
                                        "coronary-sinus",
                                        "posterolateral-vein",
                                        false,
                                        "phrenic-capture",
                                        164,
                                        148,
                                        new BigDecimal("1.50"),
                                        new BigDecimal("0.40"),
                                        true,
                                        "occlusive-venography,telescoping-catheter",
                                        "Phrenic capture in every branch at 2.5 V \"and above\"")
                                .converted())),
                new SubjectEvent.CrossoverRequested(
                        STUDY,
                        SUBJECT,
                        SITE,
                        1,
                        "implanter-01",
                        Sealed.of(new Crossover(BVP, CSP, "phrenic-capture", "No branch without phrenic capture"))),
                new SubjectEvent.CrossoverApproved(
                        STUDY, SUBJECT, SITE, 1, "investigator-01", Sealed.of("Agreed after seeing the venogram")),
                new SubjectEvent.CrossoverDenied(
                        STUDY, SUBJECT, SITE, 1, "investigator-01", Sealed.of("Try the anterolateral branch first")),
                new SubjectEvent.VisitDone(STUDY, SUBJECT, SITE, "month-3", IMPLANT.plusDays(115), MONTH_3, 3),
                new SubjectEvent.VisitMissed(STUDY, SUBJECT, SITE, "month-3", "in-hospital", MONTH_3),
                new FormEvent.AssessmentRecorded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "month-3",
                        "ecg",
                        "2",
                        IMPLANT.plusDays(91),
                        Map.of(
                                "heart-rate",
                                new ItemValue("64", "/min"),
                                "rhythm",
                                ItemValue.of("sinus"),
                                "qrs-duration",
                                new ItemValue("122", "ms"),
                                "morphology",
                                ItemValue.of("paced"),
                                "axis",
                                ItemValue.missing("not-done"),
                                "temperature",
                                new ItemValue("37.0", "Cel", null, new ItemValue.TypedValue("98.6", "[degF]"))),
                        Sealed.of(Map.of("paced-capture", ItemValue.of("selective-left-bundle"))),
                        Map.of(),
                        Sealed.of(Map.of("wide-when-paced", "Measured twice, by two people"))),
                new FormEvent.ValueCorrected(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "month-3",
                        "ecg",
                        "12",
                        new Correction(
                                "qrs-duration",
                                new ItemValue("122", "ms"),
                                new ItemValue("132", "ms"),
                                "Transcription error, see the printed tracing"),
                        null,
                        Map.of("slow-and-wide", "So it is on the printed tracing"),
                        null),
                new SubjectEvent.SubjectDiscontinued(
                        STUDY,
                        SUBJECT,
                        SITE,
                        LocalDate.of(2026, 7, 1),
                        "consent-withdrawn",
                        Sealed.of("No further visits wanted")),
                new ReadingEvent.ReadRegistered(
                        STUDY,
                        READ,
                        SUBJECT,
                        SITE,
                        "month-3",
                        "ecg",
                        "archive/2026/000417",
                        "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab"),
                new ReadingEvent.ReadAssigned(STUDY, READ, "reader-02"),
                new ReadingEvent.ReadSubmitted(
                        STUDY,
                        READ,
                        "reader-02",
                        Map.of("qrs-duration", new ItemValue("130", "ms"), "morphology", ItemValue.of("paced")),
                        null,
                        Sealed.of(new ArmGuess(CSP, 2)),
                        Sealed.of(Map.of("paced-segment", ItemValue.of("segment-5")))),
                new StudyEvent.SeedShareCommitted(
                        STUDY, "sponsor", "5be2b6b1f2c4c3b1c1d0a7e9a3f1b5a4c2d3e4f5061728394a5b6c7d8e9f0011"),
                new StudyEvent.SeedRevealed(
                        STUDY,
                        "101112131415161718191a1b1c1d1e1f101112131415161718191a1b1c1d1e1f",
                        "202122232425262728292a2b2c2d2e2f202122232425262728292a2b2c2d2e2f"),
                new StudyEvent.PreparedListRevealed(
                        STUDY,
                        "b7a4b1c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aabbccddee",
                        1,
                        2,
                        "trialbook allocation list v1\nHOT-CRT\n"),
                new KitEvent.KitsShipped(
                        STUDY,
                        SITE,
                        1,
                        "tablets",
                        2,
                        List.of("K-0417", "K-3302"),
                        Sealed.of(Map.of("K-0417", BVP, "K-3302", CSP))),
                new SubjectEvent.KitDispensed(
                        STUDY, SUBJECT, SITE, "month-3", "tablets", "K-3302", 1, LocalDate.of(2026, 6, 8)),
                new KitEvent.KitAccounted(STUDY, SITE, "K-3302", "returned"),
                new StudyEvent.StudyLocked(STUDY, "Last visit done, queries closed"),
                new StudyEvent.UnblindingApproved(STUDY, "statistician", "statistician-01"),
                new StudyEvent.StudyUnblinded(STUDY, List.of("sponsor-01", "statistician-01"), 2),
                new StudyEvent.AllocationDisclosed(STUDY, Map.of("01-003", BVP)),
                new StudyEvent.BlindingKeyRotated(STUDY, "blinding-0a1b2c3d", "blinding-4e5f6071", "Yearly rotation"),
                new StudyEvent.KeysPinned(
                        STUDY,
                        "trialbook.local/HOT-CRT+25dfcd7c+AdHf5SzaFq8qz2oShxZjZnKRKLR+Um+Pn84n1gGjA46G",
                        Map.of("blinding-0a1b2c3d", "5f".repeat(32))),
                new StudyEvent.ClockConfirmed(
                        STUDY,
                        Instant.parse("2026-03-09T08:12:44.123456Z"),
                        Instant.parse("2026-03-10T08:11:02.5Z"),
                        "The clock of the old machine was a day ahead"),
                new StudyEvent.EnvelopesIssued(STUDY, SITE, 1, List.of(SUBJECT, new SubjectId("01-005"))),
                new StudyEvent.AllocationAccessed(STUDY, "unblinded-allocation", List.of(SUBJECT)),
                new SubjectEvent.SubjectUnblinded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        1,
                        "code-break",
                        "serious-adverse-event",
                        "Dr. A. Noether, intensive care",
                        2,
                        LocalDate.of(2026, 4, 11),
                        Sealed.of("Lead revision considered")),
                new SubjectEvent.UnblindingAssessed(
                        STUDY, SUBJECT, SITE, 1, "no-impact", Sealed.of("No reader was told")),
                new SubjectEvent.DeviationRecorded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "wrong-stratum",
                        LocalDate.of(2026, 3, 2),
                        Sealed.of("Aetiology was corrected after randomization")),
                new RuleEvent.FoundDeviationRecorded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        new FoundDeviation("visit-out-of-window", "month-3", "12"),
                        LocalDate.of(2026, 7, 2),
                        Sealed.of("Was on a journey")),
                new RuleEvent.OtherArmTreatmentRecorded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        Sealed.of(new OtherArmTreatment(2, "his", new ArmCode("BVP"))),
                        Sealed.of("No branch took the lead")),
                new FormEvent.FormAdded(STUDY, SUBJECT, SITE, "month-3", "ecg", Sealed.of("Syncope of unknown cause")),
                new QueryEvent.QueryOpened(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "Q1",
                        new DataQuery(
                                CasebookPlace.item("pre-implant", "ecg", "qrs-duration"),
                                null,
                                "coordinator",
                                "142 or 124 ms? The tracing says the latter"),
                        null),
                new QueryEvent.QueryChanged(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "S1",
                        null,
                        Sealed.of(new QueryChange(
                                QueryChange.Step.ANSWERED,
                                QueryChange.Outcome.NEEDS_INFORMATION,
                                null,
                                "Which of the two leads is meant?"))),
                new CasebookEvent.FormsSigned(
                        STUDY,
                        SUBJECT,
                        SITE,
                        SignatureMeaning.APPROVAL,
                        List.of(
                                SignedForm.of(
                                        new FormInstance("pre-implant", "ecg", null),
                                        List.of(
                                                "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab",
                                                "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")),
                                SignedForm.of(
                                        new FormInstance(null, "adverse-event", "2"),
                                        List.of("a318c24216defe206feeb73ef5be00033fa9c4a74d0b967f6532a26ca5906d3b")))),
                new CasebookEvent.FormLockChanged(
                        STUDY,
                        SUBJECT,
                        SITE,
                        CasebookPlace.visit("pre-implant"),
                        FormLock.UNLOCK_REQUESTED,
                        "The tracing was found again"),
                new CasebookEvent.SourceVerified(
                        STUDY, SUBJECT, SITE, null, Sealed.of(CasebookPlace.form("pre-implant", "ecg"))),
                new RuleEvent.RuleHitExcused(
                        STUDY,
                        SUBJECT,
                        SITE,
                        new HitExcuse(
                                "wide-qrs",
                                "pre-implant",
                                "ecg",
                                null,
                                "c55f4a1c0ce2b1e9d0f7b7d7f5f0c2b9a0f9a5de3c2f8d5e6b1a4c3d2e1f0a9b",
                                "Measured by two readers"),
                        null),
                new CorrectionEvent.FactCorrected(
                        STUDY,
                        SUBJECT,
                        SITE,
                        CourseFact.VISIT,
                        "month-3",
                        Map.of("doneOn", "2026-06-09"),
                        Map.of("doneOn", "2026-06-19"),
                        Map.of(
                                "month-3",
                                new MovedVisit(
                                        new VisitWindow(
                                                LocalDate.of(2026, 5, 26),
                                                LocalDate.of(2026, 6, 9),
                                                LocalDate.of(2026, 6, 16)),
                                        3)),
                        "The letter says the nineteenth"),
                new CorrectionEvent.EligibilityCorrected(
                        STUDY,
                        SUBJECT,
                        SITE,
                        Map.of("aetiology", ItemValue.of("ischaemic")),
                        Map.of("aetiology", ItemValue.of("non-ischaemic")),
                        Map.of("aetiology", "ischaemic"),
                        Map.of("aetiology", "non-ischaemic"),
                        List.of("adult"),
                        "The catheter report came later"),
                new CorrectionEvent.AttemptCorrected(
                        STUDY,
                        SUBJECT,
                        SITE,
                        1,
                        Sealed.of(new AttemptCorrection(
                                new Correction(
                                        "target",
                                        ItemValue.of("lateral-vein"),
                                        ItemValue.of("posterolateral-vein"),
                                        "Read off the wrong line"),
                                new ImplantAttempt(
                                        "coronary-sinus",
                                        true,
                                        Map.of("target", ItemValue.of("posterolateral-vein")),
                                        Map.of())))),
                new CorrectionEvent.AttemptEnteredInError(
                        STUDY, SUBJECT, SITE, 2, Sealed.of("Of the patient who came after")),
                new NoteEvent.NoteAdded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        new CasebookNote(
                                CasebookPlace.form("pre-implant", "ecg"),
                                "The tracing is in the paper chart",
                                new CasebookNote.OnPaper("Nurse M. Lind", LocalDate.of(2026, 3, 2)))),
                new NoteEvent.SealedNoteAdded(
                        STUDY,
                        SUBJECT,
                        SITE,
                        Sealed.of(new CasebookNote(
                                CasebookPlace.item("month-3", "device", "impedance"), "Read off the programmer"))),
                new CorrectionEvent.EnteredInError(
                        STUDY, SUBJECT, SITE, "month-3", "device", null, null, Sealed.of("Of the neighbouring bed")),
                new ReadingEvent.RecordingTakenBack(
                        STUDY, READ, SUBJECT, SITE, "month-3", "ecg", Sealed.of("Of the neighbouring bed")),
                new ReadingEvent.MediaAttached(
                        STUDY,
                        READ,
                        "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab",
                        "application/dicom",
                        5_242_880),
                new ReadingEvent.FurtherReadRegistered(STUDY, new ReadCode("R-2B8D4FHJ"), READ, "ecg", "second"),
                new ReadingEvent.ReadReleased(STUDY, READ, "reader-02", "On leave"),
                new StudyEvent.ReadingBatchOpened(STUDY, "ecg", 3, 1, "The last recordings of the trial"),
                new SubjectEvent.SubjectMovedToVersion(STUDY, SUBJECT, SITE, "2", LocalDate.of(2026, 4, 27), "3.0"),
                new StudyEvent.AmendmentApproved(
                        STUDY,
                        "2",
                        "0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6",
                        "statistician-01"),
                new DataCutNamed(STUDY, "interim-1", "interim", "For the safety board in May"),
                new DocumentEvent.DocumentPublished(
                        STUDY, "consent-form", "2.1", "consent-form", "Consent to take part", "7e".repeat(32), 184_320),
                new DocumentEvent.DocumentActivated(STUDY, SITE, "consent-form", "2.1", LocalDate.of(2026, 4, 27)),
                new DocumentEvent.DocumentOpened(STUDY, SITE, "consent-form", "2.1"),
                new ListEvent.ListSaved(
                        STUDY,
                        SITE,
                        null,
                        Sealed.of(new SavedList("Pacing to look at", "unblinded-queries", "status=open", true))),
                new ListEvent.ListRemoved(STUDY, SITE, null, Sealed.of("Pacing to look at")),
                new NormalRangeSet(
                        STUDY,
                        SITE,
                        "laboratory",
                        "creatinine",
                        new NormalRangeSet.RangeGroup("female", 18, null),
                        "0.5",
                        "1.1",
                        "mg/dL",
                        "Central laboratory Nordstadt",
                        LocalDate.of(2026, 4, 1),
                        "learned-late"),
                new VerificationSampleDrawn(STUDY, "c4".repeat(32), 20, "site", List.of(SUBJECT)),
                new ImportEvent.ValuesImported(
                        STUDY, SITE, "c" + "4e".repeat(16), List.of(SUBJECT), 180, 12, Sealed.of("cd".repeat(32))),
                new ImportEvent.ImportUndone(STUDY, SITE, "c" + "4e".repeat(16), 180, 12),
                new DictionaryEvent.DictionaryLoaded(STUDY, "MedDRA", "27.1", "ab".repeat(32), 80_000),
                new StudyEvent.VersionActivated(
                        STUDY, SITE, "2", LocalDate.of(2026, 4, 20), "Ethik-Kommission Nordstadt, 2026/117-2"),
                new UrgentVersionEvent.VersionActivatedAtOnce(
                        STUDY, SITE, "3", "Leads of one production lot break within weeks."),
                new UrgentVersionEvent.LateApprovalRecorded(
                        STUDY, SITE, "3", LocalDate.of(2026, 5, 4), "Ethik-Kommission Nordstadt, 2026/117-3"),
                new ActRefused(
                        STUDY,
                        "request-crossover",
                        SUBJECT,
                        "reason-not-permitted",
                        "A crossover needs one of the protocol's reasons for the allocated arm",
                        Map.of("crossover", "1"),
                        Sealed.of(Map.of("reason", "qrs-not-narrowed", "allocated", "BVP")),
                        false));
    }

    private static Map<String, ItemValue> eligibility(String lvef) {
        return Map.ofEntries(
                Map.entry("age", new ItemValue("70", "a")),
                Map.entry("nyha", ItemValue.of("III")),
                Map.entry("aetiology", ItemValue.of("ischaemic")),
                Map.entry("lvef", new ItemValue(lvef, "%")),
                Map.entry("bundle-branch-block", ItemValue.of("true")),
                Map.entry("qrs-duration", new ItemValue("164", "ms")),
                Map.entry("expected-rv-pacing", new ItemValue("5", "%")),
                Map.entry("existing-crt", ItemValue.of("false")),
                Map.entry("pregnancy", ItemValue.of("false")),
                Map.entry("other-device-trial", ItemValue.of("false")),
                Map.entry("capacity-to-consent", ItemValue.of("true")));
    }
}
