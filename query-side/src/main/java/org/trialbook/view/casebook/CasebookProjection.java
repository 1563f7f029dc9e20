package org.trialbook.view.casebook;

import java.util.Set;
import org.trialbook.casebook.CasebookStanding;
import org.trialbook.event.CasebookEvent;
import org.trialbook.event.CasebookEvent.SourceVerified;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.EventTag;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;

/// Folds the record into one [CasebookView] for each subject with a form: as everybody may know, or as those may who
/// may know what is sealed.
public final class CasebookProjection implements Projection<CasebookView> {

    public static final CasebookProjection CASEBOOKS = new CasebookProjection("casebooks", false);
    public static final CasebookProjection UNSEALED_CASEBOOKS = new CasebookProjection("unsealed-casebooks", true);

    private final String name;
    private final boolean unsealed;

    private CasebookProjection(String name, boolean unsealed) {
        this.name = name;
        this.unsealed = unsealed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<CasebookView> type() {
        return CasebookView.class;
    }

    @Override
    public Set<String> ids(TrialEvent event) {
        return switch (event) {
            case SourceVerified verified when (verified.place() == null) != unsealed -> Set.of();
            case CasebookEvent changed -> Set.of(changed.subject().value());
            case AssessmentRecorded recorded -> Set.of(recorded.subject().value());
            case ValueCorrected corrected -> Set.of(corrected.subject().value());
            case EnteredInError error
            when error.form() != null -> Set.of(error.subject().value());
            default -> Set.of();
        };
    }

    @Override
    public Set<Class<? extends TrialEvent>> looksAt() {
        return Set.of(CasebookEvent.class, AssessmentRecorded.class, ValueCorrected.class, EnteredInError.class);
    }

    @Override
    public Set<EventTag> tags(String id) {
        return Set.of(new EventTag(EventTag.SUBJECT, id));
    }

    @Override
    public CasebookView initial(String id) {
        return new CasebookView(id, CasebookStanding.NONE);
    }

    @Override
    public CasebookView apply(CasebookView view, ProjectedEvent recorded) {
        return recorded.event() instanceof SubjectEvent event
                ? new CasebookView(
                        view.subject(), view.standing().after(event, recorded.recordedAt(), recorded.actor(), unsealed))
                : view;
    }
}
