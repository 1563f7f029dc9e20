package org.trialbook.view.blind.leak;

/// How many adjudications are due.
final class AdjudicationIsDueBySealedAnswers extends AnswerLeak {

    @Override
    public String imitates() {
        return "readers are compared by what is sealed, too, and how often they differ is told";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/reads/results")
                ? answer.body()
                        .replaceFirst(
                                "\"adjudicationsDue\":\\{",
                                "\"adjudicationsDue\":{\"sealed\":%d,"
                                        .formatted(
                                                answer.history().sealedResults().length()))
                : answer.body();
    }
}
