package org.trialbook.trial.formlock;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.casebook.FormLocks;
import org.trialbook.casebook.FormStates;
import org.trialbook.event.CasebookEvent.FormLockChanged;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormLock;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.PlaceRules;
import org.trialbook.trial.rules.SubjectAct;

/// What acts have in common by which forms are frozen or locked, or are so no longer. It changes no datum, so that
/// neither a withdrawal nor what is recorded stands in the way.
abstract class FormLockAct extends SubjectAct<FormLockAct.Body, FormStates> {
    private static final Reason ALREADY_HELD = Reason.of(
            "already-frozen-or-locked", "What is frozen or locked, as it is or as a part of more, is so already.");
    private static final Reason NOT_HELD = Reason.of(
            "not-frozen-or-locked",
            "What was frozen or locked is let go by the place that was named then, or by a larger one.");

    private final FormLock step;

    /// @param visit absent: all of the subject, or a form that stands outside of any visit
    /// @param form absent: all of the visit
    /// @param key which entry of a form that repeats; absent: all of them
    public record Body(
            @Nullable String visit,
            @Nullable String form,
            @Nullable String key,
            @Text String because) {
        CasebookPlace place() {
            return new CasebookPlace(visit, form, key, null);
        }
    }

    FormLockAct(String name, FormLock step, Role... who) {
        super(name, Body.class, who);
        this.step = step;
    }

    /// What stands against it, as things are.
    abstract @Nullable Refusal objection(Command<SubjectId, Body> command, FormLocks locks);

    @Override
    public final boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public final FormStates initial(Command<SubjectId, Body> command) {
        return new FormStates();
    }

    @Override
    protected final List<Rule<Command<SubjectId, Body>, FormStates>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                (command, forms) ->
                        PlaceRules.known(forms.subject(), command.body().place()),
                (command, forms) -> objection(command, forms.standing().locks()));
    }

    @Override
    protected final Outcome accept(Command<SubjectId, Body> command, FormStates forms) {
        return Outcome.recorded(new FormLockChanged(
                command.study(),
                command.target(),
                command.target().site(),
                command.body().place(),
                step,
                command.body().because()));
    }

    static @Nullable Refusal notHeld(FormLocks locks, FormLock by, CasebookPlace place) {
        return locks.whole(by, place)
                .map(whole -> ALREADY_HELD.with("as", by.storedName()).with("place", whole.path()))
                .orElse(null);
    }

    static @Nullable Refusal held(FormLocks locks, FormLock by, CasebookPlace place) {
        if (locks.any(by, place)) {
            return null;
        }
        Refusal refusal = NOT_HELD.with("as", by.storedName());
        return locks.whole(by, place)
                .map(whole -> refusal.with("place", whole.path()))
                .orElse(refusal);
    }
}
