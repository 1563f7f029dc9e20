package org.trialbook.view.overview;

import static org.trialbook.access.Role.ADMINISTRATOR;
import static org.trialbook.access.Role.ENDPOINT_COMMITTEE;
import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;
import static org.trialbook.access.Role.SPONSOR;
import static org.trialbook.view.course.SubjectProjection.SUBJECTS;
import static org.trialbook.view.overview.StudyProjection.STUDY;

import java.util.List;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// Participant flow and enrolment of the whole study, without arms.
public final class OverviewQuestion extends Question<QuestionAnswer> {

    public OverviewQuestion() {
        super(
                QuestionPermission.of("overview", SPONSOR, ADMINISTRATOR, ENDPOINT_COMMITTEE)
                        .and(SITE_STAFF)
                        .and(OVERSIGHT),
                "/overview",
                List.of());
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        String study = parameters.study().value();
        StudyView view = snapshot.one(STUDY, study).orElseGet(() -> STUDY.initial(study));
        return QuestionAnswer.whole(Overview.of(view, snapshot.all(SUBJECTS).values()));
    }
}
