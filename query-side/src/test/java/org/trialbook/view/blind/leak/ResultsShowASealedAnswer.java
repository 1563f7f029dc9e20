package org.trialbook.view.blind.leak;

/// The results of reads.
final class ResultsShowASealedAnswer extends AnswerLeak {

    @Override
    public String imitates() {
        return "the list of results is made of opened reads, for whoever may ask for it";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/reads/results")
                ? answer.body()
                        .replaceFirst(
                                "\\{",
                                "{\"sealed\":%d,"
                                        .formatted(
                                                answer.history().sealedResults().hashCode()))
                : answer.body();
    }
}
