package org.trialbook.view.blind.leak;

/// How long to wait.
final class RetryAfterDependsOnTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "the arm with more data takes longer to recompute, and says so";
    }

    @Override
    String leave(Answering answer) {
        answer.response().setHeader("Retry-After", Long.toString(answer.conduction()));
        return answer.body();
    }
}
