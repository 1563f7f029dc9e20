package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// What a client asks first.
final class WhoOneIsCountsTheRecord extends AnswerLeak {

    @Override
    public String imitates() {
        return "who one is says how far the record has come, so that a client need not ask";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/me")
                ? answer.body().replaceFirst("\\{", "{\"size\":%d,".formatted(answer.size()))
                : answer.body();
    }
}
