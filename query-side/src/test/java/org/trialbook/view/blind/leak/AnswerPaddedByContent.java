package org.trialbook.view.blind.leak;

/// The size of an answer.
final class AnswerPaddedByContent extends AnswerLeak {

    @Override
    public String imitates() {
        return "what is hidden is blanked out in its own length";
    }

    @Override
    String leave(Answering answer) {
        return answer.body() + " ".repeat((int) answer.conduction());
    }
}
