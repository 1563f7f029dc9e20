package org.trialbook.view.blind.leak;

/// The type of a problem.
final class ProblemTypeDependsOnTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "each arm has a problem of its own";
    }

    @Override
    String leave(Answering answer) {
        return answer.response().getStatus() == 403
                ? answer.body().replace("not-permitted", answer.arm() + "-not-permitted")
                : answer.body();
    }
}
