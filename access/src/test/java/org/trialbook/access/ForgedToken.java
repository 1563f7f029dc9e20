package org.trialbook.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.demo.DemoIdentity;

/// A token that is right in everything but what a test makes wrong.
final class ForgedToken {

    private final Map<String, Object> claims = new LinkedHashMap<>();
    private JOSEObjectType type = JOSEObjectType.JWT;

    ForgedToken(Instant now) {
        claims.put("iss", DemoIdentity.ISSUER);
        claims.put("aud", "trialbook");
        claims.put("sub", "coordinator@01");
        claims.put("name", "Carla Costa (demo)");
        claims.put("role", "coordinator");
        claims.put("site", "01");
        claims.put("study", "HOT-CRT");
        claims.put("iat", Date.from(now.minus(Duration.ofMinutes(5))));
        claims.put("exp", Date.from(now.plus(Duration.ofHours(1))));
    }

    ForgedToken with(String claim, @Nullable Object value) {
        claims.put(claim, value);
        if (value == null) {
            claims.remove(claim);
        }
        return this;
    }

    ForgedToken ofType(String name) {
        type = new JOSEObjectType(name);
        return this;
    }

    String signedBy(ECKey key) throws JOSEException {
        return signedBy(new ECDSASigner(key), JWSAlgorithm.ES256, key.getKeyID());
    }

    String signedBy(JWSSigner signer, JWSAlgorithm algorithm, String keyId) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).type(type).keyID(keyId).build(), claimsSet());
        token.sign(signer);
        return token.serialize();
    }

    JWTClaimsSet claimsSet() {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        return set.build();
    }
}
