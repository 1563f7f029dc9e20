package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.provider.InstitutionsProvider;

/// The console against an authorization server over sockets, outside the demo: who has a good token comes in, and
/// what is
/// wrong with any other is said by its name.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SigningInAtAnInstitutionTest {

    private InstitutionsProvider provider;
    private ConfigurableApplicationContext application;

    @BeforeAll
    void start() throws IOException {
        Path directory = Files.createTempDirectory("trialbook-institution");
        provider = new InstitutionsProvider(ConsoleHouse.STUDY);
        application = new SpringApplication(StandaloneApplication.class)
                .run(
                        "--server.port=0",
                        "--trialbook.console.port=0",
                        "--trialbook.blinded=false",
                        "--trialbook.study=" + ConsoleHouse.STUDY,
                        "--trialbook.directory=" + directory,
                        "--trialbook.keys-dir=" + directory.resolve("keys"),
                        "--trialbook.identity.issuer=" + provider.root(),
                        "--trialbook.identity.jwk-set-uri=" + provider.root() + "/oauth2/jwks",
                        "--trialbook.console.issuer=" + provider.root(),
                        "--trialbook.console.client-id=" + provider.client().id(),
                        "--trialbook.console.client-secret=" + provider.client().secret(),
                        "--trialbook.console.id-token-algorithm=ES256");
    }

    @AfterEach
    void sayAsUsual() {
        provider.say(token -> {});
    }

    @AfterAll
    void stop() {
        if (application != null) {
            application.close();
        }
        if (provider != null) {
            provider.close();
        }
    }

    private URI console() {
        return application.getBean(ConsoleInProcess.class).root();
    }

    private URI record() {
        return URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")));
    }

    private HttpResponse<String> signedIn(String person) throws IOException, InterruptedException {
        try (HttpVisitor visitor = new HttpVisitor()) {
            return visitor.signIn(console().resolve("/"), person);
        }
    }

    @Test
    void somebodyOfTheInstitutionComesIn() throws Exception {
        HttpResponse<String> page = signedIn("coordinator@01");

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("Carla Costa (demo)", "coordinator, site 01", "Nothing waits for you");
    }

    /// Without the demo's profile there is no way to be somebody with one click.
    @Test
    void nobodyOfTheDemoIsThere() throws Exception {
        try (HttpVisitor visitor = new HttpVisitor()) {
            for (String path : List.of("/demo/people", "/oauth2/authorize?person=administrator")) {
                assertThat(visitor.get(record().resolve(path)).statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void theBrowserIsGivenNoToken() throws Exception {
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> page = visitor.signIn(console().resolve("/"), "coordinator@01");

            assertThat(page.body()).doesNotContain(provider.lastToken());
            assertThat(page.headers().map().toString()).doesNotContain(provider.lastToken());
            assertThat(visitor.cookies())
                    .extracting(HttpCookie::getName, HttpCookie::isHttpOnly)
                    .contains(Tuple.tuple("trialbook_console", true));
        }
    }

    @Test
    void afterTheKeysAreRotatedSigningInGoesOn() throws Exception {
        assertThat(signedIn("coordinator@01").statusCode()).isEqualTo(200);

        provider.rotate();

        HttpResponse<String> page = signedIn("coordinator@02");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("Carl Cerny");
    }

    @Test
    void aTokenForAnotherAudienceIsRefusedByName() throws Exception {
        provider.say(token -> token.getClaims().audience(List.of("another")));

        HttpResponse<String> page = signedIn("coordinator@01");

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.body()).contains("It was issued for another audience");
    }

    @Test
    void anExpiredTokenIsRefusedByName() throws Exception {
        Instant then = Instant.now().minusSeconds(3600);
        provider.say(token -> token.getClaims().issuedAt(then).notBefore(then).expiresAt(then.plusSeconds(60)));

        HttpResponse<String> page = signedIn("coordinator@01");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("The record does not take your sign-in");
        try (HttpVisitor visitor = new HttpVisitor()) {
            HttpResponse<String> answer = visitor.client.send(
                    HttpRequest.newBuilder(record().resolve("/api/v1/studies/" + ConsoleHouse.STUDY + "/me"))
                            .header("Authorization", "Bearer " + provider.lastToken())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("urn:trialbook:problem:token-expired");
        }
    }

    @Test
    void aTokenForAnotherStudyIsRefusedByName() throws Exception {
        provider.say(token -> token.getClaims().claim("study", "OTHER"));

        HttpResponse<String> page = signedIn("coordinator@01");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("study");
    }

    @Test
    void aTokenThatWasEndedIsRefusedByName() throws Exception {
        try (HttpVisitor visitor = new HttpVisitor()) {
            assertThat(visitor.signIn(console().resolve("/"), "coordinator@01").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> ended = visitor.client.send(
                    HttpRequest.newBuilder(record().resolve("/signout"))
                            .header("Authorization", "Bearer " + provider.lastToken())
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(ended.statusCode()).isLessThan(400);

            HttpResponse<String> page = visitor.get(console().resolve("/"));

            assertThat(page.body()).contains("Signed out");
        }
    }

    /// With a mistyped role nobody is a caller.
    @Test
    void aTokenWithoutACallerIsRefusedByName() throws Exception {
        provider.say(token -> token.getClaims().claim("role", "surgeon"));

        assertThat(signedIn("coordinator@01").body()).contains("don&#39;t make a caller");
    }

    @Test
    void anAddressOfAnotherNameIsNotAnswered() throws IOException {
        byte[] request = "GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(new RawHttp(console().getPort()).send(request).status()).isEqualTo(421);
    }
}
