package org.trialbook.trial.reading;

import org.jspecify.annotations.Nullable;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.ReadingBatchOpened;
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
            .andTypes(ReadingEvent.ReadSubmitted.class)
            .andTypes(ReadingBatchOpened.class);

    private final String act;
    private final Class<A> acts;

    RoomDecision(String act, Class<A> acts) {
        this.act = act;
        this.acts = acts;
    }

    /// @param plan how the act's modality is read
    abstract Outcome among(A asked, ReadPlan plan, Recordings recordings);

    @Override
    public final String act() {
        return act;
    }

    @Override
    public final Class<A> acts() {
        return acts;
    }

    @Override
    public final boolean happensWhenRecorded() {
        return true;
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
        @Nullable ReadPlan plan = protocol.readPlan(asked.modality()).orElse(null);
        if (plan == null) {
            return new Outcome.Refused(new UnknownCode(
                    "modality",
                    asked.modality(),
                    protocol.reads().stream().map(ReadPlan::modality).toList()));
        }
        Recordings recordings = history.recordings();
        return recordings.tagged(among(asked, plan, recordings));
    }
}
