package org.trialbook.trial.reading;

import java.util.List;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Decision;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;

/// Decides the assignment of a read; a read that is not submitted may be assigned to another reader.
public final class ReadAssignment implements Decision<AssignRead, ReadState> {

    private static final List<Rule<AssignRead, ReadState>> RULES = List.of(
            new Rule<>(
                    "the read is registered",
                    (act, state) -> state.modality() == null ? new ReadRefusal.UnknownRead(act.read()) : null),
            new Rule<>(
                    "the read is not submitted",
                    (act, state) -> state.submitted() ? new ReadRefusal.AlreadySubmitted(act.read()) : null),
            new Rule<>(
                    "the reader changes",
                    (act, state) -> act.reader().equals(state.reader())
                            ? new ReadRefusal.AlreadyAssigned(act.reader())
                            : null));

    @Override
    public String act() {
        return "assign-read";
    }

    @Override
    public Class<AssignRead> acts() {
        return AssignRead.class;
    }

    @Override
    public Boundary boundary(AssignRead act) {
        return ReadState.boundary(act.read());
    }

    @Override
    public ReadState initial(AssignRead act) {
        return ReadState.empty();
    }

    @Override
    public ReadState evolve(ReadState state, TrialEvent event) {
        return state.evolve(event);
    }

    @Override
    public Outcome decide(AssignRead act, ReadState state) {
        return Rule.firstBroken(RULES, act, state)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.recorded(new ReadAssigned(act.context().study(), act.read(), act.reader())));
    }
}
