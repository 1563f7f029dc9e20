package org.trialbook.view.blind.leak;

import org.trialbook.view.blind.GeneratedTrial.Differing;

/// The timeline of a subject.
final class SiteIsToldWhatReadersMeasured extends AnswerLeak {

    @Override
    public String imitates() {
        return "what the core laboratory measured stands on the site's timeline";
    }

    @Override
    public Differing differing() {
        return Differing.READING;
    }

    @Override
    String leave(Answering answer) {
        return answer.asks("/timeline")
                ? answer.body()
                        .replaceFirst(
                                "\\{",
                                "{\"measured\":%d,"
                                        .formatted(answer.history().measured().hashCode()))
                : answer.body();
    }
}
