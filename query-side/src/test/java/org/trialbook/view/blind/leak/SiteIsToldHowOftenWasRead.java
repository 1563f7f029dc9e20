package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// The moment of an answer to a site.
final class SiteIsToldHowOftenWasRead extends AnswerLeak {

    @Override
    public String imitates() {
        return "the core laboratory's acts move the site's moment";
    }

    @Override
    public Differing differing() {
        return Differing.READING;
    }

    @Override
    String leave(Answering answer) {
        if (answer.response().getHeader("X-Record-Position") != null) {
            answer.response()
                    .setHeader(
                            "X-Record-Position", "m" + answer.history().reads().size());
        }
        return answer.body();
    }
}
