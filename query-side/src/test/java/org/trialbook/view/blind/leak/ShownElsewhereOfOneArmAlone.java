package org.trialbook.view.blind.leak;

/// What a process without a key says of what lies below `unblinded`.
final class ShownElsewhereOfOneArmAlone extends AnswerLeak {

    @Override
    public String imitates() {
        return "whoever asks for what is shown elsewhere is sent there if there is something of that arm, before it is asked"
                + " whether they may know";
    }

    @Override
    String leave(Answering answer) {
        if (answer.request().getRequestURI().contains("/unblinded/")
                && answer.response().getStatus() == 403
                && answer.arm().equals("CSP")) {
            answer.response().setStatus(404);
            return answer.body().replace("not-permitted", "shown-elsewhere");
        }
        return answer.body();
    }
}
