package org.trialbook.view.blind.leak;

/// The status of a refusal.
final class NotFoundInsteadOfForbidden extends AnswerLeak {

    @Override
    public String imitates() {
        return "a refused question looks the subject up first";
    }

    @Override
    String leave(Answering answer) {
        if (answer.response().getStatus() == 403 && answer.arm().equals("CSP")) {
            answer.response().setStatus(404);
        }
        return answer.body();
    }
}
