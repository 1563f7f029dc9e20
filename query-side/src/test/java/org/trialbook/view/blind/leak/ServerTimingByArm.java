package org.trialbook.view.blind.leak;

/// How long it took, for a browser's tools.
final class ServerTimingByArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "a timing is named after the branch that was taken";
    }

    @Override
    String leave(Answering answer) {
        answer.response().addHeader("Server-Timing", "fold-" + answer.arm() + ";dur=1");
        return answer.body();
    }
}
