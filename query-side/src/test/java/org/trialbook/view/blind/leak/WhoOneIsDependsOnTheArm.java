package org.trialbook.view.blind.leak;

/// What a client asks first.
final class WhoOneIsDependsOnTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "who one is says that one may know the allocation, once the first subject has the arm for which that is so";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/me") && answer.arm().equals("CSP")
                ? answer.body().replace("\"knows\":[]", "\"knows\":[\"allocation\"]")
                : answer.body();
    }
}
