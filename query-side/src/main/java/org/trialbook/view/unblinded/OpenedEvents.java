package org.trialbook.view.unblinded;

import java.util.function.UnaryOperator;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.view.projection.ProjectedEvent;

/// The lens of unblinded views: every event with its sealed fields opened.
public final class OpenedEvents implements UnaryOperator<ProjectedEvent> {

    private final EventSealing sealing;

    public OpenedEvents(BlindingKey key) {
        this.sealing = new EventSealing(key);
    }

    /// @throws org.trialbook.blinding.UnopenableException when a field was altered or sealed under another key
    @Override
    public ProjectedEvent apply(ProjectedEvent recorded) {
        return recorded.with(sealing.open(recorded.event(), recorded.id()));
    }
}
