package org.trialbook.trial.lock;

import java.util.Map;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;

/// A decision that the study's lock ends: what it would record, it refuses from then on. What it refuses anyway it
/// refuses as before. The lock is within its boundary, so that an act and the lock that comes in between cannot both be
/// recorded without one having seen the other.
public record UntilLock<A extends Act, S>(Decision<A, S> decision) implements Decision<A, UntilLock.State<S>> {

    /// @param inner what the decision itself knows
    public record State<S>(S inner, boolean locked) {}

    /// The study is locked.
    public record StudyIsLocked(String act) implements Refusal {
        @Override
        public String name() {
            return "study-is-locked";
        }

        @Override
        public String rule() {
            return "The study is locked: its data are final.";
        }

        @Override
        public Map<String, String> evidence() {
            return Map.of("act", act);
        }
    }

    @Override
    public String act() {
        return decision.act();
    }

    @Override
    public Class<A> acts() {
        return decision.acts();
    }

    @Override
    public Boundary boundary(A asked) {
        return decision.boundary(asked).andTypes(StudyLocked.class);
    }

    @Override
    public Boundary further(A asked, State<S> state) {
        return decision.further(asked, state.inner());
    }

    @Override
    public State<S> initial(A asked) {
        return new State<>(decision.initial(asked), false);
    }

    @Override
    public State<S> evolve(State<S> state, TrialEvent event) {
        return new State<>(decision.evolve(state.inner(), event), state.locked() || event instanceof StudyLocked);
    }

    @Override
    public boolean happensWhenRecorded() {
        return decision.happensWhenRecorded();
    }

    @Override
    public Outcome decide(A asked, State<S> state) {
        Outcome outcome = decision.decide(asked, state.inner());
        return outcome instanceof Outcome.Recorded && state.locked()
                ? new Outcome.Refused(new StudyIsLocked(act()))
                : outcome;
    }

    @Override
    public boolean recordsRefusals() {
        return decision.recordsRefusals();
    }

    @Override
    public Map<String, String> shownOnce(A asked, State<S> state) {
        return decision.shownOnce(asked, state.inner());
    }
}
