package org.trialbook.view.blind.leak;

import java.util.List;
import org.trialbook.event.CasebookEvent.SourceVerified;
import org.trialbook.view.blind.Deed;

/// Which answer was compared with the source.
final class SealedVerificationIsOpen implements Leak {

    @Override
    public String imitates() {
        return "what somebody verifies who knows is recorded as everybody's verifications are";
    }

    @Override
    public List<Deed> record(List<Deed> deeds) {
        return deeds.stream().map(SealedVerificationIsOpen::changed).toList();
    }

    private static Deed changed(Deed deed) {
        return deed.event() instanceof SourceVerified verified && verified.sealed() != null
                ? deed.with(new SourceVerified(
                        verified.study(),
                        verified.subject(),
                        verified.site(),
                        verified.sealed().opened(),
                        null))
                : deed;
    }
}
