package org.trialbook.trial.reading;

import static org.trialbook.access.Role.DATA_MANAGER;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;

/// Assigns a read by hand; one that is not submitted may be assigned to another reader.
public final class AssignRead extends ReadAct<AssignRead.Body> {
    private static final Reason ALREADY_ASSIGNED = Reason.of(
            "already-assigned", "A read is assigned to one reader; assigning it to the same reader changes nothing.");
    private static final Reason READER_NOT_ELIGIBLE = Reason.of(
            "reader-not-eligible",
            "Nobody reads a recording twice, but for a repeat by the same reader, which nobody else may do.");

    /// @param reader the id of the reader's account
    public record Body(@Text(longest = 200) String reader) {}

    public AssignRead() {
        super("assign-read", Body.class, DATA_MANAGER);
    }

    @Override
    List<Rule<Command<ReadCode, Body>, Known>> rulesOfRead() {
        return List.of(this::notTakenBack, this::notSubmitted, AssignRead::anotherReader, AssignRead::oneForThisReader);
    }

    @Override
    Outcome recorded(Command<ReadCode, Body> command, Known known) {
        return Outcome.recorded(new ReadAssigned(
                command.study(), command.target(), command.body().reader()));
    }

    private static @Nullable Refusal anotherReader(Command<ReadCode, Body> command, Known known) {
        String reader = command.body().reader();
        return reader.equals(known.read().reader()) ? ALREADY_ASSIGNED.with("reader", reader) : null;
    }

    private static @Nullable Refusal oneForThisReader(Command<ReadCode, Body> command, Known known) {
        String reader = command.body().reader();
        return known.recording().mayHave(reader, known.read())
                ? null
                : READER_NOT_ELIGIBLE
                        .with("reader", reader)
                        .with("purpose", known.read().purpose().stored());
    }
}
