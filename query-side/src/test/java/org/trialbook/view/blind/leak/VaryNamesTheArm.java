package org.trialbook.view.blind.leak;

/// What an answer depends on.
final class VaryNamesTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "Vary lists what the view was chosen by";
    }

    @Override
    String leave(Answering answer) {
        answer.response().addHeader("Vary", answer.arm());
        return answer.body();
    }
}
