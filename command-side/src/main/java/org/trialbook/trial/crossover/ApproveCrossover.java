package org.trialbook.trial.crossover;

import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.CrossoverApproved;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;

/// Approves a requested crossover.
public final class ApproveCrossover extends CrossoverAnswer {
    public ApproveCrossover() {
        super("approve-crossover");
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, CrossoverState state) {
        return Outcome.recorded(new CrossoverApproved(
                command.study(),
                command.target(),
                command.target().site(),
                command.body().crossover(),
                command.actor().id(),
                Sealed.of(command.body().note())));
    }
}
