package org.trialbook.view.blind.leak;

/// Figures over all arms together.
final class OverviewCountsByArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "the overview has a figure of one arm";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/overview")
                ? answer.body().replace("\"enrolment\":{", "\"enrolment\":{\"conduction\":" + answer.conduction() + ",")
                : answer.body();
    }
}
