package org.trialbook.trial.reading;

import static org.trialbook.access.Role.READER;

import java.util.List;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.ReadReleased;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;

/// Gives a read back: by the reader it is assigned to, before it is submitted.
public final class ReleaseRead extends ReadAct<ReleaseRead.Body> {

    /// @param reason why it is given back, in the reader's words
    public record Body(@Text String reason) {}

    public ReleaseRead() {
        super("release-read", Body.class, READER);
    }

    @Override
    List<Rule<Command<ReadCode, Body>, Known>> rulesOfRead() {
        return List.of(this::assignedToTheCaller, this::notTakenBack, this::notSubmitted);
    }

    @Override
    Outcome recorded(Command<ReadCode, Body> command, Known known) {
        return Outcome.recorded(new ReadReleased(
                command.study(),
                command.target(),
                command.actor().id(),
                command.body().reason()));
    }
}
