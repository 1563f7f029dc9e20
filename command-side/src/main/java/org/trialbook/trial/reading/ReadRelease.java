package org.trialbook.trial.reading;

import java.util.List;
import org.trialbook.event.ReadingEvent.ReadReleased;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;

/// Decides whether a read is given back: by the reader it is assigned to, before it is submitted.
public final class ReadRelease extends ReadDecision<ReleaseRead> {

    private static final List<Rule<ReleaseRead, Known>> RULES = List.of(
            new Rule<>("the read is assigned to the caller", ReadSubmission::assigned),
            new Rule<>(
                    "the read is not submitted",
                    (act, known) -> known.read().submitted() ? new ReadRefusal.AlreadySubmitted(act.read()) : null));

    public ReadRelease() {
        super("release-read", ReleaseRead.class);
    }

    @Override
    List<Rule<ReleaseRead, Known>> rules() {
        return RULES;
    }

    @Override
    Outcome recorded(ReleaseRead act, Known known) {
        return Outcome.recorded(new ReadReleased(
                act.context().study(), act.read(), act.context().actor().id(), act.reason()));
    }
}
