package org.trialbook.trial.query;

import java.util.Set;
import org.trialbook.casebook.QueryState.Status;
import org.trialbook.event.QueryChange;
import org.trialbook.trial.act.Text;

/// Closes an answered query: whoever watches over the data is content.
public final class CloseQuery extends QueryStep<CloseQuery.Body> {

    /// @param query its number, such as `Q1`
    public record Body(
            @Text(longest = 12) String query, @Text String because) implements OfQuery {}

    public CloseQuery() {
        super("close-query", Body.class, Set.of(Status.ANSWERED), WATCHING);
    }

    @Override
    QueryChange change(Body body) {
        return QueryChange.of(QueryChange.Step.CLOSED, body.because());
    }
}
