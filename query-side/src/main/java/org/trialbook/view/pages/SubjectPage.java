package org.trialbook.view.pages;

import java.util.Map;
import org.trialbook.view.timeline.TimelineQuestion;

/// Everything recorded about one subject, in order; what is sealed is named as sealed.
final class SubjectPage extends QuestionPage {

    SubjectPage() {
        super("/subjects/{subject}", null, "subject", TimelineQuestion.class);
    }

    @Override
    protected Map<String, ?> model(Answered answer, Asking asking) {
        String subject = asking.asked().path().get("subject");
        return Map.of(
                "marks",
                Mark.of(answer.content()),
                "matrix",
                Pages.at("/matrix", asking.asOf()),
                "more",
                asking.pages().aboutSubject(asking.caller(), String.valueOf(subject), asking.asOf()),
                "rows",
                answer.list("entries").stream().map(EventRow::ofTimeline).toList());
    }
}
