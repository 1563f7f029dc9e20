package org.trialbook.trial.broken;

import java.util.UUID;

/// Ids should arrive in the act.
public final class DrawsAnId {

    private DrawsAnId() {}

    static String decide() {
        return UUID.randomUUID().toString();
    }
}
