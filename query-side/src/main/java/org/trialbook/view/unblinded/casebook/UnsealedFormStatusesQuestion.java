package org.trialbook.view.unblinded.casebook;

import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.view.casebook.CasebookProjection;
import org.trialbook.view.casebook.ListedForms;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.unblinded.Shown;

/// How far the recorded forms are for those who may know what is sealed; see [ListedForms].
public final class UnsealedFormStatusesQuestion extends Question<Shown> {
    public UnsealedFormStatusesQuestion() {
        super(SharedQuestions.UNBLINDED_FORM_STATUSES, "/unblinded/forms/status", ListedForms.PARAMETERS);
    }

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        ListedForms.Answered answered =
                ListedForms.answer(CasebookProjection.UNSEALED_CASEBOOKS, snapshot, caller, parameters);
        return new Shown(answered.answer(), answered.subjects());
    }
}
