package org.trialbook.view.blind.leak;

/// The tag of an answer.
final class EtagOverSealedBytes extends AnswerLeak {

    @Override
    public String imitates() {
        return "the ETag hashes the view before it is redacted";
    }

    @Override
    String leave(Answering answer) {
        String tag = answer.response().getHeader("ETag");
        if (tag != null) {
            answer.response().setHeader("ETag", "\"" + (tag + answer.arms()).hashCode() + "\"");
        }
        return answer.body();
    }
}
