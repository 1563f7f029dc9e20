package org.trialbook.trial.verification;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.VerificationDraws;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.SubjectEvent.SubjectRegistered;
import org.trialbook.event.VerificationSampleDrawn;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocols;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.StudyWide;

/// Every registration and every draw of the study.
public final class DrawnSubjects extends StudyWide {
    private static final Boundary OF_THE_STUDY = Boundary.none()
            .andTypes(ProtocolPublished.class)
            .andTypes(SubjectRegistered.class)
            .andTypes(VerificationSampleDrawn.class);

    private VerificationDraws draws = VerificationDraws.NONE;
    private @Nullable Protocol protocol;

    @Override
    public Boundary boundary() {
        return OF_THE_STUDY;
    }

    @Override
    public boolean sameForAll() {
        return true;
    }

    @Override
    protected StudyWide empty() {
        return new DrawnSubjects();
    }

    @Override
    protected void goOnFrom(StudyWide earlier) {
        DrawnSubjects known = (DrawnSubjects) earlier;
        draws = known.draws;
        protocol = known.protocol;
    }

    @Override
    protected void take(RecordedEvent recorded) {
        if (recorded.event() instanceof ProtocolPublished published) {
            protocol = Protocols.of(published);
        }
        draws = draws.after(recorded.event());
    }

    /// The newest version; empty before the first.
    Optional<Protocol> protocol() {
        return Optional.ofNullable(protocol);
    }

    VerificationDraws draws() {
        return draws;
    }
}
