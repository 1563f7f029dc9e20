package org.trialbook.view.blind.leak;

/// A parameter that filters.
final class FoundBySealedValue extends AnswerLeak {

    @Override
    public String imitates() {
        return "a search looks into every field";
    }

    @Override
    String leave(Answering answer) {
        String arm = answer.request().getParameter("arm");
        return arm != null && !answer.arm().equals(arm) ? "" : answer.body();
    }
}
