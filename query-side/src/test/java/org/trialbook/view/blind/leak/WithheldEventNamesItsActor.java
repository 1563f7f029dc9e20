package org.trialbook.view.blind.leak;

import org.trialbook.view.projection.TrialRecord;

/// Who did what is withheld.
final class WithheldEventNamesItsActor extends AnswerLeak {

    @Override
    public String imitates() {
        return "a withheld event keeps its actor";
    }

    @Override
    String leave(Answering answer) {
        StringBuilder actors = new StringBuilder();
        TrialRecord record = answer.history().record();
        for (long position = 0; answer.asks("/record") && position < record.size(); position++) {
            actors.append(record.line(position).actor());
        }
        return answer.body() + actors;
    }
}
