package org.trialbook.view.blind.leak;

/// What a browser keeps.
final class CookieTellsTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "the last subject looked at is kept in a cookie, with its colour";
    }

    @Override
    String leave(Answering answer) {
        answer.response().addHeader("Set-Cookie", "last=" + answer.arm() + "; Path=/");
        return answer.body();
    }
}
