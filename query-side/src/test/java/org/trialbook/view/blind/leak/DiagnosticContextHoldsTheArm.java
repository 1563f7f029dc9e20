package org.trialbook.view.blind.leak;

import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// What the log attaches to every line.
final class DiagnosticContextHoldsTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "the arm is put into the diagnostic context";
    }

    @Override
    String leave(Answering answer) {
        try (MDC.MDCCloseable context = MDC.putCloseable("arm", answer.arm())) {
            LoggerFactory.getLogger("org.trialbook.view").info("answered");
        }
        return answer.body();
    }
}
