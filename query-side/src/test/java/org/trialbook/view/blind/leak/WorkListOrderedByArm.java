package org.trialbook.view.blind.leak;

/// The order in which reads are offered.
final class WorkListOrderedByArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "a reader gets the reads of one arm first";
    }

    @Override
    String leave(Answering answer) {
        int second = answer.body().indexOf("},{");
        return answer.asks("/worklist") && second >= 0 && answer.arm().equals("CSP")
                ? answer.body().substring(second) + answer.body().substring(0, second)
                : answer.body();
    }
}
