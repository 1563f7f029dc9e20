package org.trialbook.view.broken;

import org.trialbook.blinding.BlindingKey;
import org.trialbook.view.unblinded.OpenedEvents;

/// What must never be written: a view for the blinded that opens events.
public final class PeekingView {

    private final OpenedEvents peek;

    public PeekingView(BlindingKey key) {
        this.peek = new OpenedEvents(key);
    }

    public OpenedEvents peek() {
        return peek;
    }
}
