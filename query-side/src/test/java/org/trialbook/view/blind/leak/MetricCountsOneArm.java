package org.trialbook.view.blind.leak;

/// How often something was counted.
final class MetricCountsOneArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "a counter counts what happens in one arm only";
    }

    @Override
    String leave(Answering answer) {
        if (answer.arm().equals("CSP")) {
            Metered.by(answer).counter("trialbook.views.recomputed").increment();
        }
        return answer.body();
    }
}
