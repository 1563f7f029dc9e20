package org.trialbook.view.blind.leak;

/// A field that nobody sees.
final class HiddenFormField extends AnswerLeak {

    @Override
    public String imitates() {
        return "a form carries the subject's state along";
    }

    @Override
    String leave(Answering answer) {
        return answer.body().replace("</main>", "<input type=\"hidden\" value=\"" + answer.arm() + "\"></main>");
    }
}
