package org.trialbook.trial.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.QueryStates;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.DataQuery;
import org.trialbook.event.FormInstance;
import org.trialbook.event.QueryEvent.QueryOpened;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.FormCheck;
import org.trialbook.protocol.Item;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.FormRules;
import org.trialbook.trial.rules.SharedReasons;

/// Asks a site about an item, a form, a visit or a subject. There are never two open queries for one cause.
public final class OpenQuery extends QueryAct<OpenQuery.Body> {
    private static final Reason INCOMPLETE_PLACE =
            Reason.of("incomplete-place", "A query about an item names its form, and one about a form its visit.");
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
                OpenQuery::place,
                OpenQuery::mayKnowTheItem,
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

    private static @Nullable Refusal place(Command<SubjectId, Body> command, QueryStates queries) {
        return place(queries.subject(), command.body().about());
    }

    /// The refusal of a place that no version of the protocol has.
    static @Nullable Refusal place(SubjectState subject, CasebookPlace about) {
        if (!about.whole()) {
            return INCOMPLETE_PLACE.refusal();
        }
        return about.form() == null
                ? ofAVisit(subject, about.visit())
                : ofAForm(subject, about, new FormInstance(about.visit(), about.form(), about.key()));
    }

    private static @Nullable Refusal ofAVisit(SubjectState subject, @Nullable String visit) {
        List<String> known = List.copyOf(subject.versions().visits().keySet());
        return visit == null || subject.versions().visit(visit).isPresent()
                ? null
                : SharedReasons.unknownCode("visit", visit, known);
    }

    private static @Nullable Refusal ofAForm(SubjectState subject, CasebookPlace about, FormInstance instance) {
        boolean outsideVisits = subject.versions()
                .form(instance.form())
                .filter(Form::outsideVisits)
                .isPresent();
        if (instance.visit() == null && !outsideVisits) {
            return INCOMPLETE_PLACE.refusal();
        }
        Refusal unknown = FormRules.everKnown(subject, instance);
        if (unknown != null) {
            return unknown;
        }
        Form form = form(subject, instance.form());
        if (instance.key() != null && !(form.repeats() && FormInstance.isKey(instance.key()))) {
            return SharedReasons.unknownCode("entry of " + form.code(), instance.key(), List.of());
        }
        return about.item() == null ? null : FormRules.knownItem(form, about.item());
    }

    private static Form form(SubjectState subject, String code) {
        return subject.versions().form(code).orElseThrow();
    }

    private static @Nullable Refusal mayKnowTheItem(Command<SubjectId, Body> command, QueryStates queries) {
        CasebookPlace about = command.body().about();
        if (about.form() == null || about.item() == null || mayKnowWhatIsSealed(command, queries)) {
            return null;
        }
        Item item = form(queries.subject(), about.form()).item(about.item()).orElseThrow();
        return queries.subject().seals().isSealed(about.form(), item) ? FormRules.revealsTheArm(about.form()) : null;
    }

    private static @Nullable Refusal check(Command<SubjectId, Body> command, QueryStates queries) {
        CasebookPlace about = command.body().about();
        String check = command.body().check();
        if (check == null) {
            return null;
        }
        List<String> known = about.form() == null
                ? List.of()
                : form(queries.subject(), about.form()).checks().stream()
                        .map(FormCheck::code)
                        .toList();
        return known.contains(check) ? null : SharedReasons.unknownCode("check", check, known);
    }

    private static @Nullable Refusal notAsked(Command<SubjectId, Body> command, QueryStates queries) {
        return sameCause(
                queries, mayKnowWhatIsSealed(command, queries), command.body().asked(), null);
    }
}
