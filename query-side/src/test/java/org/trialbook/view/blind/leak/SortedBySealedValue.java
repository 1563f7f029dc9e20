package org.trialbook.view.blind.leak;

/// A parameter that sorts.
final class SortedBySealedValue extends AnswerLeak {

    @Override
    public String imitates() {
        return "any column can be sorted by, the hidden one too";
    }

    @Override
    String leave(Answering answer) {
        String sort = answer.request().getParameter("sort");
        return "arm".equals(sort) && answer.arm().equals("CSP")
                ? new StringBuilder(answer.body()).reverse().toString()
                : answer.body();
    }
}
