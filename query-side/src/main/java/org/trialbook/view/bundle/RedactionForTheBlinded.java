package org.trialbook.view.bundle;

import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.UnknownEventException;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Redaction;
import org.trialbook.view.projection.ProjectedEvent;

/// Withholds from somebody blinded what [BlindingPolicy] withholds, what the log itself recorded, and an event that
/// can't be read. At one that this release doesn't know it stops: a later one may show it.
final class RedactionForTheBlinded implements Redaction {

    @Override
    public boolean withholds(byte[] line) {
        try {
            return ProjectedEvent.of(EventLine.parse(line))
                    .filter(recorded -> BlindingPolicy.toBlinded(recorded.event()))
                    .isEmpty();
        } catch (UnknownEventException ofALaterRelease) {
            throw ofALaterRelease;
        } catch (RuntimeException unreadable) {
            // A damaged event is named by the verifier, by its root; what is left of it must not be told.
            return true;
        }
    }
}
