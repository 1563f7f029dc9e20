package org.trialbook.trial;

import java.util.List;
import org.trialbook.casebook.Fold;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Acts;
import org.trialbook.trial.lock.LockGuard;

/// Every act that a command side takes, each with what decides it.
public record DecidedActs(List<Acts.Decided<?, ?, ?>> all) {

    /// Each is decided by itself, and those that the study's lock ends are guarded by it.
    public static DecidedActs of(List<Act<?, ?, ?>> acts) {
        return new DecidedActs(
                acts.stream().<Acts.Decided<?, ?, ?>>map(DecidedActs::guarded).toList());
    }

    private static <T, B, S extends Fold> Acts.Decided<T, B, ?> guarded(Act<T, B, S> act) {
        return act.endsWithTheLock()
                ? new Acts.Decided<>(act, new LockGuard<>(act.name(), act))
                : new Acts.Decided<>(act, act);
    }
}
