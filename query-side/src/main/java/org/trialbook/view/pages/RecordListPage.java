package org.trialbook.view.pages;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.view.question.Asked;
import org.trialbook.view.record.BlindedRecordQuestion;
import org.trialbook.view.tree.WitnessStatus;

/// The record, event by event, with its positions and leaf hashes, as somebody blinded may see it.
final class RecordListPage extends QuestionPage {
    private static final String USUAL = "50";

    private final ObjectProvider<WitnessStatus> witnessStatus;

    RecordListPage(ObjectProvider<WitnessStatus> witnessStatus) {
        super("/record", "Record", "record", BlindedRecordQuestion.class);
        this.witnessStatus = witnessStatus;
    }

    @Override
    protected Asked asked(Asked page) {
        return page.query().containsKey("limit") ? page : page.with("limit", USUAL);
    }

    @Override
    protected Map<String, ?> model(Answered answer, Asking asking) {
        Caller caller = asking.caller();
        WitnessStatus witnesses = witnessStatus.getObject();
        return Map.of(
                "witnesses",
                witnesses.anyConfigured() ? witnesses.now().witnesses() : List.of(),
                "bundle",
                SharedQuestions.BUNDLE.openTo(caller),
                "redactedBundle",
                SharedQuestions.REDACTED_BUNDLE.openTo(caller),
                "rows",
                answer.list("events").stream().map(EventRow::ofRecord).toList());
    }
}
