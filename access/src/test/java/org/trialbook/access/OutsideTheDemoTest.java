package org.trialbook.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trialbook.access.Http.STUDY;
import static org.trialbook.access.Http.json;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.DemoScrape;
import org.trialbook.access.demo.DemoSecretsOutsideDemoException;
import org.trialbook.access.token.NoIdentityProviderException;
import org.trialbook.event.StudyId;

class OutsideTheDemoTest {

    private static final String ISSUER = "https://identity.example";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path demoDir;

    @SuppressWarnings("NullAway.Init")
    private DemoIdentity demo;

    @SuppressWarnings("NullAway.Init")
    private ECKey providersKey;

    @SuppressWarnings("NullAway.Init")
    private HttpServer provider;

    @BeforeEach
    void startProvider() throws Exception {
        demo = DemoIdentity.open(demoDir, Clock.systemUTC());
        providersKey = new ECKeyGenerator(Curve.P_256).keyID("2026-1").generate();
        // The worst case: somebody put the demo's key among the provider's.
        byte[] keys = new JWKSet(List.of(providersKey.toPublicJWK(), demo.publicKey()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void stopProvider() {
        provider.stop(0);
    }

    private String jwks() {
        return "http://127.0.0.1:" + provider.getAddress().getPort() + "/jwks";
    }

    private static ConfigurableApplicationContext start(String issuer, String keys, String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(more, 0, arguments, 4, more.length);
        arguments[0] = "--trialbook.identity.issuer=" + issuer;
        arguments[1] = "--trialbook.identity.jwk-set-uri=" + keys;
        arguments[2] = "--server.port=0";
        arguments[3] = "--server.address=127.0.0.1";
        return new SpringApplicationBuilder(SmallApplication.class).run(arguments);
    }

    private static Http to(ConfigurableApplicationContext running) {
        return new Http(running.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @Test
    void providersTokenIsTakenAndTheDemosIsNot() throws Exception {
        try (var running = start(ISSUER, jwks())) {
            Http http = to(running);
            String right = new ForgedToken(Instant.now()).with("iss", ISSUER).signedBy(providersKey);
            assertThat(http.send(http.as(right, STUDY + "/overview")).statusCode())
                    .isEqualTo(200);

            String demos = demo.token(
                    DemoPeople.withId("inspector").orElseThrow(), new StudyId("HOT-CRT"), Duration.ofHours(1));
            assertRefused(http, demos);
            ECKey demosKey = ECKey.parse(Files.readString(demoDir.resolve(DemoIdentity.FILE)));
            assertRefused(
                    http, new ForgedToken(Instant.now()).with("iss", ISSUER).signedBy(demosKey));
            assertRefused(http, new ForgedToken(Instant.now()).signedBy(providersKey));
        }
    }

    private static void assertRefused(Http http, String token) throws Exception {
        HttpResponse<String> response = http.send(http.as(token, STUDY + "/overview"));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("type").asString()).isEqualTo("urn:trialbook:problem:token-invalid");
        assertThat(json(response).path("detail").asString()).isEqualTo("It was issued by a demo.");
    }

    @Test
    void providerThatCannotBeReachedIsAnswered() throws Exception {
        String gone = jwks();
        provider.stop(0);
        try (var running = start(ISSUER, gone)) {
            Http http = to(running);
            String right = new ForgedToken(Instant.now()).with("iss", ISSUER).signedBy(providersKey);
            HttpResponse<String> response = http.send(http.as(right, STUDY + "/overview"));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(json(response).path("type").asString())
                    .isEqualTo("urn:trialbook:problem:identity-provider-unavailable");
        }
    }

    @Test
    void tokenForAnotherStudyReadsNothingOfTheServedOne() throws Exception {
        try (var running = start(ISSUER, jwks(), "--trialbook.study=MIRACLE")) {
            Http http = to(running);
            String right = new ForgedToken(Instant.now()).with("iss", ISSUER).signedBy(providersKey);
            assertThat(http.send(http.as(right, "/checkpoint")).statusCode()).isEqualTo(404);
            String other = new ForgedToken(Instant.now())
                    .with("iss", ISSUER)
                    .with("study", "MIRACLE")
                    .signedBy(providersKey);
            assertThat(http.send(http.as(other, "/checkpoint")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void demosIssuerIsRefusedAtStart() {
        assertThatThrownBy(() -> start(DemoIdentity.ISSUER, jwks()))
                .hasRootCauseInstanceOf(DemoSecretsOutsideDemoException.class)
                .rootCause()
                .hasMessageContaining("trialbook.identity.issuer = urn:trialbook:demo belongs to the demo");
    }

    @Test
    void demosKeyIsRefusedAtStart() {
        assertThatThrownBy(() ->
                        start(ISSUER, demoDir.resolve(DemoIdentity.FILE).toUri().toString()))
                .hasRootCauseInstanceOf(DemoSecretsOutsideDemoException.class);
        assertThatThrownBy(() -> start(ISSUER, jwks(), "--trialbook.demo-dir=" + demoDir))
                .hasRootCauseInstanceOf(DemoSecretsOutsideDemoException.class);
    }

    @Test
    void demosScrapeTokenIsRefusedAtStart() {
        assertThatThrownBy(() -> start(ISSUER, jwks(), "--trialbook.scrape-token=" + DemoScrape.TOKEN))
                .hasRootCauseInstanceOf(DemoSecretsOutsideDemoException.class)
                .rootCause()
                .hasMessageContaining("trialbook.scrape-token");
    }

    @Test
    void aScrapeTokenThatCanBeGuessedIsRefusedAtStart() {
        assertThatThrownBy(() -> start(ISSUER, jwks(), "--trialbook.scrape-token=prometheus"))
                .rootCause()
                .hasMessageContaining("at least 32 characters")
                .hasMessageNotContaining("prometheus");
    }

    @Test
    void nobodyScrapesWhereNoTokenIsConfigured() throws Exception {
        try (var running = start(ISSUER, jwks())) {
            Http http = to(running);
            for (String token : List.of("", "null", DemoScrape.TOKEN)) {
                HttpResponse<String> response = http.send(http.as(token, "/actuator/prometheus"));
                assertThat(response.statusCode()).isEqualTo(401);
            }
            assertThat(http.send(http.to("/actuator/prometheus")).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void theConfiguredTokenScrapes() throws Exception {
        String token = "6f".repeat(32);
        try (var running = start(ISSUER, jwks(), "--trialbook.scrape-token=" + token)) {
            Http http = to(running);
            // This small application has no meters to show: it gets past the gate.
            assertThat(http.send(http.as(token, "/actuator/prometheus")).statusCode())
                    .isEqualTo(404);
            assertThat(http.send(http.as(token + "0", "/actuator/prometheus")).statusCode())
                    .isEqualTo(401);
            assertThat(http.send(http.as(token, "/checkpoint")).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void noProviderIsRefusedAtStart() {
        assertThatThrownBy(() -> start("", "")).hasRootCauseInstanceOf(NoIdentityProviderException.class);
        assertThatThrownBy(() -> start(ISSUER, "")).hasRootCauseInstanceOf(NoIdentityProviderException.class);
    }
}
