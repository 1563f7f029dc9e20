package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// A redacted bundle is passed on as a complete one, so that nobody asks what is missing.
final class RedactedBundleAsComplete implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.redacted = false;
    }

    @Override
    public String answeredWith() {
        return "undeclared-redaction";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(2);
    }
}
