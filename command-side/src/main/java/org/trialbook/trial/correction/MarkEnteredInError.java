package org.trialbook.trial.correction;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.PROGRAMMER;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.StatedFacts;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.CorrectionEvent.EnteredInError;
import org.trialbook.event.CourseFact;
import org.trialbook.event.FormInstance;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.FormRules;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Marks a form, an entry of one that repeats, or a visit as entered in error: it stays in the record and counts
/// nowhere, and its place can be recorded again. What was answered wrongly is corrected instead, by
/// correct-value and correct-fact.
public final class MarkEnteredInError extends SubjectAct<MarkEnteredInError.Body, StatedFacts> {
    private static final Reason SOMETHING_MADE_AT_IT = Reason.of(
            "something-made-at-the-visit",
            "A visit was not entered in error while forms or recordings of it count: forms are marked first, and recordings"
                    + " taken back by take-back-recording.");
    private static final Reason NOT_THE_PROGRAMMERS =
            Reason.of("visit-is-not-the-programmers", "A visit is marked by those who record visits.");

    /// @param visit absent for a form that stands outside of any visit
    /// @param form absent for a visit
    /// @param key which entry; absent for a form that does not repeat
    /// @param because open, unless the form has something sealed
    public record Body(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String visit,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String form,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String key,

            @Text String because) {

        Optional<FormInstance> instance() {
            return Optional.ofNullable(form).map(code -> new FormInstance(visit, code, key));
        }
    }

    public MarkEnteredInError() {
        super("mark-entered-in-error", Body.class, COORDINATOR, INVESTIGATOR, PROGRAMMER);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, StatedFacts>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                MarkEnteredInError::known,
                MarkEnteredInError::mayKnow,
                MarkEnteredInError::recorded,
                MarkEnteredInError::mayChange,
                MarkEnteredInError::nothingMadeAtIt);
    }

    @Override
    public StatedFacts initial(Command<SubjectId, Body> command) {
        return new StatedFacts();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, StatedFacts facts) {
        Body body = command.body();
        boolean sealed = body.form() != null && facts.subject().seals().anyOn(body.form());
        return Outcome.recorded(new EnteredInError(
                command.study(),
                command.target(),
                command.target().site(),
                body.visit(),
                body.form(),
                body.key(),
                sealed ? null : body.because(),
                sealed ? Sealed.of(body.because()) : null));
    }

    private static @Nullable Refusal known(Command<SubjectId, Body> command, StatedFacts facts) {
        return command.body()
                .instance()
                .map(form -> FormRules.everKnown(facts.subject(), form))
                .orElse(null);
    }

    private static @Nullable Refusal mayKnow(Command<SubjectId, Body> command, StatedFacts facts) {
        String form = command.body().form();
        if (form != null) {
            return FormRules.mayKnow(facts.subject(), form, command.actor());
        }
        return command.actor().role() == Role.PROGRAMMER ? NOT_THE_PROGRAMMERS.refusal() : null;
    }

    private static @Nullable Refusal recorded(Command<SubjectId, Body> command, StatedFacts facts) {
        Body body = command.body();
        boolean counts = command.body()
                .instance()
                .map(form -> facts.forms().form(form).isPresent())
                .orElseGet(() -> body.key() == null
                        && body.visit() != null
                        && facts.fact(CourseFact.VISIT, body.visit()).isPresent());
        if (counts) {
            return null;
        }
        Refusal refusal = SharedReasons.nothingRecorded();
        refusal = body.visit() == null ? refusal : refusal.with("visit", body.visit());
        refusal = body.form() == null ? refusal : refusal.with("form", body.form());
        return body.key() == null ? refusal : refusal.with("key", body.key());
    }

    private static @Nullable Refusal mayChange(Command<SubjectId, Body> command, StatedFacts facts) {
        Body body = command.body();
        return FormRules.mayChange(facts.subject(), new CasebookPlace(body.visit(), body.form(), body.key(), null));
    }

    private static @Nullable Refusal nothingMadeAtIt(Command<SubjectId, Body> command, StatedFacts facts) {
        Body body = command.body();
        if (body.form() != null || body.visit() == null) {
            return null;
        }
        List<String> made = facts.visits().madeAt(body.visit());
        return made.isEmpty()
                ? null
                : SOMETHING_MADE_AT_IT.with("visit", body.visit()).with("made", String.join(", ", made));
    }
}
