package org.trialbook.view.blind.leak;

/// A list of what rules find.
final class RuleOverWhatIsSealedIsRunForAll extends AnswerLeak {

    @Override
    public String imitates() {
        return "a rule that reads what is sealed finds something in one arm, and everybody is told";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/rule-hits") && answer.arm().equals("CSP")
                ? answer.body().replaceFirst("\"hits\":\\[", "\"hits\":[{\"rule\":\"output-below-threshold\"},")
                : answer.body();
    }
}
