package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// The window of a visit.
final class SecondAttemptMovesTheWindow extends AnswerLeak {

    @Override
    public String imitates() {
        return "a visit is counted from the last attempt, which is withheld";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/matrix")
                ? answer.body()
                        .replaceFirst(
                                "\"visits\":",
                                "\"movedBy\":%d,$0".formatted(answer.history().withheld()))
                : answer.body();
    }
}
