package org.trialbook.view.blind.leak;

/// The names of what is counted.
final class MetricLabelledByArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "a counter has the arm as a label";
    }

    @Override
    String leave(Answering answer) {
        Metered.by(answer).counter("trialbook.views.shown", "arm", answer.arm()).increment();
        return answer.body();
    }
}
