package org.trialbook.view.projection;

import java.time.Instant;

/// The moment that a question is about.
public sealed interface AsOf {

    /// As far as the live views have come.
    record Now() implements AsOf {}

    /// After the first `size` events.
    record Size(long size) implements AsOf {}

    /// After what had been recorded at the instant.
    record At(Instant instant) implements AsOf {}
}
