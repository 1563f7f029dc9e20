package org.trialbook.view.blind.leak;

/// A row of a site.
final class SitesRowCountsByArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "a site's row has a figure of one arm";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/sites")
                ? answer.body().replace("\"site\":", "\"conduction\":" + answer.conduction() + ",\"site\":")
                : answer.body();
    }
}
