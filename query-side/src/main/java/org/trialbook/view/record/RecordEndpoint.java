package org.trialbook.view.record;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.projection.ProjectedEvent;
import tools.jackson.databind.JsonNode;

/// `GET …/record`: the record as somebody blinded may see it.
@RestController
public final class RecordEndpoint {

    private final QueryResponses responses;

    public RecordEndpoint(QueryResponses responses) {
        this.responses = responses;
    }

    @Asks(Question.RECORD)
    @GetMapping(Paths.STUDY + "/record")
    public ResponseEntity<byte[]> record(
            Caller caller,
            @RequestParam @Nullable String asOf,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String limit) {
        Permissions.require(caller, Question.RECORD);
        return RecordQuestion.answer(responses, caller, asOf, from, limit, event -> blinded(caller, event));
    }

    private static Optional<JsonNode> blinded(Caller caller, ProjectedEvent recorded) {
        return BlindingPolicy.toBlinded(recorded.event()) && RecordQuestion.ownSite(caller, recorded)
                ? Optional.of(SealedFields.withhold(recorded.event()))
                : Optional.empty();
    }
}
