package org.trialbook.view.casebook;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;

import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// How far the recorded forms are, as everybody may know; see [ListedForms].
public final class FormStatusesQuestion extends Question<QuestionAnswer> {
    public static final QuestionPermission PERMISSION =
            QuestionPermission.of("form-statuses").and(SITE_STAFF).and(OVERSIGHT);

    public FormStatusesQuestion() {
        super(PERMISSION, "/forms/status", ListedForms.PARAMETERS);
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        return ListedForms.answer(CasebookProjection.CASEBOOKS, snapshot, caller, parameters)
                .answer();
    }
}
