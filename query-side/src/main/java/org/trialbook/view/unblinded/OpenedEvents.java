package org.trialbook.view.unblinded;

import java.util.function.UnaryOperator;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.view.projection.RecordedEvent;

/// The lens of unblinded views: every event with its sealed fields opened.
public final class OpenedEvents implements UnaryOperator<RecordedEvent> {

    private final EventSealing sealing;

    public OpenedEvents(BlindingKey key) {
        this.sealing = new EventSealing(key);
    }

    /// @throws org.trialbook.blinding.UnopenableException when a field was altered or sealed under another key
    @Override
    public RecordedEvent apply(RecordedEvent recorded) {
        return recorded.with(sealing.open(recorded.event(), recorded.id()));
    }
}
