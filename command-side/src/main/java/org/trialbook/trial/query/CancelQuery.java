package org.trialbook.trial.query;

import java.util.Set;
import org.trialbook.casebook.QueryState.Status;
import org.trialbook.event.QueryChange;
import org.trialbook.trial.act.Text;

/// Cancels a query that should not have been asked.
public final class CancelQuery extends QueryStep<CancelQuery.Body> {

    /// @param query its number, such as `Q1`
    public record Body(
            @Text(longest = 12) String query, @Text String because) implements OfQuery {}

    public CancelQuery() {
        super("cancel-query", Body.class, Set.of(Status.OPEN, Status.ANSWERED), WATCHING);
    }

    @Override
    QueryChange change(Body body) {
        return QueryChange.of(QueryChange.Step.CANCELLED, body.because());
    }
}
