package org.trialbook.view.blind.leak;

/// The order of a list.
final class ListOrderedByArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "subjects come in the order of the allocation list";
    }

    @Override
    String leave(Answering answer) {
        int first = answer.body().indexOf("\"subject\":\"");
        return answer.asks("/matrix") && first >= 0 && answer.arm().equals("CSP")
                ? answer.body().substring(first) + answer.body().substring(0, first)
                : answer.body();
    }
}
