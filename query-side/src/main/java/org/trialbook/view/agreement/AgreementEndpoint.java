package org.trialbook.view.agreement;

import static org.trialbook.view.readresults.ReadProjection.READS;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.trialbook.access.Asks;
import org.trialbook.access.Caller;
import org.trialbook.access.Permissions;
import org.trialbook.access.Question;
import org.trialbook.event.StudyId;
import org.trialbook.view.answer.Paths;
import org.trialbook.view.answer.QueryResponses;
import org.trialbook.view.overview.ProtocolInForce;
import org.trialbook.view.readresults.RecordingReads;

/// `GET …/reads/agreement`
@RestController
public final class AgreementEndpoint {

    private final QueryResponses responses;

    public AgreementEndpoint(QueryResponses responses) {
        this.responses = responses;
    }

    record AgreementAnswer(List<Agreement> agreement) {}

    @Asks(Question.AGREEMENT)
    @GetMapping(Paths.STUDY + "/reads/agreement")
    public ResponseEntity<byte[]> agreement(
            Caller caller, @PathVariable StudyId study, @RequestParam @Nullable String asOf) {
        Permissions.require(caller, Question.AGREEMENT);
        return responses.answer(
                caller,
                asOf,
                moment -> QueryResponses.Body.whole(new AgreementAnswer(ProtocolInForce.at(moment, study)
                        .map(protocol -> Agreement.of(
                                protocol,
                                RecordingReads.of(moment.all(READS).values()).values()))
                        .orElse(List.of()))));
    }
}
