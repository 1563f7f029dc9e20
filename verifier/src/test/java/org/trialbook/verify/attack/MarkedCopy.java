package org.trialbook.verify.attack;

import java.util.List;
import java.util.OptionalLong;
import org.trialbook.ledger.BundleManifest;
import org.trialbook.ledger.NoteSigner;

/// One reader's copy is marked by the time at which it is said to have been made, which the record does not give.
final class MarkedCopy implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        int last = OpenedBundle.EVENTS - 1;
        bundle.manifest = new BundleManifest(
                "HOT-CRT",
                OpenedBundle.ORIGIN,
                OpenedBundle.EVENTS,
                bundle.root(OpenedBundle.EVENTS),
                4L,
                OpenedBundle.recordedAt(last).plusNanos(17_000),
                List.of());
    }

    @Override
    public String answeredWith() {
        return "manifest-disagrees";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.empty();
    }
}
