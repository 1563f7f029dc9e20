package org.trialbook.view.blind.leak;

import org.slf4j.LoggerFactory;
import org.trialbook.event.EventTypes;
import org.trialbook.event.SubjectEvent.CrossoverRequested;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.TrialRecord;

/// Who reads the server's log is not told that a crossover was asked for, nor by whom.
final class LogLineNamesWhoAskedForACrossover extends AnswerLeak {

    @Override
    public String imitates() {
        return "a view logs whose withheld act it has folded";
    }

    @Override
    String leave(Answering answer) {
        String asked = EventTypes.nameOf(CrossoverRequested.class).qualified();
        TrialRecord record = answer.history().record();
        for (long position = 0; answer.asks("/overview") && position < record.size(); position++) {
            EventLine line = record.line(position);
            if (line.type().equals(asked)) {
                LoggerFactory.getLogger("org.trialbook.view").info("folded an act of {}", line.actor());
            }
        }
        return answer.body();
    }
}
