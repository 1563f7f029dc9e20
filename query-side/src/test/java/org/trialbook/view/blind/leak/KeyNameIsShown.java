package org.trialbook.view.blind.leak;

import org.trialbook.view.projection.TrialRecord;

/// Under which key a field is sealed.
final class KeyNameIsShown extends AnswerLeak {

    @Override
    public String imitates() {
        return "the record page names the key of each field";
    }

    @Override
    String leave(Answering answer) {
        StringBuilder keys = new StringBuilder();
        TrialRecord record = answer.history().record();
        for (long position = 0; answer.asks("/record") && position < record.size(); position++) {
            String payload = record.line(position).payload();
            int at = payload.indexOf("\"key\":");
            keys.append(at >= 0 ? payload.substring(at, at + 12) : "");
        }
        return answer.body() + keys;
    }
}
