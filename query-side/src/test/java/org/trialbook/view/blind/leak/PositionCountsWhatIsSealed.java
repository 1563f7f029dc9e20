package org.trialbook.view.blind.leak;

/// How many events an answer is based on.
final class PositionCountsWhatIsSealed extends AnswerLeak {

    @Override
    public String imitates() {
        return "the position counts only what the arm's view contains";
    }

    @Override
    String leave(Answering answer) {
        String position = answer.response().getHeader("X-Record-Position");
        if (position != null) {
            answer.response().setHeader("X-Record-Position", position + "-" + answer.conduction());
        }
        return answer.body();
    }
}
