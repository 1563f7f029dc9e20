package org.trialbook.trial.broken;

import org.axonframework.messaging.eventstreaming.Tag;

/// A decision should know events, not messages.
public final class KnowsAxon {

    private KnowsAxon() {}

    static Tag decide() {
        return new Tag("subject", "01-001");
    }
}
