package org.trialbook.trial.formlock;

import static org.trialbook.access.Role.DATA_MANAGER;

import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.FormLocks;
import org.trialbook.event.FormLock;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Refusal;

/// Freezes forms while their data are looked at: what is recorded, and what may be.
public final class FreezeForms extends FormLockAct {
    public FreezeForms() {
        super("freeze-forms", FormLock.FROZEN, DATA_MANAGER);
    }

    @Override
    @Nullable
    Refusal objection(Command<SubjectId, Body> command, FormLocks locks) {
        return notHeld(locks, FormLock.FROZEN, command.body().place());
    }
}
