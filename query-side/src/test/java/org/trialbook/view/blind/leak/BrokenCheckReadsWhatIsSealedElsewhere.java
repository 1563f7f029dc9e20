package org.trialbook.view.blind.leak;

/// A form, beside whose answers stands which checks they break.
final class BrokenCheckReadsWhatIsSealedElsewhere extends AnswerLeak {

    @Override
    public String imitates() {
        return "a check is said to be broken by what is sealed on another form";
    }

    @Override
    String leave(Answering answer) {
        return answer.path().contains("/forms/") && answer.arm().equals("CSP")
                ? answer.body().replace("\"broken\":[]", "\"broken\":[\"paced\"]")
                : answer.body();
    }
}
