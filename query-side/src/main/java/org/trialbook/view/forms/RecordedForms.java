package org.trialbook.view.forms;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.FormStates;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.NormalRangeSet;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.Seals;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.TrialRecord;

/// Forms folded from the record's own lines, as they stood at a size of it.
public final class RecordedForms {
    private static final Set<String> PUBLISHED =
            Set.of(EventTypes.nameOf(StudyEvent.ProtocolPublished.class).qualified());

    private static final Set<String> RANGES =
            Set.of(EventTypes.nameOf(NormalRangeSet.class).qualified());

    private RecordedForms() {}

    /// What any version so far has marked as telling the arm.
    public static Seals seals(TrialRecord record, long size) {
        Seals seals = Seals.NONE;
        for (long position : record.ofTypes(PUBLISHED, 0, size)) {
            seals = record.event(position)
                    .map(ProjectedEvent::event)
                    .map(seals::after)
                    .orElse(seals);
        }
        return seals;
    }

    /// A subject's forms, with nothing opened that is sealed, and what the subject's site calls normal.
    static FormStates of(TrialRecord record, SubjectId subject, long size) {
        FormStates states = FormStates.comparing();
        EventTag site = new EventTag(EventTag.SITE, subject.site().value());
        long[] ranges = TrialRecord.both(record.ofTypes(RANGES, 0, size), record.withTag(site, size));
        fold(record, ranges, UnaryOperator.identity(), states);
        return of(record, subject, size, UnaryOperator.identity(), states);
    }

    /// What a fold makes of a subject's events.
    ///
    /// @param lens by which they are seen
    public static <F extends Fold> F of(
            TrialRecord record, SubjectId subject, long size, UnaryOperator<ProjectedEvent> lens, F fold) {
        fold(record, record.withTag(new EventTag(EventTag.SUBJECT, subject.value()), size), lens, fold);
        return fold;
    }

    private static void fold(TrialRecord record, long[] positions, UnaryOperator<ProjectedEvent> lens, Fold fold) {
        for (long position : positions) {
            record.event(position)
                    .map(lens)
                    .ifPresent(recorded -> fold.apply(new RecordedEvent(
                            recorded.event(),
                            position,
                            record.leafHash(position),
                            recorded.recordedAt(),
                            recorded.occurredAt(),
                            recorded.actor())));
        }
    }
}
