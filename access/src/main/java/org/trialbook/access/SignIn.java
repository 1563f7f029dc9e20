package org.trialbook.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When the caller last signed in, as the token's claim `auth_time` says. Controllers take one as a plain parameter.
///
/// @param at null when the identity provider does not say
public record SignIn(@Nullable Instant at) {

    /// The `aud` of every token for this record.
    public static final String AUDIENCE = "trialbook";

    /// How long a sign-in is fresh.
    public static final Duration FRESH = Duration.ofMinutes(5);

    /// How far the identity provider's clock may be from ours.
    private static final Duration SKEW = Duration.ofSeconds(30);

    /// Whether the caller signed in within the last five minutes. A sign-in that lies in the future is none.
    public boolean fresh(Clock clock) {
        Instant now = clock.instant();
        return at != null && !at.isBefore(now.minus(FRESH)) && !at.isAfter(now.plus(SKEW));
    }
}
