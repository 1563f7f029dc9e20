package org.trialbook.event;

import org.jspecify.annotations.Nullable;

/// The item corrected, its old answer (null: the item was empty), new answer (null: the answer is
/// withdrawn) and the
/// reason given.
public record Correction(
        String item, @Nullable Value from, @Nullable Value to, String because) {}
