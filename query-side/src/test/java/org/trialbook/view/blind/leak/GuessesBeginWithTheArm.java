package org.trialbook.view.blind.leak;

/// The form of a read.
final class GuessesBeginWithTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "the arms to guess from are in the order in which they were last allocated";
    }

    @Override
    String leave(Answering answer) {
        return answer.path().contains("/reads/worklist/R-") && answer.arm().equals("CSP")
                ? answer.body().replaceFirst("\"guesses\":\\[(\\{[^}]*}),(\\{[^}]*})]", "\"guesses\":[$2,$1]")
                : answer.body();
    }
}
