package org.trialbook.view.bundle;

import org.trialbook.event.BlindingPolicy;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Redaction;
import org.trialbook.view.projection.RecordedEvent;

/// Withholds from somebody blinded what [BlindingPolicy] withholds, and whatever can't be classified: an event of a
/// type or
/// version that this program doesn't know, and one that it can't read.
final class RedactionForTheBlinded implements Redaction {

    @Override
    public boolean withholds(byte[] line) {
        try {
            return RecordedEvent.of(EventLine.parse(line))
                    .filter(recorded -> BlindingPolicy.toBlinded(recorded.event()))
                    .isEmpty();
        } catch (RuntimeException unreadable) {
            // A damaged event is named by the verifier, by its root; what is left of it must not be told.
            return true;
        }
    }
}
