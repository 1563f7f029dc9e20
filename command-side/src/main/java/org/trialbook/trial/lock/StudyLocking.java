package org.trialbook.trial.lock;

import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Outcome.Refused;
import org.trialbook.trial.act.SequenceRefusal.AlreadyRecorded;
import org.trialbook.trial.act.SequenceRefusal.NoProtocol;

/// Decides whether the study is locked: once, and for good.
public final class StudyLocking implements Decision<LockStudy, StudyLocking.State> {

    public record State(boolean protocol, boolean locked) {}

    @Override
    public String act() {
        return "lock-study";
    }

    @Override
    public Class<LockStudy> acts() {
        return LockStudy.class;
    }

    @Override
    public Boundary boundary(LockStudy act) {
        return Boundary.none().andTypes(ProtocolPublished.class).andTypes(StudyLocked.class);
    }

    @Override
    public State initial(LockStudy act) {
        return new State(false, false);
    }

    @Override
    public State evolve(State state, TrialEvent event) {
        return switch (event) {
            case ProtocolPublished ignored -> new State(true, state.locked());
            case StudyLocked ignored -> new State(state.protocol(), true);
            default -> state;
        };
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public Outcome decide(LockStudy act, State state) {
        if (!state.protocol()) {
            return new Refused(new NoProtocol());
        }
        if (state.locked()) {
            return new Refused(new AlreadyRecorded("the study is locked"));
        }
        return Outcome.recorded(new StudyLocked(act.context().study(), act.reason()));
    }
}
