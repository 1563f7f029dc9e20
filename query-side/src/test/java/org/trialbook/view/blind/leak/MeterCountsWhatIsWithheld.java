package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// A meter.
final class MeterCountsWhatIsWithheld extends AnswerLeak {

    @Override
    public String imitates() {
        return "acts are counted by their names";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        Metered.by(answer)
                .counter("trialbook.acts", "act", "request-crossover")
                .increment(answer.history().withheld());
        return answer.body();
    }
}
