package org.trialbook.access.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.trialbook.access.demo.DemoIdentity;

/// The one issuer whose tokens count: whose keys, which algorithms, which rules.
public final class IdentityProvider {

    private IdentityProvider() {}

    /// The institution's own provider. Its keys are fetched when first needed, and from nowhere else.
    ///
    /// Only algorithms with a public key are taken: with a shared secret, whoever can check a token could
    /// also make one.
    public static JwtDecoder external(String issuer, String jwkSetUri, Duration longest, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(jwkSetUri)
                .jwsAlgorithms(algorithms -> algorithms.addAll(Set.of(
                        SignatureAlgorithm.ES256,
                        SignatureAlgorithm.ES384,
                        SignatureAlgorithm.PS256,
                        SignatureAlgorithm.RS256)))
                .build();
        return ruled(decoder, issuer, longest, clock);
    }

    public static JwtDecoder demo(DemoIdentity demo, Duration longest, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(
                        new ImmutableJWKSet<SecurityContext>(new JWKSet(demo.publicKey())))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        return ruled(decoder, DemoIdentity.ISSUER, longest, clock);
    }

    private static JwtDecoder ruled(NimbusJwtDecoder decoder, String issuer, Duration longest, Clock clock) {
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(type, new TokenRules(issuer, longest, clock)));
        return new RememberedTokens(decoder, clock);
    }
}
