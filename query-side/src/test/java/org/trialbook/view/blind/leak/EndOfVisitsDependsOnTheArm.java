package org.trialbook.view.blind.leak;

/// A cell of the matrix, once the treatment has stopped.
final class EndOfVisitsDependsOnTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "visits end by a date that only one arm has";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/matrix") && answer.arm().equals("CSP")
                ? answer.body().replace("\"endedBy\":\"stopping/stopped-on\"", "\"endedBy\":null")
                : answer.body();
    }
}
