package org.trialbook.view.overview;

import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.overview.StudyProjection.STUDY;

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

/// `GET …/overview`
@RestController
public final class OverviewEndpoint {

    private final QueryResponses responses;

    public OverviewEndpoint(QueryResponses responses) {
        this.responses = responses;
    }

    @Asks(Question.OVERVIEW)
    @GetMapping(Paths.STUDY + "/overview")
    public ResponseEntity<byte[]> overview(
            Caller caller, @PathVariable StudyId study, @RequestParam @Nullable String asOf) {
        Permissions.require(caller, Question.OVERVIEW);
        return responses.answer(caller, asOf, moment -> {
            StudyView view = moment.one(STUDY, study.value()).orElseGet(() -> STUDY.initial(study.value()));
            return QueryResponses.Body.whole(
                    Overview.of(view, moment.all(SUBJECTS).values()));
        });
    }
}
