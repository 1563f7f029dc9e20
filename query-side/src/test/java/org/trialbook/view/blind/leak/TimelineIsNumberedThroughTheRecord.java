package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// The numbers of a timeline's entries.
final class TimelineIsNumberedThroughTheRecord extends AnswerLeak {

    @Override
    public String imitates() {
        return "an entry keeps its position in the record";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/timeline")
                ? answer.body().replaceFirst("\"entries\":\\[\\{", "$0\"position\":%d,".formatted(answer.size() - 1))
                : answer.body();
    }
}
