package org.trialbook.view.blind.leak;

/// A form, beside whose answers stands what its formulas read elsewhere.
final class FormulaShowsWhatIsSealedElsewhere extends AnswerLeak {

    @Override
    public String imitates() {
        return "what a formula reads of another form is shown beside it, sealed as it is";
    }

    @Override
    String leave(Answering answer) {
        return answer.path().contains("/forms/")
                ? answer.body()
                        .replace(
                                "\"sealed\":true,\"value\":null",
                                "\"sealed\":true,\"value\":{\"value\":\"%s\"}".formatted(answer.arm()))
                : answer.body();
    }
}
