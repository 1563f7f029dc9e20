package org.trialbook.view.blind.leak;

import org.slf4j.LoggerFactory;

/// The server's log; those who read it are blinded.
final class LogLineNamesTheArm extends AnswerLeak {

    @Override
    public String imitates() {
        return "somebody logs a view while looking for a fault";
    }

    @Override
    String leave(Answering answer) {
        LoggerFactory.getLogger("org.trialbook.view").info("folded a subject of arm {}", answer.arm());
        return answer.body();
    }
}
