package org.trialbook.view.blind.leak;

import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.AllocationAccessed;
import org.trialbook.ledger.EventLine;
import org.trialbook.view.projection.TrialRecord;

/// Who scrapes the meters is not told who looked at a treatment.
final class MeterLabelledByWhoLooked extends AnswerLeak {

    @Override
    public String imitates() {
        return "looks at treatments are counted by who looked";
    }

    @Override
    String leave(Answering answer) {
        String looked = EventTypes.nameOf(AllocationAccessed.class).qualified();
        TrialRecord record = answer.history().record();
        for (long position = 0; answer.asks("/overview") && position < record.size(); position++) {
            EventLine line = record.line(position);
            if (line.type().equals(looked)) {
                String account = line.actor() == null ? "-" : line.actor().id();
                Metered.by(answer).counter("trialbook.looks", "caller", account).increment();
            }
        }
        return answer.body();
    }
}
