package org.trialbook.trial.lock;

import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decider;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.StudyWide;

/// Decides an act that the study's lock ends: what it would record, it refuses from then on. What it refuses anyway it
/// refuses as before. The lock is within its boundary, so that an act and the lock that comes in between cannot both be
/// recorded without one having seen the other.
///
/// @param act the act's name
public record LockGuard<C, S extends Fold>(String act, Decider<C, S> decider)
        implements Decider<C, LockGuard.State<S>> {
    private static final Reason STUDY_IS_LOCKED =
            Reason.of("study-is-locked", "The study is locked: its data are final.");

    /// What the act's own decider knows, and whether the study is locked.
    public static final class State<S extends Fold> implements Fold {
        private final S inner;
        private boolean locked;

        State(S inner) {
            this.inner = inner;
        }

        public S inner() {
            return inner;
        }

        @Override
        public void apply(RecordedEvent recorded) {
            inner.apply(recorded);
            locked |= recorded.event() instanceof StudyLocked;
        }
    }

    @Override
    public Boundary boundary(C command) {
        return decider.boundary(command).andTypes(StudyLocked.class);
    }

    @Override
    public Boundary further(C command, State<S> state) {
        return decider.further(command, state.inner());
    }

    @Override
    public State<S> initial(C command) {
        return new State<>(decider.initial(command));
    }

    @Override
    public @Nullable StudyWide studyWide() {
        return decider.studyWide();
    }

    @Override
    public @Nullable StudyWide studyWide(State<S> state) {
        return decider.studyWide(state.inner());
    }

    @Override
    public @Nullable Object preview(C command, State<S> state) {
        return decider.preview(command, state.inner());
    }

    @Override
    public @Nullable Refusal objection(C command, State<S> state) {
        Refusal refusal = decider.objection(command, state.inner());
        return refusal == null && state.locked ? STUDY_IS_LOCKED.with("act", act) : refusal;
    }

    @Override
    public Outcome decide(C command, State<S> state) {
        Outcome outcome = decider.decide(command, state.inner());
        return outcome instanceof Outcome.Recorded && state.locked
                ? new Outcome.Refused(STUDY_IS_LOCKED.with("act", act))
                : outcome;
    }
}
