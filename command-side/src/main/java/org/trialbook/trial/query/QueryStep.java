package org.trialbook.trial.query;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.QueryState;
import org.trialbook.casebook.QueryState.Status;
import org.trialbook.casebook.QueryStates;
import org.trialbook.event.QueryChange;
import org.trialbook.event.QueryEvent.QueryChanged;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;

/// What is done with a query that was opened: it is in a state that the act begins from, and goes on to the next.
abstract class QueryStep<B extends QueryStep.OfQuery> extends QueryAct<B> {
    private static final Reason NO_SUCH_QUERY = Reason.of(
            "no-such-query", "Only a query that was opened about this subject is answered, assigned or closed.");
    private static final Reason NOT_IN_THAT_STATE = Reason.of(
            "query-state",
            "An open query is answered or assigned, an answered one closed or reopened; a closed one is reopened, and a"
                    + " cancelled one stays so.");

    private final Set<Status> from;

    /// What each request names.
    interface OfQuery {
        String query();
    }

    /// @param from the states in which it is done
    QueryStep(String name, Class<B> body, Set<Status> from, List<Role> who) {
        super(name, body, who.toArray(Role[]::new));
        this.from = from;
    }

    /// What becomes of the query.
    abstract QueryChange change(B body);

    /// What else stands against it; null where nothing does.
    @Nullable
    Refusal objection(Command<SubjectId, B> command, QueryStates queries, QueryState query) {
        return null;
    }

    @Override
    protected final List<Rule<Command<SubjectId, B>, QueryStates>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                this::known,
                this::inState,
                (command, queries) -> objection(command, queries, query(command, queries)));
    }

    @Override
    protected final Outcome accept(Command<SubjectId, B> command, QueryStates queries) {
        QueryState query = query(command, queries);
        QueryChange change = change(command.body());
        boolean sealed = isSealed(query);
        return Outcome.recorded(new QueryChanged(
                command.study(),
                command.target(),
                command.target().site(),
                query.query(),
                sealed ? null : change,
                sealed ? Sealed.of(change) : null));
    }

    private QueryState query(Command<SubjectId, B> command, QueryStates queries) {
        return known(command, queries, command.body().query()).orElseThrow();
    }

    private @Nullable Refusal known(Command<SubjectId, B> command, QueryStates queries) {
        String number = command.body().query();
        return known(command, queries, number).isPresent() ? null : NO_SUCH_QUERY.with("query", number);
    }

    private @Nullable Refusal inState(Command<SubjectId, B> command, QueryStates queries) {
        Status status = query(command, queries).status();
        return from.contains(status)
                ? null
                : NOT_IN_THAT_STATE
                        .with("state", status.storedName())
                        .with(
                                "from",
                                from.stream().map(Status::storedName).sorted().collect(Collectors.joining(", ")));
    }
}
