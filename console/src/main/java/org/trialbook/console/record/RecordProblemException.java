package org.trialbook.console.record;

/// The record did not answer as asked: it says why, and the page says it on.
public final class RecordProblemException extends RuntimeException {

    private final transient RecordAnswer answer;

    public RecordProblemException(RecordAnswer answer) {
        super(answer.problem());
        this.answer = answer;
    }

    public RecordAnswer answer() {
        return answer;
    }
}
