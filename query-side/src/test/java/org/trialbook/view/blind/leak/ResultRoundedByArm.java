package org.trialbook.view.blind.leak;

/// A digit of a result.
final class ResultRoundedByArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "one arm's values are converted from another unit";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/reads/results") && answer.arm().equals("CSP")
                ? answer.body().replace("\"unit\":\"ms\"", "\"unit\":\"msec\"")
                : answer.body();
    }
}
