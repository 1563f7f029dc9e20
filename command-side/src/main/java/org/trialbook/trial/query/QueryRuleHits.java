package org.trialbook.trial.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.RuleStates;
import org.trialbook.event.DataQuery;
import org.trialbook.event.QueryEvent.QueryOpened;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;

/// Asks the site about everything that a rule finds with a subject, but for what was asked already, and what was
/// excused.
public final class QueryRuleHits extends RuleAct<QueryRuleHits.Body> {
    private static final Reason NOTHING_TO_ASK = Reason.of(
            "nothing-to-ask", "The rule finds nothing with this subject that was neither asked about nor excused.");

    /// @param rule its code
    /// @param assignedTo the role at the site that answers; absent: the one that the rule names
    public record Body(
            @Text(longest = 40) String rule,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String assignedTo) implements OfRule {}

    public QueryRuleHits() {
        super("query-rule-hits", Body.class);
    }

    @Override
    List<Rule<Command<SubjectId, Body>, RuleStates>> further() {
        return List.of(
                (command, states) ->
                        QueryAct.assignable(states.queries(), assignedTo(command, states), sealed(command, states)),
                QueryRuleHits::something);
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, RuleStates states) {
        boolean sealed = sealed(command, states);
        List<TrialEvent> opened = new ArrayList<>();
        for (DataQuery asked : open(command, states)) {
            opened.add(new QueryOpened(
                    command.study(),
                    command.target(),
                    command.target().site(),
                    states.queries().next(sealed, opened.size()),
                    sealed ? null : asked,
                    sealed ? Sealed.of(asked) : null));
        }
        return new Outcome.Recorded(opened);
    }

    private static String assignedTo(Command<SubjectId, Body> command, RuleStates states) {
        String role = command.body().assignedTo();
        return role == null ? rule(command, states).assignedTo() : role;
    }

    private static List<DataQuery> open(Command<SubjectId, Body> command, RuleStates states) {
        boolean sealed = sealed(command, states);
        return hits(command, states).stream()
                .map(hit -> hit.asked(assignedTo(command, states)))
                .filter(asked -> states.queries().pending(asked, sealed).isEmpty())
                .toList();
    }

    private static @Nullable Refusal something(Command<SubjectId, Body> command, RuleStates states) {
        return open(command, states).isEmpty()
                ? NOTHING_TO_ASK.with("rule", command.body().rule())
                : null;
    }
}
