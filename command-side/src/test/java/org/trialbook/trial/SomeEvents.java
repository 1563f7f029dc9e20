package org.trialbook.trial;

import static org.trialbook.trial.HotCrt.BVP;
import static org.trialbook.trial.HotCrt.CSP;
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
import org.trialbook.event.CasebookNote;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.EventTypes;
import org.trialbook.event.NoteEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent.ScreenFailed;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.event.UrgentVersionEvent;
import org.trialbook.trial.act.Outcome;

/// One event of every type, of the first subject and its read.
public final class SomeEvents {

    private SomeEvents() {}

    /// A key that anybody may know.
    public static BlindingKey key() {
        byte[] bytes = "a key of thirty-two known bytes!".getBytes(StandardCharsets.US_ASCII);
        return new AesGcmBlindingKey("test", bytes, new Random(1));
    }

    /// What each act records, and what the record writes beside. A new act's event comes with its example.
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
        for (ActExample<?, ?> row : ActExamples.all()) {
            if (Scenario.decide(row.act(), row.given()) instanceof Outcome.Recorded recorded) {
                recorded.events().stream()
                        .filter(event -> events.stream().noneMatch(event.getClass()::isInstance))
                        .forEach(events::add);
            }
        }
        events.addAll(List.of(
                new ScreenFailed(STUDY, SUBJECT, SITE, HotCrt.CONFIRMED, Map.of(), List.of("adult")),
                new NoteEvent.SealedNoteAdded(
                        STUDY, SUBJECT, SITE, Sealed.of(new CasebookNote(CasebookPlace.SUBJECT, "seen by telephone"))),
                new UrgentVersionEvent.VersionActivatedAtOnce(STUDY, SITE, "2", "leads of one lot break"),
                new StudyEvent.StudyUnblinded(STUDY, List.of("statistician", "sponsor"), 1),
                new StudyEvent.AllocationDisclosed(STUDY, Map.of(SUBJECT.value(), BVP)),
                new StudyEvent.BlindingKeyRotated(STUDY, "old", "new", "yearly"),
                new StudyEvent.KeysPinned(STUDY, "key", Map.of("new", "00")),
                new StudyEvent.ClockConfirmed(STUDY, Instant.EPOCH, null, "read from a watch"),
                new StudyEvent.AllocationAccessed(STUDY, "unblinded-allocation", List.of(SUBJECT)),
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
