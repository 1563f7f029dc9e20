package org.trialbook.view.readresults;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.trialbook.casebook.FormAnswers;
import org.trialbook.event.ActRefused;
import org.trialbook.event.CorrectionEvent;
import org.trialbook.event.EventTag;
import org.trialbook.event.FormEvent;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [SubjectOfReads] per subject, and one, under [#STUDY], for what concerns all of them.
public final class SubjectsOfReadsProjection implements Projection<SubjectOfReads> {

    public static final SubjectsOfReadsProjection SUBJECTS_OF_READS = new SubjectsOfReadsProjection();

    /// No subject's id looks like this.
    static final String STUDY = "study";

    private static final Set<String> UNITS = Set.of("cm", "kg");
    private static final BiPredicate<String, ItemValue> MEASURES =
            (item, answer) -> answer.unit() != null && UNITS.contains(answer.unit());

    private SubjectsOfReadsProjection() {}

    @Override
    public String name() {
        return "subjects-of-reads";
    }

    @Override
    public Class<SubjectOfReads> type() {
        return SubjectOfReads.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case FormEvent.AssessmentRecorded e -> Set.of(e.subject().value());
            case FormEvent.ValueCorrected e -> Set.of(e.subject().value());
            case CorrectionEvent.EnteredInError e -> Set.of(e.subject().value());
            case SubjectEvent.SubjectUnblinded e -> Set.of(e.subject().value());
            case StudyEvent.StudyUnblinded _ -> Set.of(STUDY);
            case ReadingEvent.ReadRegistered e -> Set.of(e.subject().value());
            case ReadingEvent.RecordingTakenBack e -> Set.of(e.subject().value());
            case SubjectEvent _, StudyEvent _, ReadingEvent _, ActRefused _ -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(
                FormEvent.AssessmentRecorded.class,
                FormEvent.ValueCorrected.class,
                CorrectionEvent.EnteredInError.class,
                SubjectEvent.SubjectUnblinded.class,
                StudyEvent.StudyUnblinded.class,
                ReadingEvent.ReadRegistered.class,
                ReadingEvent.RecordingTakenBack.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return id.equals(STUDY) ? Set.of() : Set.of(new EventTag(EventTag.SUBJECT, id));
    }

    @Override
    public SubjectOfReads initial(String id) {
        return new SubjectOfReads(id, Collections.emptySortedMap(), List.of(), null);
    }

    @Override
    public SubjectOfReads apply(SubjectOfReads view, ProjectedEvent recorded) {
        return switch (recorded.event()) {
            case FormEvent.AssessmentRecorded e -> view.with(FormAnswers.after(view.forms(), e, MEASURES));
            case FormEvent.ValueCorrected e -> view.with(FormAnswers.after(view.forms(), e, MEASURES));
            case CorrectionEvent.EnteredInError e -> view.with(FormAnswers.after(view.forms(), e, MEASURES));
            case SubjectEvent.SubjectUnblinded _, StudyEvent.StudyUnblinded _ -> view.unblinded(recorded.position());
            case ReadingEvent.ReadRegistered e -> view.with(e.read().value());
            case ReadingEvent.RecordingTakenBack e -> view.without(e.read().value());
            case SubjectEvent _, StudyEvent _, ReadingEvent _, ActRefused _ -> view;
        };
    }
}
