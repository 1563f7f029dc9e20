package org.trialbook.trial.formlock;

import static org.trialbook.access.Role.DATA_MANAGER;

import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.FormLocks;
import org.trialbook.event.FormLock;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Refusal;

/// Lets frozen forms change again.
public final class UnfreezeForms extends FormLockAct {
    public UnfreezeForms() {
        super("unfreeze-forms", FormLock.UNFROZEN, DATA_MANAGER);
    }

    @Override
    @Nullable
    Refusal objection(Command<SubjectId, Body> command, FormLocks locks) {
        return held(locks, FormLock.FROZEN, command.body().place());
    }
}
