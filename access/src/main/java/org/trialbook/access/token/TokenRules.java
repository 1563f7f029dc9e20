package org.trialbook.access.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.trialbook.access.RoleKnowledge;
import org.trialbook.access.SignIn;
import org.trialbook.access.demo.DemoIdentity;

/// What a correctly signed token must say: issuer, audience, time, and a caller in the five claims `sub`,
/// `name`, `role`, `site` (site staff only) and `study`.
public final class TokenRules implements OAuth2TokenValidator<Jwt> {

    static final String EXPIRED = "token-expired";
    static final String INVALID = "token-invalid";

    /// How far the identity provider's clock may be from ours.
    static final Duration SKEW = Duration.ofSeconds(30);

    private final String issuer;
    private final Duration longest;
    private final Clock clock;

    /// @param longest from `iat` to `exp`, at most: a token cannot be called back by whoever issued it
    public TokenRules(String issuer, Duration longest, Clock clock) {
        this.issuer = issuer;
        this.longest = longest;
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        OAuth2Error error = firstBroken(token);
        return error == null ? OAuth2TokenValidatorResult.success() : OAuth2TokenValidatorResult.failure(error);
    }

    private @Nullable OAuth2Error firstBroken(Jwt token) {
        if (signedByDemo(token) && !issuer.equals(DemoIdentity.ISSUER)) {
            return invalid("It was issued by a demo.");
        }
        if (!issuer.equals(token.getClaimAsString("iss"))) {
            return invalid("It was issued by somebody else.");
        }
        List<String> audience = token.getAudience();
        if (audience == null || !audience.contains(SignIn.AUDIENCE)) {
            return invalid("It was issued for another audience.");
        }
        Instant now = clock.instant();
        Instant expiry = token.getExpiresAt();
        if (expiry == null) {
            return invalid("It has no expiry (exp).");
        }
        Instant issued = token.getIssuedAt();
        if (issued == null) {
            return invalid("It does not say when it was issued (iat).");
        }
        if (issued.isAfter(now.plus(SKEW))) {
            return invalid("It was issued in the future (iat).");
        }
        if (expiry.isAfter(issued.plus(longest))) {
            return invalid("It lasts longer than the %d minutes that are taken here.".formatted(longest.toMinutes()));
        }
        Instant notBefore = token.getNotBefore();
        if (notBefore != null && notBefore.isAfter(now.plus(SKEW))) {
            return invalid("It is not valid yet (nbf).");
        }
        try {
            CallerAuthentication.of(token, RoleKnowledge.NOTHING);
        } catch (IllegalArgumentException e) {
            return invalid("Its claims sub, name, role, site and study don't make a caller.");
        }
        // The expiry is checked last, so that somebody is told to sign in again only where that helps.
        return expiry.isAfter(now.minus(SKEW)) ? null : new OAuth2Error(EXPIRED, "The token has expired.", null);
    }

    private static boolean signedByDemo(Jwt token) {
        return DemoIdentity.ISSUER.equals(token.getClaimAsString("iss"))
                || (token.getHeaders().get("kid") instanceof String key && DemoIdentity.isDemoKey(key));
    }

    private static OAuth2Error invalid(String reason) {
        return new OAuth2Error(INVALID, reason, null);
    }
}
