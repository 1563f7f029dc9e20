package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.access.Http.FORM;
import static org.trialbook.access.Http.STUDY;
import static org.trialbook.access.Http.VISIT;
import static org.trialbook.access.Http.json;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.token.SignOuts;

class WrongTokenTest extends InDemo {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    MeterRegistry meters;

    @SuppressWarnings("NullAway.Init")
    private ECKey key;

    private final Instant now = Instant.now();

    @BeforeEach
    void readTheDemosKey() throws Exception {
        key = ECKey.parse(Files.readString(DEMO_DIR.resolve(DemoIdentity.FILE)));
    }

    private HttpResponse<String> overview(String token) throws Exception {
        return http.send(http.as(token, STUDY + "/overview"));
    }

    private void assertInvalid(String token) throws Exception {
        HttpResponse<String> response = overview(token);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
        assertThat(json(response).path("type").asString()).isEqualTo("urn:trialbook:problem:token-invalid");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer realm=\"trialbook\", error=\"invalid_token\"");
    }

    @Test
    void rightTokenIsTaken() throws Exception {
        HttpResponse<String> response = overview(new ForgedToken(now).signedBy(key));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"id\":\"coordinator@01\",\"name\":\"Carla Costa (demo)\","
                        + "\"role\":\"coordinator\",\"site\":\"01\",\"knows\":[],\"results\":[]}");
    }

    @Test
    void nobodyIsSignedIn() throws Exception {
        HttpResponse<String> response = http.send(http.to(STUDY + "/overview"));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("type").asString()).isEqualTo("urn:trialbook:problem:not-signed-in");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"trialbook\"");
    }

    /// Whoever says 401, and wherever: how to sign in stands beside it.
    @Test
    void whoWasSignedOutMeanwhileIsToldHowToSignIn() throws Exception {
        HttpResponse<String> response =
                http.send(http.as(new ForgedToken(now).signedBy(key), STUDY + "/since-signed-out"));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer realm=\"trialbook\", error=\"invalid_token\"");
    }

    @Test
    void expired() throws Exception {
        HttpResponse<String> response = overview(new ForgedToken(now)
                .with("exp", Date.from(now.minusSeconds(60)))
                .signedBy(key));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("type").asString()).isEqualTo("urn:trialbook:problem:token-expired");
    }

    @Test
    void expiredWithinTheSkew() throws Exception {
        assertThat(overview(new ForgedToken(now)
                                .with("exp", Date.from(now.minusSeconds(5)))
                                .signedBy(key))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void notValidYet() throws Exception {
        assertInvalid(new ForgedToken(now)
                .with("nbf", Date.from(now.plusSeconds(600)))
                .signedBy(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "name", "role", "site", "study", "exp", "iat"})
    void claimMissing(String claim) throws Exception {
        assertInvalid(new ForgedToken(now).with(claim, null).signedBy(key));
    }

    @ParameterizedTest
    @ValueSource(longs = {13, 24, 10 * 365 * 24})
    void lastsTooLong(long hours) throws Exception {
        assertInvalid(new ForgedToken(now)
                .with("exp", Date.from(now.plus(Duration.ofHours(hours))))
                .signedBy(key));
        // Also when most of it is over.
        assertInvalid(new ForgedToken(now)
                .with("iat", Date.from(now.minus(Duration.ofHours(hours))))
                .with("exp", Date.from(now.plus(Duration.ofMinutes(1))))
                .signedBy(key));
    }

    @Test
    void lastsAsLongAsOneMay() throws Exception {
        assertThat(overview(new ForgedToken(now)
                                .with("iat", Date.from(now))
                                .with("exp", Date.from(now.plus(Duration.ofHours(12))))
                                .signedBy(key))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void issuedInTheFuture() throws Exception {
        assertInvalid(new ForgedToken(now)
                .with("iat", Date.from(now.plusSeconds(600)))
                .signedBy(key));
    }

    @Autowired
    @SuppressWarnings("NullAway.Init")
    SignOuts signOuts;

    @Test
    void signedOut() throws Exception {
        String token = token("coordinator@01");
        String other = token("coordinator@01");
        assertThat(overview(token).statusCode()).isEqualTo(200);
        signOuts.signOut(token, now.plus(Duration.ofHours(1)));

        HttpResponse<String> response = overview(token);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("type").asString()).isEqualTo("urn:trialbook:problem:signed-out");
        assertThat(http.send(http.act(token, VISIT, FORM)).statusCode()).isEqualTo(401);
        assertThat(overview(other).statusCode()).isEqualTo(200);
    }

    @Test
    void claimWrong() throws Exception {
        assertInvalid(
                new ForgedToken(now).with("iss", "https://elsewhere.example").signedBy(key));
        assertInvalid(new ForgedToken(now).with("aud", "another").signedBy(key));
        assertInvalid(new ForgedToken(now).with("role", "COORDINATOR").signedBy(key));
        assertInvalid(new ForgedToken(now)
                .with("role", List.of("coordinator", "monitor"))
                .signedBy(key));
        assertInvalid(new ForgedToken(now).with("site", "Lund").signedBy(key));
        assertInvalid(new ForgedToken(now).with("site", 1).signedBy(key));
        assertInvalid(new ForgedToken(now).with("role", "monitor").signedBy(key));
        assertInvalid(new ForgedToken(now).with("study", "hot crt").signedBy(key));
        assertInvalid(new ForgedToken(now).with("name", " ").signedBy(key));
        assertInvalid(new ForgedToken(now).ofType("logout+jwt").signedBy(key));
    }

    @Test
    void signedByAnotherKeyOfTheSameName() throws Exception {
        ECKey another = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
        assertInvalid(new ForgedToken(now).signedBy(another));
    }

    @Test
    void notSignedAtAll() throws Exception {
        assertInvalid(new PlainJWT(new ForgedToken(now).claimsSet()).serialize());
    }

    @Test
    void signedWithThePublicKeyAsASecret() throws Exception {
        byte[] secret = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        assertInvalid(new ForgedToken(now).signedBy(new MACSigner(secret), JWSAlgorithm.HS256, key.getKeyID()));
    }

    @Test
    void claimsSwappedUnderTheSignature() throws Exception {
        String[] parts = token("coordinator@01").split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("\"coordinator\"", "\"investigator\"");
        parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        assertInvalid(String.join(".", parts));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "ümlaut"})
    void notATokenAtAll(String token) throws Exception {
        assertInvalid(token);
    }

    @Test
    void twoTokens() throws Exception {
        HttpResponse<String> response = http.send(http.as(token("coordinator@01"), STUDY + "/overview")
                .header("Authorization", "Bearer " + token("monitor")));
        assertThat(response.statusCode()).isEqualTo(401);
    }

    /// Whoever holds a token signs it out by sending it, and nobody else's by a form or a cookie.
    @Test
    void signedOutByWhoeverSendsIt() throws Exception {
        String token = token("monitor");
        String other = token("monitor");
        assertThat(http.send(signingOut().header("Cookie", "trialbook_token=" + token))
                        .statusCode())
                .isEqualTo(401);
        assertThat(overview(token).statusCode()).isEqualTo(200);

        assertThat(http.send(signingOut().header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(204);

        assertThat(json(overview(token)).path("type").asString()).isEqualTo("urn:trialbook:problem:signed-out");
        assertThat(overview(other).statusCode()).isEqualTo(200);
    }

    private HttpRequest.Builder signingOut() {
        return http.to("/signout").POST(HttpRequest.BodyPublishers.noBody());
    }

    @Test
    void inACookieOpensNothing() throws Exception {
        for (String name : List.of("trialbook_token", "token", "access_token")) {
            HttpResponse<String> response =
                    http.send(http.to(STUDY + "/overview").header("Cookie", name + "=" + token("coordinator@01")));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(json(response).path("type").asString()).isEqualTo("urn:trialbook:problem:not-signed-in");
        }
    }

    @Test
    void inTheAddressOpensNothing() throws Exception {
        assertThat(http.send(http.to(STUDY + "/overview?access_token=" + token("coordinator@01")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void nobodyIsRedirected() throws Exception {
        for (String path : List.of(STUDY + "/overview", "/checkpoint", "/")) {
            HttpResponse<String> response = http.send(http.to(path).header("Accept", "text/html"));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(json(response).path("status").asInt()).isEqualTo(401);
        }
    }

    @Test
    void failuresAreCountedByReasonAlone() throws Exception {
        double before = meters.counter("trialbook.signin.failures", "reason", "token-invalid")
                .count();
        overview("x");
        var counter = meters.get("trialbook.signin.failures")
                .tag("reason", "token-invalid")
                .counter();
        assertThat(counter.count()).isEqualTo(before + 1);
        assertThat(counter.getId().getTags()).hasSize(1);
    }
}
