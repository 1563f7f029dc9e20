package org.trialbook.view.blind.leak;

/// A table to take away.
final class ExportHasTheColumn extends AnswerLeak {

    @Override
    public String imitates() {
        return "the export writes every column of the row";
    }

    @Override
    String leave(Answering answer) {
        return "csv".equals(answer.request().getParameter("format")) ? "subject,arm\n" + answer.arms() : answer.body();
    }
}
