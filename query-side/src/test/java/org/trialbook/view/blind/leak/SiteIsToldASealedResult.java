package org.trialbook.view.blind.leak;

/// The timeline of a subject.
final class SiteIsToldASealedResult extends AnswerLeak {

    @Override
    public String imitates() {
        return "the core laboratory's sealed answers stand on the site's timeline";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/timeline")
                ? answer.body()
                        .replaceFirst(
                                "\\{",
                                "{\"result\":%d,"
                                        .formatted(
                                                answer.history().sealedResults().hashCode()))
                : answer.body();
    }
}
