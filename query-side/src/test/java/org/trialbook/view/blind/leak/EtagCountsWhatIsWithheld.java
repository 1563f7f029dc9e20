package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// The tag of an answer.
final class EtagCountsWhatIsWithheld extends AnswerLeak {

    @Override
    public String imitates() {
        return "the tag is made of the record's size, whoever asks";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        if (answer.response().getHeader("ETag") != null) {
            answer.response().setHeader("ETag", "\"%d\"".formatted(answer.size()));
        }
        return answer.body();
    }
}
