package org.trialbook.trial;

import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CSP;
import static org.trialbook.trial.HotCrt.READ;
import static org.trialbook.trial.HotCrt.SITE;
import static org.trialbook.trial.HotCrt.STUDY;
import static org.trialbook.trial.HotCrt.SUBJECT;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.trialbook.blinding.AesGcmBlindingKey;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ArmGuess;
import org.trialbook.event.Correction;
import org.trialbook.event.EventTypes;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent.CrossoverApproved;
import org.trialbook.event.SubjectEvent.CrossoverDenied;
import org.trialbook.event.SubjectEvent.DeviationRecorded;
import org.trialbook.event.SubjectEvent.EligibilityNotMet;
import org.trialbook.event.SubjectEvent.SubjectUnblinded;
import org.trialbook.event.SubjectEvent.SubjectWithdrawn;
import org.trialbook.event.SubjectEvent.UnblindingAssessed;
import org.trialbook.event.SubjectEvent.ValueCorrected;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectEvent.VisitMissed;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.Value;

/// One event of every type, of the first subject and its read.
public final class SomeEvents {

    private SomeEvents() {}

    /// A key that anybody may know.
    public static BlindingKey key() {
        byte[] bytes = "a key of thirty-two known bytes!".getBytes(StandardCharsets.US_ASCII);
        return new AesGcmBlindingKey("test", bytes, new Random(1));
    }

    public static List<TrialEvent> ofEveryType() {
        List<TrialEvent> events = new ArrayList<>();
        HotCrt.and(
                        HotCrt.implanted(),
                        HotCrt.crossoverRequested().getLast(),
                        HotCrt.ecgRecorded().getLast(),
                        HotCrt.readAssigned().get(HotCrt.readAssigned().size() - 2),
                        HotCrt.readAssigned().getLast())
                .forEach(events::add);
        // Somebody else's randomization concerns everybody who is to be randomized.
        events.add(HotCrt.randomized(new SubjectId("01-002"), "aetiology=ischaemic;site=01", 2, CSP));
        events.addAll(List.of(
                new EligibilityNotMet(STUDY, SUBJECT, SITE, HotCrt.CONFIRMED, Map.of(), List.of("adult")),
                new CrossoverApproved(STUDY, SUBJECT, SITE, 1, "investigator@01", Sealed.of("")),
                new CrossoverDenied(STUDY, SUBJECT, SITE, 1, "investigator@01", Sealed.of("")),
                new VisitDone(STUDY, SUBJECT, SITE, "month-6", HotCrt.TODAY, null, 0),
                new VisitMissed(STUDY, SUBJECT, SITE, "week-2", "no-show", null),
                new ValueCorrected(
                        STUDY,
                        SUBJECT,
                        SITE,
                        "pre-implant",
                        "nyha",
                        new Correction("nyha-class", null, Value.of("II"), "forgotten"),
                        null),
                new SubjectWithdrawn(STUDY, SUBJECT, SITE, HotCrt.TODAY, "death", Sealed.of("")),
                new ReadSubmitted(STUDY, READ, "reader-1", Map.of(), "incomplete", Sealed.of(new ArmGuess(BVP, 1))),
                new StudyEvent.SeedShareCommitted(STUDY, "sponsor", "00".repeat(32)),
                new StudyEvent.SeedRevealed(STUDY, "00".repeat(32), "11".repeat(32)),
                new StudyEvent.StudyLocked(STUDY, "done"),
                new StudyEvent.UnblindingApproved(STUDY, "statistician", "statistician"),
                new StudyEvent.StudyUnblinded(STUDY, List.of("statistician", "sponsor"), 1),
                new StudyEvent.AllocationDisclosed(STUDY, Map.of(SUBJECT.value(), BVP)),
                new StudyEvent.BlindingKeyRotated(STUDY, "old", "new", "yearly"),
                new StudyEvent.KeysPinned(STUDY, "key", Map.of("new", "00")),
                new StudyEvent.ClockConfirmed(STUDY, Instant.EPOCH, null, "read from a watch"),
                new StudyEvent.EnvelopesIssued(STUDY, SITE, 1, List.of(SUBJECT)),
                new StudyEvent.AllocationExposed(STUDY, "unblinded-allocation", List.of(SUBJECT)),
                new SubjectUnblinded(
                        STUDY, SUBJECT, SITE, 1, "emergency", "treatment", "Dr. A", null, HotCrt.TODAY, Sealed.of("")),
                new UnblindingAssessed(STUDY, SUBJECT, SITE, 1, "no-impact", Sealed.of("")),
                new DeviationRecorded(STUDY, SUBJECT, SITE, "wrong-stratum", HotCrt.TODAY, Sealed.of("")),
                new ReadingEvent.MediaAttached(STUDY, READ, "ab".repeat(32), "application/dicom", 1),
                new ReadingEvent.FurtherReadRegistered(STUDY, READ, new ReadCode("R-22222222"), "ecg", "second"),
                new ReadingEvent.ReadReleased(STUDY, READ, "reader-1", "on leave"),
                new StudyEvent.ReadingBatchOpened(STUDY, "ecg", 1, 1, "few"),
                new ActRefused(
                        STUDY, "randomize", SUBJECT, "out-of-order", "rule", Map.of(), Sealed.of(Map.of()), true)));
        long types = events.stream().map(TrialEvent::getClass).distinct().count();
        if (types != EventTypes.all().size()) {
            throw new IllegalStateException("only %d of %d event types"
                    .formatted(types, EventTypes.all().size()));
        }
        return events;
    }
}
