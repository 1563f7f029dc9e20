package org.trialbook.access.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/// When a browser last asked for something with its cookie, in this process. A browser that somebody has walked away
/// from stops being signed in, whatever its token says.
///
/// Of a token that this process has not seen, because it was seen elsewhere or before a restart, the time since it was
/// issued counts: who comes too late signs in again. Programs that send the token in a header have no session.
public final class BrowserSessions {

    private static final int MOST = 10_000;

    private final Cache<TokenName, Instant> lastUse =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Duration idle;
    private final Clock clock;

    public BrowserSessions(Duration idle, Clock clock) {
        this.idle = idle;
        this.clock = clock;
    }

    /// Somebody has just signed in with the token.
    public void begin(String token) {
        lastUse.put(TokenName.of(token), clock.instant());
    }

    /// Whether the token was used within the idle limit; then this is its last use.
    ///
    /// @param issued its `iat`
    public boolean use(String token, Instant issued) {
        Instant now = clock.instant();
        AtomicBoolean active = new AtomicBoolean();
        lastUse.asMap().compute(TokenName.of(token), (name, last) -> {
            Instant since = last == null ? issued : last;
            active.set(!since.plus(idle).isBefore(now));
            // A session that ended stays ended until somebody signs in again.
            return active.get() ? now : since;
        });
        return active.get();
    }
}
