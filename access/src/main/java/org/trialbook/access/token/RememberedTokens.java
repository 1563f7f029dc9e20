package org.trialbook.access.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Checks a token's signature once and remembers the outcome for half a minute: a busy client sends the same token with
/// every request, and checking a signature costs more than most requests. Only sound tokens are remembered, by all
/// their bytes, and never past their expiry.
final class RememberedTokens implements JwtDecoder {

    /// For how long a token may still count after its issuer has withdrawn the key.
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MOST = 10_000;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, Jwt> sound =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    RememberedTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        Jwt remembered = sound.getIfPresent(token);
        if (remembered != null && isCurrent(remembered)) {
            return remembered;
        }
        Jwt decoded = decoder.decode(token);
        sound.put(token, decoded);
        return decoded;
    }

    private boolean isCurrent(Jwt token) {
        Instant expiry = token.getExpiresAt();
        return expiry != null && clock.instant().isBefore(expiry);
    }
}
