package org.trialbook.trial.query;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.QueryState;
import org.trialbook.casebook.QueryState.Status;
import org.trialbook.casebook.QueryStates;
import org.trialbook.event.QueryChange;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Text;

/// Asks again: the answer does not do, or what was closed is not settled.
public final class ReopenQuery extends QueryStep<ReopenQuery.Body> {

    /// @param query its number, such as `Q1`
    public record Body(
            @Text(longest = 12) String query, @Text String because) implements OfQuery {}

    public ReopenQuery() {
        super("reopen-query", Body.class, Set.of(Status.ANSWERED, Status.CLOSED), WATCHING);
    }

    @Override
    QueryChange change(Body body) {
        return QueryChange.of(QueryChange.Step.REOPENED, body.because());
    }

    /// While it was closed, another may have been opened for its cause.
    @Override
    @Nullable
    Refusal objection(Command<SubjectId, Body> command, QueryStates queries, QueryState query) {
        return sameCause(queries, isSealed(query), query.asked(), query.query());
    }
}
