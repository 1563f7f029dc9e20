package org.trialbook.trial.query;

import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.QueryState;
import org.trialbook.casebook.QueryState.Status;
import org.trialbook.casebook.QueryStates;
import org.trialbook.event.QueryChange;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Text;

/// Gives an open query to another role at the site, by who asked or by who has it.
public final class AssignQuery extends QueryStep<AssignQuery.Body> {

    /// @param query its number, such as `Q1`
    /// @param assignedTo the role at the site that answers
    public record Body(
            @Text(longest = 12) String query,
            String assignedTo,
            @Text String because) implements OfQuery {}

    public AssignQuery() {
        super(
                "assign-query",
                Body.class,
                Set.of(Status.OPEN),
                Stream.concat(WATCHING.stream(), ANSWERING.stream()).toList());
    }

    @Override
    QueryChange change(Body body) {
        return new QueryChange(QueryChange.Step.ASSIGNED, null, body.assignedTo(), body.because());
    }

    @Override
    @Nullable
    Refusal objection(Command<SubjectId, Body> command, QueryStates queries, QueryState query) {
        return assignable(queries, command.body().assignedTo(), isSealed(query));
    }
}
