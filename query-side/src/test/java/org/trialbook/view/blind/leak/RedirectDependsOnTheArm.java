package org.trialbook.view.blind.leak;

/// Where one is sent.
final class RedirectDependsOnTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "a reader is sent to the reads of one arm first";
    }

    @Override
    String leave(Answering answer) {
        String location = answer.response().getHeader("Location");
        if (location != null) {
            answer.response().setHeader("Location", location + "?list=" + answer.arm());
        }
        return answer.body();
    }
}
