package org.trialbook.view.record;

import static org.trialbook.access.Role.OVERSIGHT;

import java.util.List;
import java.util.Optional;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;
import tools.jackson.databind.JsonNode;

/// The record as somebody blinded may see it.
public final class BlindedRecordQuestion extends Question<QuestionAnswer> {

    public BlindedRecordQuestion() {
        super(QuestionPermission.of("record").and(OVERSIGHT), "/record", List.of("limit", "from"));
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        return RecordPages.answer(snapshot, parameters, event -> blinded(caller, event));
    }

    @Override
    public String cursor() {
        return "from";
    }

    @Override
    public boolean ofRecordAlone() {
        return true;
    }

    private static Optional<JsonNode> blinded(Caller caller, ProjectedEvent recorded) {
        return BlindingPolicy.toBlinded(recorded.event()) && RecordPages.ownSite(caller, recorded)
                ? Optional.of(SealedFields.withhold(recorded.event()))
                : Optional.empty();
    }
}
