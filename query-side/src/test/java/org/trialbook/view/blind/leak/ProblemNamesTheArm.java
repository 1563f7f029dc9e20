package org.trialbook.view.blind.leak;

/// The words of a problem.
final class ProblemNamesTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "the detail of a problem repeats what the rule compared";
    }

    @Override
    String leave(Answering answer) {
        return answer.body().replace("The caller's role", "The caller of arm " + answer.arm());
    }
}
