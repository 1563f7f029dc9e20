package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// The list of unblindings.
final class LooksAreCountedBesideUnblindings extends AnswerLeak {

    @Override
    public String imitates() {
        return "beside who was unblinded stands how often somebody looked";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/unblindings")
                ? answer.body()
                        .replaceFirst(
                                "\\{",
                                "{\"looks\":%d,".formatted(answer.history().withheld()))
                : answer.body();
    }
}
