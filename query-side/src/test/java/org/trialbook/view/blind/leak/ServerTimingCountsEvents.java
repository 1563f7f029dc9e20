package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// What a server tells of its work.
final class ServerTimingCountsEvents extends AnswerLeak {

    @Override
    public String imitates() {
        return "how many events were folded is told for whoever looks for slow answers";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        answer.response().setHeader("Server-Timing", "fold;desc=\"%d events\"".formatted(answer.size()));
        return answer.body();
    }
}
