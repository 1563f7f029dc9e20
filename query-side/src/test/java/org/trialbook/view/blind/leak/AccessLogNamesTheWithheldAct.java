package org.trialbook.view.blind.leak;

import org.slf4j.LoggerFactory;
import org.trialbook.view.blind.GeneratedTrial.Differing;

/// The server's log of requests.
final class AccessLogNamesTheWithheldAct extends AnswerLeak {

    @Override
    public String imitates() {
        return "the log counts requests by the name of the act";
    }

    @Override
    public Differing differing() {
        return Differing.WITHHELD;
    }

    @Override
    String leave(Answering answer) {
        LoggerFactory.getLogger("org.trialbook.access.requests")
                .info("POST request-crossover 201, {} so far", answer.history().withheld());
        return answer.body();
    }
}
