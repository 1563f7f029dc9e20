package org.trialbook.view.unblinded.queries;

import org.trialbook.access.Caller;
import org.trialbook.access.SharedQuestions;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.queries.ListedQueries;
import org.trialbook.view.queries.QueryProjection;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.unblinded.Shown;

/// The queries of those who may know what is sealed; see [ListedQueries].
public final class SealedQueriesQuestion extends Question<Shown> {
    public SealedQueriesQuestion() {
        super(SharedQuestions.UNBLINDED_QUERIES, "/unblinded/queries", ListedQueries.PARAMETERS);
    }

    @Override
    public Shown answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        ListedQueries.Answered answered =
                ListedQueries.answer(QueryProjection.SEALED_QUERIES, snapshot, caller, parameters);
        return new Shown(answered.answer(), answered.subjects());
    }
}
