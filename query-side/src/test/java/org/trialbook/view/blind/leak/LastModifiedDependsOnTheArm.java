package org.trialbook.view.blind.leak;

/// When something changed.
final class LastModifiedDependsOnTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "Last-Modified is that of the unblinded view";
    }

    @Override
    String leave(Answering answer) {
        answer.response().setDateHeader("Last-Modified", answer.conduction() * 1_000);
        return answer.body();
    }
}
