package org.trialbook.trial.crossover;

import org.trialbook.blinding.Sealed;
import org.trialbook.event.SubjectEvent.CrossoverDenied;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;

/// Denies a requested crossover.
public final class DenyCrossover extends CrossoverAnswer {
    public DenyCrossover() {
        super("deny-crossover");
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, CrossoverState state) {
        return Outcome.recorded(new CrossoverDenied(
                command.study(),
                command.target(),
                command.target().site(),
                command.body().crossover(),
                command.actor().id(),
                Sealed.of(command.body().note())));
    }
}
