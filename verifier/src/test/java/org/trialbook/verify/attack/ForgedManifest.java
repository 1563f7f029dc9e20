package org.trialbook.verify.attack;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.trialbook.ledger.BundleManifest;

/// The manifest promises more than the bundle holds.
final class ForgedManifest implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.manifest = new BundleManifest(
                "HOT-CRT",
                OpenedBundle.ORIGIN,
                13,
                bundle.root(12),
                null,
                Instant.parse("2026-11-21T11:00:00Z"),
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
