package org.trialbook.event;

import org.jspecify.annotations.Nullable;

/// What a blinded reader believes the arm to be, for the blinding index (James et al., Bang et al.).
///
/// @param arm null for "don't know"
/// @param confidence 1 (a guess) to 5 (certain); null for "don't know"
public record ArmGuess(@Nullable ArmCode arm, @Nullable Integer confidence) {}
