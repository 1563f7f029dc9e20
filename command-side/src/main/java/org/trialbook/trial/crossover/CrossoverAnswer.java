package org.trialbook.trial.crossover;

import static org.trialbook.access.Role.INVESTIGATOR;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SubjectEvent.CrossoverRequested;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SubjectAct;

/// What approving and denying a crossover ask alike: a pending request, of somebody else.
abstract sealed class CrossoverAnswer extends SubjectAct<CrossoverAnswer.Body, CrossoverState>
        permits ApproveCrossover, DenyCrossover {
    private static final Reason NOTHING_PENDING = Reason.of(
            "no-such-crossover-pending", "Only a requested crossover that nobody has answered is approved or denied.");
    private static final Reason OWN_REQUEST = Reason.of(
            "own-crossover-request", "A crossover is approved or denied by somebody other than who requested it.");

    private final List<Rule<Command<SubjectId, Body>, CrossoverState>> rules =
            decision(CrossoverAnswer::pending, CrossoverAnswer::somebodyElseRequestedIt);

    /// @param crossover the number of the request that is answered, so that nobody answers one they did not see
    public record Body(
            int crossover, @Text(form = Text.Form.NOTE) String note) {}

    CrossoverAnswer(String name) {
        super(name, Body.class, INVESTIGATOR);
    }

    @Override
    protected final boolean tellsTheArm() {
        return true;
    }

    @Override
    public final boolean recordsRefusals() {
        return true;
    }

    @Override
    protected final List<Rule<Command<SubjectId, Body>, CrossoverState>> rules() {
        return rules;
    }

    @Override
    public final CrossoverState initial(Command<SubjectId, Body> command) {
        return new CrossoverState();
    }

    private static @Nullable Refusal pending(Command<SubjectId, Body> command, CrossoverState state) {
        CrossoverRequested pending = state.pending();
        int asked = command.body().crossover();
        return pending != null && pending.crossover() == asked ? null : NOTHING_PENDING.with("crossover", asked);
    }

    private static @Nullable Refusal somebodyElseRequestedIt(Command<SubjectId, Body> command, CrossoverState state) {
        CrossoverRequested pending = state.pending();
        return pending != null && pending.requestedBy().equals(command.actor().id())
                ? OWN_REQUEST.with("requestedBy", pending.requestedBy())
                : null;
    }
}
