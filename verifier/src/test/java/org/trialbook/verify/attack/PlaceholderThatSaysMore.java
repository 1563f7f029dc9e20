package org.trialbook.verify.attack;

import java.util.OptionalLong;
import org.trialbook.ledger.NoteSigner;

/// Somebody with the whole record marks a withheld event for a reader who must not know what it is.
final class PlaceholderThatSaysMore implements RedactedAttack {

    @Override
    public void on(OpenedBundle bundle, NoteSigner key) {
        bundle.lines.set(6, "{\"withheld\":6,\"type\":\"trialbook.CrossoverRequested\"}");
    }

    @Override
    public String answeredWith() {
        return "unreadable-line";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.of(6);
    }
}
