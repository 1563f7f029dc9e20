package org.trialbook.view.blind.leak;

/// A class in a page.
final class StyleDependsOnTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "rows are coloured by arm";
    }

    @Override
    String leave(Answering answer) {
        return answer.body().replace("<tr>", "<tr class=\"" + answer.arm() + "\">");
    }
}
