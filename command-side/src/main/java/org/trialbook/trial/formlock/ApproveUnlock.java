package org.trialbook.trial.formlock;

import static org.trialbook.access.Role.DATA_MANAGER;

import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.FormLocks;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormLock;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;

/// Unlocks forms as somebody else asked: the second of two people.
public final class ApproveUnlock extends FormLockAct {
    private static final Reason UNLOCK_NOT_REQUESTED =
            Reason.of("unlock-not-requested", "Somebody requests the unlock of the place first, by request-unlock.");
    private static final Reason UNLOCK_APPROVED_BY_THE_SAME =
            Reason.of("unlock-approved-by-the-same", "Who requests an unlock does not approve it: somebody else does.");

    public ApproveUnlock() {
        super("approve-unlock", FormLock.UNLOCKED, DATA_MANAGER);
    }

    @Override
    @Nullable
    Refusal objection(Command<SubjectId, Body> command, FormLocks locks) {
        CasebookPlace place = command.body().place();
        Refusal free = held(locks, FormLock.LOCKED, place);
        if (free != null) {
            return free;
        }
        FormLocks.UnlockAsked asked = locks.unlockAsked(place).orElse(null);
        if (asked == null) {
            return UNLOCK_NOT_REQUESTED.refusal();
        }
        return command.actor().id().equals(asked.by()) ? UNLOCK_APPROVED_BY_THE_SAME.refusal() : null;
    }
}
