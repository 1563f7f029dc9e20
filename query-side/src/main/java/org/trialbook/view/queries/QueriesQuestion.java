package org.trialbook.view.queries;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;

import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// The queries that everybody may know, with what became of each; see [ListedQueries].
public final class QueriesQuestion extends Question<QuestionAnswer> {
    public QueriesQuestion() {
        super(QuestionPermission.of("queries").and(SITE_STAFF).and(OVERSIGHT), "/queries", ListedQueries.PARAMETERS);
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        return ListedQueries.answer(QueryProjection.QUERIES, snapshot, caller, parameters)
                .answer();
    }
}
