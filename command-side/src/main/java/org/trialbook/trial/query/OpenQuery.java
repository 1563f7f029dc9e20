package org.trialbook.trial.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.QueryStates;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.DataQuery;
import org.trialbook.event.QueryEvent.QueryOpened;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.FormCheck;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.PlaceRules;
import org.trialbook.trial.rules.SharedReasons;

/// Asks a site about an item, a form, a visit or a subject. There are never two open queries for one cause.
public final class OpenQuery extends QueryAct<OpenQuery.Body> {
    /// @param visit absent: all of the subject, or a form that stands outside of any visit
    /// @param form absent: all of the visit
    /// @param key which entry of a form that repeats; absent: all of them
    /// @param item absent: all of the form
    /// @param check the form's check that is not met; absent where a person asks by themselves
    /// @param assignedTo the role at the site that answers
    public record Body(
            @Nullable String visit,
            @Nullable String form,
            @Nullable String key,
            @Nullable String item,
            @Nullable String check,
            String assignedTo,
            @Text String text) {

        CasebookPlace about() {
            return new CasebookPlace(visit, form, key, item);
        }

        DataQuery asked() {
            return new DataQuery(about(), check, assignedTo, text);
        }
    }

    public OpenQuery() {
        super("open-query", Body.class, WATCHING.toArray(Role[]::new));
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, QueryStates>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                (command, queries) ->
                        PlaceRules.known(queries.subject(), command.body().about()),
                (command, queries) -> PlaceRules.mayKnowTheItem(
                        queries.subject(), command.body().about(), command.actor()),
                OpenQuery::check,
                (command, queries) ->
                        assignable(queries, command.body().assignedTo(), mayKnowWhatIsSealed(command, queries)),
                OpenQuery::notAsked);
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, QueryStates queries) {
        boolean sealed = mayKnowWhatIsSealed(command, queries);
        DataQuery asked = command.body().asked();
        return Outcome.recorded(new QueryOpened(
                command.study(),
                command.target(),
                command.target().site(),
                queries.next(sealed),
                sealed ? null : asked,
                sealed ? Sealed.of(asked) : null));
    }

    private static @Nullable Refusal check(Command<SubjectId, Body> command, QueryStates queries) {
        CasebookPlace about = command.body().about();
        String check = command.body().check();
        if (check == null) {
            return null;
        }
        List<String> known = about.form() == null
                ? List.of()
                : queries.subject().versions().form(about.form()).orElseThrow().checks().stream()
                        .map(FormCheck::code)
                        .toList();
        return known.contains(check) ? null : SharedReasons.unknownCode("check", check, known);
    }

    private static @Nullable Refusal notAsked(Command<SubjectId, Body> command, QueryStates queries) {
        return sameCause(
                queries, mayKnowWhatIsSealed(command, queries), command.body().asked(), null);
    }
}
