package org.trialbook.trial.formlock;

import static org.trialbook.access.Role.DATA_MANAGER;

import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.FormLocks;
import org.trialbook.event.FormLock;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Refusal;

/// Locks forms: their data are final unless two people find otherwise.
public final class LockForms extends FormLockAct {
    public LockForms() {
        super("lock-forms", FormLock.LOCKED, DATA_MANAGER);
    }

    @Override
    @Nullable
    Refusal objection(Command<SubjectId, Body> command, FormLocks locks) {
        return notHeld(locks, FormLock.LOCKED, command.body().place());
    }
}
