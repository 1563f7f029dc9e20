package org.trialbook.trial.query;

import java.util.Set;
import org.trialbook.casebook.QueryState.Status;
import org.trialbook.event.QueryChange;
import org.trialbook.event.QueryChange.Outcome;
import org.trialbook.trial.act.Text;

/// Answers a query at the site. What was wrong was put right before, by the act that corrects it.
public final class AnswerQuery extends QueryStep<AnswerQuery.Body> {

    /// @param query its number, such as `Q1`
    /// @param outcome `corrected`, `confirmed` or `needs-information`
    public record Body(
            @Text(longest = 12) String query,

            @Text(oneOf = {"corrected", "confirmed", "needs-information"})
            String outcome,

            @Text String answer)
            implements OfQuery {}

    public AnswerQuery() {
        super("answer-query", Body.class, Set.of(Status.OPEN), ANSWERING);
    }

    @Override
    QueryChange change(Body body) {
        return new QueryChange(QueryChange.Step.ANSWERED, Outcome.named(body.outcome()), null, body.answer());
    }
}
