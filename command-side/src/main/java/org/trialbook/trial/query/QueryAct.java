package org.trialbook.trial.query;

import static org.trialbook.access.Role.BLINDED_STATISTICIAN;
import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.MONITOR;
import static org.trialbook.access.Role.PHARMACIST;
import static org.trialbook.access.Role.PROGRAMMER;
import static org.trialbook.access.Role.STATISTICIAN;
import static org.trialbook.access.Role.UNBLINDED_MONITOR;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.casebook.QueryState;
import org.trialbook.casebook.QueryStates;
import org.trialbook.event.DataQuery;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// What acts on queries have in common. A query of somebody who may know what is sealed is for those alone who may
/// know it, too; to everybody else it does not exist.
abstract class QueryAct<B> extends SubjectAct<B, QueryStates> {
    /// Who asks, and who closes.
    static final List<Role> WATCHING =
            List.of(MONITOR, UNBLINDED_MONITOR, DATA_MANAGER, STATISTICIAN, BLINDED_STATISTICIAN);
    /// Who answers.
    static final List<Role> ANSWERING = List.of(COORDINATOR, INVESTIGATOR, IMPLANTER, PROGRAMMER, PHARMACIST);

    private static final Reason ASSIGNEE_MAY_NOT_KNOW = Reason.of(
            "assignee-may-not-know",
            "A query of somebody who may know what is sealed is assigned to a role that may know it, too.");

    private static final Reason ALREADY_ASKED = Reason.of(
            "query-already-open",
            "There is one open query for one cause: that one is assigned, answered or cancelled.");

    QueryAct(String name, Class<B> body, Role... who) {
        super(name, body, who);
    }

    @Override
    public final boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public final QueryStates initial(Command<SubjectId, B> command) {
        return new QueryStates();
    }

    static boolean mayKnowWhatIsSealed(Command<SubjectId, ?> command, QueryStates queries) {
        return mayKnowWhatIsSealed(command.actor().role(), queries);
    }

    private static boolean mayKnowWhatIsSealed(Role role, QueryStates queries) {
        // Who may know the allocation may know what the forms tell of it, and nobody else may: a protocol in which it
        // is
        // otherwise is not published.
        return !queries.subject().blinding().blinded(role.storedName());
    }

    static boolean isSealed(QueryState query) {
        return query.query().startsWith("S");
    }

    /// The query, if the caller may know of it.
    static Optional<QueryState> known(Command<SubjectId, ?> command, QueryStates queries, String number) {
        return queries.query(number).filter(query -> !isSealed(query) || mayKnowWhatIsSealed(command, queries));
    }

    static @Nullable Refusal assignable(QueryStates queries, String role, boolean sealed) {
        Role assigned = Role.named(role).filter(ANSWERING::contains).orElse(null);
        if (assigned == null) {
            return SharedReasons.unknownCode(
                    "role at a site",
                    role,
                    ANSWERING.stream().map(Role::storedName).toList());
        }
        return sealed && !mayKnowWhatIsSealed(assigned, queries) ? ASSIGNEE_MAY_NOT_KNOW.with("role", role) : null;
    }

    /// The refusal where another query of the same cause is open or answered. Those that are sealed and those that are
    /// not do not know of each other.
    ///
    /// @param but the number of a query that is not asked; null where all are
    static @Nullable Refusal sameCause(QueryStates queries, boolean sealed, DataQuery asked, @Nullable String but) {
        return queries.all().stream()
                .filter(query -> query.pending() && !query.query().equals(but))
                .filter(query -> isSealed(query) == sealed && query.asked().sameCause(asked))
                .findFirst()
                .map(query -> ALREADY_ASKED.with("query", query.query()))
                .orElse(null);
    }
}
