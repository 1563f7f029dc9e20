package org.trialbook.view.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.trialbook.blinding.Sealed;
import org.trialbook.blinding.sealing.SealedField;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.TrialRecord;

/// What can be seen of sealed fields without opening them: that each box is as long as its field and no two are alike;
/// and that what stands beside them, tags and metadata, is what the event itself says and nothing more.
public final class SealedFieldAudit {

    /// Nonce and authentication tag (docs/format.md).
    private static final int AROUND = 28;

    private static final int NONCE = 12;

    /// The sealed hash of the request, by which a repeated act is told from another one.
    private static final String REQUEST = "request";

    private final List<SealedFieldFinding> findings = new ArrayList<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final SortedSet<String> keys = new TreeSet<>();
    /// Read → the code that its recording was registered under.
    private final Map<ReadCode, ReadCode> recordings = new HashMap<>();
    private final Map<ReadCode, SubjectId> subjects = new HashMap<>();
    /// Subject → the numbers of its unblindings so far.
    private final Map<SubjectId, Set<String>> unblindings = new HashMap<>();
    private long boxes;

    /// @param what in words
    public record SealedFieldFinding(long position, String what) {}

    /// @param boxes how many there are
    /// @param keys the names of the keys that they are sealed under
    public record Report(long boxes, SortedSet<String> keys, List<SealedFieldFinding> findings) {}

    private SealedFieldAudit() {}

    public static Report of(TrialRecord record) {
        SealedFieldAudit looked = new SealedFieldAudit();
        for (long position = 0; position < record.size(); position++) {
            looked.look(record.line(position));
        }
        return new Report(looked.boxes, looked.keys, List.copyOf(looked.findings));
    }

    private void look(EventLine line) {
        ProjectedEvent recorded = ProjectedEvent.of(line).orElse(null);
        if (recorded == null) {
            // The log's own, without a sealed field.
            return;
        }
        TrialEvent event = recorded.event();
        for (SealedField field : SealedField.of(event)) {
            if (field.value() instanceof Sealed.Closed<?> closed) {
                box(line.position(), field.name(), closed, field.size());
            }
        }
        if (event instanceof StudyEvent.BlindingKeyRotated rotated) {
            keys.add(rotated.newKey());
        }
        tags(line, event);
        for (String name : line.metadata().keySet()) {
            if (!name.equals(REQUEST)) {
                findings.add(new SealedFieldFinding(line.position(), "metadata nobody knows: '" + name + "'"));
            }
        }
    }

    private void box(long position, String field, Sealed.Closed<?> closed, int size) {
        boxes++;
        keys.add(closed.key());
        byte[] box = closed.box();
        if (box.length != size + AROUND) {
            findings.add(new SealedFieldFinding(
                    position,
                    "the box of '%s' has %d bytes, and that field's have %d"
                            .formatted(field, box.length, size + AROUND)));
        }
        String nonce = Arrays.toString(Arrays.copyOf(box, NONCE));
        Long before = seen.putIfAbsent(closed.key() + nonce, position);
        if (before != null) {
            findings.add(new SealedFieldFinding(
                    position,
                    "the box of '%s' begins like one at position %d: a nonce was used twice".formatted(field, before)));
        }
    }

    private void tags(EventLine line, TrialEvent event) {
        switch (event) {
            case ReadingEvent.ReadRegistered registered -> {
                recordings.put(registered.read(), registered.read());
                subjects.put(registered.read(), registered.subject());
            }
            case ReadingEvent.FurtherReadRegistered further -> recordings.put(further.read(), further.of());
            case SubjectEvent.SubjectUnblinded e ->
                unblindings.computeIfAbsent(e.subject(), any -> new HashSet<>()).add(Integer.toString(e.unblinding()));
            default -> {}
        }
        SortedSet<String> expected = event.tags().stream()
                .map(tag -> tag.key() + "=" + tag.value())
                .collect(Collectors.toCollection(TreeSet::new));
        for (EventLine.Tag tag : line.tags()) {
            boolean command = tag.key().equals(EventTag.COMMAND) && tag.value().equals(line.command());
            if (!command
                    && !ofItsRecording(tag, event)
                    && !ofAReadOfTheSubject(tag, event)
                    && !ofAnUnblindingOfTheSubject(tag, event)
                    && !expected.remove(tag.key() + "=" + tag.value())) {
                findings.add(new SealedFieldFinding(
                        line.position(), "a tag that the event does not have: '" + tag.key() + "'"));
            }
        }
        if (!expected.isEmpty()) {
            findings.add(new SealedFieldFinding(line.position(), "lacks the tag '" + expected.getFirst() + "'"));
        }
    }

    /// What somebody does with a subject after they were unblinded for it says in which of its unblindings that was.
    private boolean ofAnUnblindingOfTheSubject(EventLine.Tag tag, TrialEvent event) {
        return tag.key().equals(EventTag.UNBLINDED)
                && event.aboutSubject()
                        .filter(subject ->
                                unblindings.getOrDefault(subject, Set.of()).contains(tag.value()))
                        .isPresent();
    }

    /// Beside what an event says itself, one of a read carries the tag of the read's recording, where it does not say
    /// that itself; those of earlier releases do not.
    private boolean ofItsRecording(EventLine.Tag tag, TrialEvent event) {
        return event instanceof ReadingEvent reading
                && !(event instanceof ReadingEvent.FurtherReadRegistered)
                && !(event instanceof ReadingEvent.RecordingTakenBack)
                && recordings.get(reading.read()) instanceof ReadCode recording
                && tag.key().equals(EventTag.RECORDING)
                && tag.value().equals(recording.value());
    }

    /// A reader tells of an unblinding by the code of a read.
    private boolean ofAReadOfTheSubject(EventLine.Tag tag, TrialEvent event) {
        return event instanceof SubjectEvent.SubjectUnblinded unblinded
                && tag.key().equals(EventTag.READ)
                && recordings.entrySet().stream()
                        .anyMatch(read -> read.getKey().value().equals(tag.value())
                                && unblinded.subject().equals(subjects.get(read.getValue())));
    }
}
