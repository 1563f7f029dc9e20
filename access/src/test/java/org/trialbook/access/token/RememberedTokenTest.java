package org.trialbook.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RememberedTokenTest {

    private static final Instant EXPIRY = Instant.parse("2026-11-21T10:00:00Z");

    private Instant now = EXPIRY.minusSeconds(10);
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final List<String> checked = new ArrayList<>();
    private final RememberedTokens tokens = new RememberedTokens(this::check, clock);

    private Jwt check(String token) {
        checked.add(token);
        if (token.equals("forged") || !now.isBefore(EXPIRY)) {
            throw new BadJwtException("not sound");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "ES256")
                .subject("monitor")
                .expiresAt(EXPIRY)
                .build();
    }

    @Test
    void aSoundTokenIsCheckedOnce() {
        tokens.decode("sound");
        assertThat(tokens.decode("sound").getSubject()).isEqualTo("monitor");
        assertThat(checked).containsExactly("sound");
    }

    @Test
    void anExpiredTokenIsCheckedAgainAndRefused() {
        tokens.decode("sound");
        now = EXPIRY;
        assertThatThrownBy(() -> tokens.decode("sound")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aForgedTokenIsNeverRemembered() {
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThat(checked).containsExactly("forged", "forged");
    }

    @Test
    void anotherTokenOfTheSameSubjectIsCheckedItself() {
        tokens.decode("sound");
        tokens.decode("other");
        assertThat(checked).containsExactly("sound", "other");
    }
}
