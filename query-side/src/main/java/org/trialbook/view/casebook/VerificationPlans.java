package org.trialbook.view.casebook;

import static org.trialbook.view.course.SubjectProjection.SUBJECTS;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SubjectId;
import org.trialbook.event.VerificationSampleDrawn;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.VerificationPlan;
import org.trialbook.view.overview.SubjectProtocols;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;

/// Which answers of each subject the protocol has compared with the source: by the version that holds for the
/// subject, and all of them where it says nothing. Site staff are not told who was drawn.
public final class VerificationPlans {
    private static final Set<String> DRAWN =
            Set.of(EventTypes.nameOf(VerificationSampleDrawn.class).qualified());

    private final Snapshot snapshot;
    private final SubjectProtocols protocols;
    private final Set<String> drawn = new HashSet<>();

    public VerificationPlans(Snapshot snapshot, Caller caller, Parameters parameters) {
        this.snapshot = snapshot;
        protocols = new SubjectProtocols(snapshot, parameters);
        if (caller.site() == null) {
            for (long position : parameters.record().ofTypes(DRAWN, 0, snapshot.size())) {
                parameters.record().event(position).map(ProjectedEvent::event).ifPresent(event -> {
                    if (event instanceof VerificationSampleDrawn draw) {
                        draw.subjects().stream().map(SubjectId::value).forEach(drawn::add);
                    }
                });
            }
        }
    }

    public Planned of(String subject) {
        return new Planned(subject);
    }

    /// What is compared of one subject. Which version holds is looked up once it is asked.
    public final class Planned {
        private final String subject;
        private @Nullable VerificationPlan plan;
        private boolean lookedUp;

        private Planned(String subject) {
            this.subject = subject;
        }

        boolean asks(String form, String item) {
            if (!lookedUp) {
                plan = snapshot.one(SUBJECTS, subject)
                        .flatMap(protocols::of)
                        .map(Protocol::verification)
                        .orElse(null);
                lookedUp = true;
            }
            return plan == null || plan.asks(form, item, drawn.contains(subject));
        }
    }
}
