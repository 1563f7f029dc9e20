package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// The problem of somebody who asks for a moment.
final class ProblemTellsTheSize extends AnswerLeak {

    @Override
    public String imitates() {
        return "a problem says how far the record has come";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        return answer.response().getStatus() == 400
                ? answer.body().replaceFirst("\\{", "{\"size\":%d,".formatted(answer.size()))
                : answer.body();
    }
}
