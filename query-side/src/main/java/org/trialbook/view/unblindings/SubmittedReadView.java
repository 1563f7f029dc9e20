package org.trialbook.view.unblindings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A read as far as it matters for the blind: whose recording it is of, and when its result was submitted.
///
/// @param of the read under which the recording was first registered; null for that one
/// @param subject null for a further read of a recording
public record SubmittedReadView(
        String read,
        @Nullable String of,
        @Nullable String subject,
        @Nullable Instant submittedAt) {}
