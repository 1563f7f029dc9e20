package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Signing in, a fresh sign-in and signing out through a real Keycloak, with the realm that Compose imports. Runs where
/// `trialbook.keycloak.home` names an unpacked distribution: `.ci/keycloak/check` fetches one.
@EnabledIfSystemProperty(named = "trialbook.keycloak.home", matches = ".+")
class SigningInAtKeycloakTest {

    private static final String SECRET = UUID.randomUUID().toString();
    private static final String PASSWORD = UUID.randomUUID().toString();
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);

    private final Path home = Path.of(System.getProperty("trialbook.keycloak.home", ""));
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aPersonOfTheRealmSignsInSignsInAfreshAndSignsOut() throws Exception {
        int port = freePort();
        URI console = URI.create("http://127.0.0.1:" + freePort());
        URI issuer = URI.create("http://127.0.0.1:" + port + "/realms/trialbook");
        Process keycloak = keycloak(port, console);
        try (Chromium chromium = Chromium.required();
                BrowserContext context = chromium.context(1366, true)) {
            awaitReady(issuer, keycloak);
            try (ConfigurableApplicationContext house = house(issuer, console)) {
                Page page = context.newPage();
                page.setDefaultTimeout(60_000);
                page.navigate(console + "/");
                signIn(page, "ines");
                page.waitForURL(console + "/");
                assertThat(page.locator(".who").textContent()).contains("Ines Ivarsson", "investigator, site 01");

                // The provider still knows her: she comes in without being asked.
                context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("trialbook_console"));
                page.navigate(console + "/");
                assertThat(page.url()).isEqualTo(console + "/");

                // A sign-in no older than no time at all: she is asked again, and comes back.
                page.navigate(console + "/oauth2/authorization/trialbook?max_age=0");
                page.locator("#password").fill(PASSWORD);
                page.locator("#kc-login").click();
                page.waitForURL(console + "/");

                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                        .click();
                page.waitForURL(console + "/signed-out");
                page.navigate(console + "/");
                assertThat(page.locator("#username").isVisible()).isTrue();
                assertThat(house.isActive()).isTrue();
            }
        } finally {
            keycloak.descendants().forEach(ProcessHandle::destroy);
            keycloak.destroy();
            keycloak.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static void signIn(Page page, String user) {
        page.locator("#username").fill(user);
        page.locator("#password").fill(PASSWORD);
        page.locator("#kc-login").click();
    }

    private Process keycloak(int port, URI console) throws IOException {
        ObjectNode realm =
                (ObjectNode) JsonMapper.shared().readTree(Path.of("..", "deploy", "keycloak", "trialbook-realm.json"));
        realm.putArray("users")
                .addPOJO(Map.of(
                        "username",
                        "ines",
                        "enabled",
                        true,
                        "firstName",
                        "Ines",
                        "lastName",
                        "Ivarsson",
                        "email",
                        "ines@trialbook.example",
                        "emailVerified",
                        true,
                        "attributes",
                        Map.of("role", List.of("investigator"), "site", List.of("01")),
                        "credentials",
                        List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false))));
        Path imported = Files.createDirectories(home.resolve("data").resolve("import"));
        Files.writeString(imported.resolve("trialbook-realm.json"), realm.toString());
        ProcessBuilder starting = new ProcessBuilder(
                        home.resolve("bin").resolve("kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "keycloak.log").toFile());
        starting.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "TRIALBOOK_STUDY", ConsoleHouse.STUDY.value(),
                        "TRIALBOOK_CONSOLE_URL", console.toString(),
                        "TRIALBOOK_CONSOLE_SECRET", SECRET));
        return starting.start();
    }

    private void awaitReady(URI issuer, Process keycloak) throws InterruptedException {
        Instant latest = Instant.now().plus(STARTS_WITHIN);
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                .build();
        while (Instant.now().isBefore(latest) && keycloak.isAlive()) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        }
        throw new IllegalStateException("Keycloak did not start: see target/keycloak.log");
    }

    private static ConfigurableApplicationContext house(URI issuer, URI console) throws IOException {
        Path directory = Files.createTempDirectory("trialbook-keycloak");
        return new SpringApplication(StandaloneApplication.class)
                .run(
                        "--server.port=0",
                        "--trialbook.console.port=" + console.getPort(),
                        "--trialbook.blinded=false",
                        "--trialbook.study=" + ConsoleHouse.STUDY,
                        "--trialbook.directory=" + directory,
                        "--trialbook.keys-dir=" + directory.resolve("keys"),
                        "--trialbook.identity.issuer=" + issuer,
                        "--trialbook.identity.jwk-set-uri=" + issuer + "/protocol/openid-connect/certs",
                        "--trialbook.console.issuer=" + issuer,
                        "--trialbook.console.client-secret=" + SECRET);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, Objects.requireNonNull(InetAddress.getLoopbackAddress()))) {
            return socket.getLocalPort();
        }
    }
}
