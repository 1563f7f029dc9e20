package org.trialbook.view.unblinded.blindingindex;

import org.jspecify.annotations.Nullable;

/// What the reader of one read believed.
///
/// @param recording the code under which the recording was registered
/// @param subject known of the read that the recording was registered with, and so is the visit
/// @param arm what was guessed; null for no guess
/// @param submitted whether there is an answer at all
public record GuessView(
        String read,
        String recording,
        @Nullable String subject,
        @Nullable String visit,
        @Nullable String modality,
        @Nullable String arm,
        boolean submitted) {}
