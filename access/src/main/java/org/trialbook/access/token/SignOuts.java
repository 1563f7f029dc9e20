package org.trialbook.access.token;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which tokens were signed out and would be valid still. A token is good wherever its signature is, so that it is
/// signed out has to be remembered until it would have expired: here at once, and through [SharedSignOuts] by the other
/// processes, and by this one when it starts again.
public final class SignOuts {

    private static final Logger LOG = LoggerFactory.getLogger(SignOuts.class);

    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private final SharedSignOuts shared;
    private final Clock clock;

    public SignOuts(SharedSignOuts shared, Clock clock) {
        this.shared = shared;
        this.clock = clock;
    }

    /// @param token a valid one
    /// @param expiry its `exp`
    public void signOut(String token, Instant expiry) {
        String name = TokenName.of(token).sha256();
        Instant last = expiry.plus(TokenRules.SKEW);
        until.put(name, last);
        try {
            shared.add(name, last);
        } catch (RuntimeException e) {
            // It holds here. The operator hears that it may not hold elsewhere.
            LOG.warn(
                    "a sign-out could not be shared with other processes: {}",
                    e.getClass().getName());
        }
    }

    public boolean contains(String token) {
        return until.containsKey(TokenName.of(token).sha256());
    }

    /// Takes over what others signed out, and forgets what has expired.
    public void refresh() {
        Instant now = clock.instant();
        until.values().removeIf(last -> last.isBefore(now));
        try {
            until.putAll(shared.after(now));
        } catch (RuntimeException e) {
            LOG.warn(
                    "the sign-outs of other processes could not be read: {}",
                    e.getClass().getName());
        }
    }
}
