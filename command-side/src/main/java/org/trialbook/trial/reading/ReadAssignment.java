package org.trialbook.trial.reading;

import java.util.List;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;

/// Decides the assignment of a read by hand; a read that is not submitted may be assigned to another reader.
public final class ReadAssignment extends ReadDecision<AssignRead> {

    private static final List<Rule<AssignRead, Known>> RULES = List.of(
            new Rule<>(
                    "the read is not submitted",
                    (act, known) -> known.read().submitted() ? new ReadRefusal.AlreadySubmitted(act.read()) : null),
            new Rule<>(
                    "the reader changes",
                    (act, known) -> act.reader().equals(known.read().reader())
                            ? new ReadRefusal.AlreadyAssigned(act.reader())
                            : null),
            new Rule<>(
                    "the read is one for this reader",
                    (act, known) -> known.recording().mayHave(act.reader(), known.read())
                            ? null
                            : new ReadRefusal.NotForThisReader(
                                    act.reader(), known.read().purpose())));

    public ReadAssignment() {
        super("assign-read", AssignRead.class);
    }

    @Override
    List<Rule<AssignRead, Known>> rules() {
        return RULES;
    }

    @Override
    Outcome recorded(AssignRead act, Known known) {
        return Outcome.recorded(new ReadAssigned(act.context().study(), act.read(), act.reader()));
    }
}
