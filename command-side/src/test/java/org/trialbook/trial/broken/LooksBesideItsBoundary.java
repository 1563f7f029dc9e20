package org.trialbook.trial.broken;

import org.trialbook.store.Log;

/// What a decision knows should be within its boundary.
public final class LooksBesideItsBoundary {

    private LooksBesideItsBoundary() {}

    static boolean decide(Log log) {
        return log.size() > 0;
    }
}
