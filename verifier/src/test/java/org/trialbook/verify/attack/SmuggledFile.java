package org.trialbook.verify.attack;

import java.util.OptionalLong;

/// A file that no inspector asked for travels along.
final class SmuggledFile implements Attack {

    @Override
    public void on(OpenedBundle bundle) {
        bundle.put("invoice.pdf.exe", "run me");
    }

    @Override
    public String answeredWith() {
        return "superfluous-entry";
    }

    @Override
    public OptionalLong firstBadPosition() {
        return OptionalLong.empty();
    }
}
