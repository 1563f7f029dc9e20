package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// A header that everybody gets.
final class CheckpointOnEveryAnswer extends AnswerLeak {

    @Override
    public String imitates() {
        return "every answer says which checkpoint covers it";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        answer.response().setHeader("X-Checkpoint-Size", Long.toString(answer.size()));
        return answer.body();
    }
}
