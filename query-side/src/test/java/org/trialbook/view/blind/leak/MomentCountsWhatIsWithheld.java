package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// The moment of an answer.
final class MomentCountsWhatIsWithheld extends AnswerLeak {

    @Override
    public String imitates() {
        return "the number of all events stands where the moment should";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        if (answer.response().getHeader("X-Record-Position") != null) {
            answer.response().setHeader("X-Record-Position", Long.toString(answer.size()));
        }
        return answer.body();
    }
}
