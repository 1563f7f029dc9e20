package org.trialbook.trial.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.SequenceRefusal.NoProtocol;
import org.trialbook.trial.act.SequenceRefusal.UnknownCode;

/// A decision that looks at every read of the study: who has what, and what nobody has.
abstract class RoomDecision<A extends InRoom> implements Decision<A, ReadHistory> {

    private static final Boundary EVERY_READ = Boundary.none()
            .andTypes(ProtocolPublished.class)
            .andTypes(ReadingEvent.ReadRegistered.class)
            .andTypes(ReadingEvent.FurtherReadRegistered.class)
            .andTypes(ReadingEvent.ReadAssigned.class)
            .andTypes(ReadingEvent.ReadReleased.class)
            .andTypes(ReadingEvent.ReadSubmitted.class);

    private final String act;
    private final Class<A> acts;

    RoomDecision(String act, Class<A> acts) {
        this.act = act;
        this.acts = acts;
    }

    /// Decides among the recordings of the act's modality.
    abstract Outcome among(A asked, List<OneRecording> recordings, Recordings all);

    @Override
    public final String act() {
        return act;
    }

    @Override
    public final Class<A> acts() {
        return acts;
    }

    @Override
    public final Boundary boundary(A asked) {
        return EVERY_READ;
    }

    @Override
    public final ReadHistory initial(A asked) {
        return ReadHistory.empty();
    }

    @Override
    public final ReadHistory evolve(ReadHistory history, TrialEvent event) {
        return event instanceof ReadingEvent.MediaAttached ? history : history.evolve(event);
    }

    @Override
    public final Outcome decide(A asked, ReadHistory history) {
        @Nullable Protocol protocol = history.protocol();
        if (protocol == null) {
            return new Outcome.Refused(new NoProtocol());
        }
        List<String> modalities =
                protocol.reads().stream().map(ReadPlan::modality).toList();
        if (!modalities.contains(asked.modality())) {
            return new Outcome.Refused(new UnknownCode("modality", asked.modality(), modalities));
        }
        Recordings all = history.recordings();
        return among(
                asked,
                all.all().stream()
                        .filter(recording -> recording.modality().equals(asked.modality()))
                        .toList(),
                all);
    }
}
