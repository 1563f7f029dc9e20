package org.trialbook.view.blind.leak;

/// The title of a page.
final class PageTitleNamesTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "the title is the unblinded page's";
    }

    @Override
    String leave(Answering answer) {
        return answer.body().replace("</title>", " (" + answer.arm() + ")</title>");
    }
}
