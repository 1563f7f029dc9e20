package org.trialbook.trial.lock;

import static org.trialbook.access.Role.DATA_MANAGER;

import java.util.List;
import org.trialbook.casebook.Fold;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.StudyEvent.ProtocolPublished;
import org.trialbook.event.StudyEvent.StudyLocked;
import org.trialbook.event.StudyId;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Target;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;

/// Locks the study: once, and for good.
public final class LockStudy extends Act<StudyId, LockStudy.Body, LockStudy.State> {
    private static final List<Rule<Command<StudyId, Body>, State>> RULES = List.of(
            (command, state) -> state.protocol ? null : SharedReasons.noProtocol(),
            (command, state) -> state.locked ? SharedReasons.alreadyRecorded("the study is locked") : null);

    /// @param reason why now
    public record Body(@Text String reason) {}

    public LockStudy() {
        super("lock-study", Target.STUDY, Body.class, DATA_MANAGER);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public boolean endsWithTheLock() {
        return false;
    }

    @Override
    public Boundary boundary(Command<StudyId, Body> command) {
        return Boundary.none().andTypes(ProtocolPublished.class).andTypes(StudyLocked.class);
    }

    public static final class State implements Fold {
        private boolean protocol;
        private boolean locked;

        @Override
        public void apply(RecordedEvent recorded) {
            protocol |= recorded.event() instanceof ProtocolPublished;
            locked |= recorded.event() instanceof StudyLocked;
        }
    }

    @Override
    public State initial(Command<StudyId, Body> command) {
        return new State();
    }

    @Override
    protected List<Rule<Command<StudyId, Body>, State>> rules() {
        return RULES;
    }

    @Override
    protected Outcome accept(Command<StudyId, Body> command, State state) {
        return Outcome.recorded(new StudyLocked(command.study(), command.body().reason()));
    }
}
