package org.trialbook.view.blind.leak;

/// A cell of the matrix.
final class VisitStatusDependsOnTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "a visit counts as due later in one arm";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/matrix") && answer.arm().equals("CSP")
                ? answer.body().replace("not-scheduled", "upcoming").replace("overdue", "due")
                : answer.body();
    }
}
