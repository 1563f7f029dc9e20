package org.trialbook.view.blind.leak;

import org.slf4j.LoggerFactory;

/// An exception in the log.
final class ExceptionMessageIsLogged extends AnswerLeak {

    @Override
    public String imitates() {
        return "an exception is logged with its message";
    }

    @Override
    String leave(Answering answer) {
        LoggerFactory.getLogger("org.trialbook.view")
                .warn("a view could not be shown", new IllegalStateException("no window for " + answer.arm()));
        return answer.body();
    }
}
