package org.trialbook.view.blind.leak;

import org.trialbook.view.projection.TrialRecord;

/// The bytes of a sealed field.
final class BoxIsShown extends AnswerLeak {

    @Override
    public String imitates() {
        return "the record page shows the ciphertext, which nobody can read";
    }

    @Override
    String leave(Answering answer) {
        StringBuilder boxes = new StringBuilder();
        TrialRecord record = answer.history().record();
        for (long position = 0; answer.asks("/record") && position < record.size(); position++) {
            String payload = record.line(position).payload();
            int at = payload.indexOf("\"box\":");
            boxes.append(at >= 0 ? payload.substring(at, at + 12) : "");
        }
        return answer.body() + boxes;
    }
}
