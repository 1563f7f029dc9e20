package org.trialbook.trial.formlock;

import static org.trialbook.access.Role.DATA_MANAGER;
import static org.trialbook.access.Role.MONITOR;

import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.FormLocks;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormLock;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;

/// Asks that locked forms be unlocked: the first of two people.
public final class RequestUnlock extends FormLockAct {
    private static final Reason UNLOCK_ALREADY_REQUESTED = Reason.of(
            "unlock-already-requested", "The unlock of a place is requested once, and waits for approve-unlock.");

    public RequestUnlock() {
        super("request-unlock", FormLock.UNLOCK_REQUESTED, MONITOR, DATA_MANAGER);
    }

    @Override
    @Nullable
    Refusal objection(Command<SubjectId, Body> command, FormLocks locks) {
        CasebookPlace place = command.body().place();
        Refusal free = held(locks, FormLock.LOCKED, place);
        return free != null || locks.unlockAsked(place).isEmpty() ? free : UNLOCK_ALREADY_REQUESTED.refusal();
    }
}
