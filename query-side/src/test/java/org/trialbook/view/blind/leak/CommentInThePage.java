package org.trialbook.view.blind.leak;

/// A comment in a page.
final class CommentInThePage extends AnswerLeak {

    @Override
    public String imitates() {
        return "a template's comment is rendered";
    }

    @Override
    String leave(Answering answer) {
        return answer.isPage() ? answer.body() + "<!-- arm: " + answer.arm() + " -->" : answer.body();
    }
}
