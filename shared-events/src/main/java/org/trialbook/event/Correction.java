package org.trialbook.event;

import org.jspecify.annotations.Nullable;

/// A corrected answer.
///
/// @param from the old answer; null: the item was empty
/// @param to the new answer; null: the answer is withdrawn
/// @param because the reason given
public record Correction(
        String item, @Nullable ItemValue from, @Nullable ItemValue to, String because) {

    /// Stands in clear for a reason that is sealed.
    private static final String SEALED_REASON = "(sealed)";

    /// The same, with its reason left out: it is free text and may tell what the form keeps sealed.
    public Correction withReasonSealed() {
        return new Correction(item, from, to, SEALED_REASON);
    }

    /// Whether the reason was left out.
    public boolean reasonSealed() {
        return because.equals(SEALED_REASON);
    }
}
