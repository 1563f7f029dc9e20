package org.trialbook.view.blind.leak;

/// A field of the record.
final class RecordShowsASealedField extends AnswerLeak {

    @Override
    public String imitates() {
        return "the record page opens what it shows";
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/record")
                ? answer.body().replaceFirst("\\{\"sealed\":true}", "\"" + answer.arm() + "\"")
                : answer.body();
    }
}
