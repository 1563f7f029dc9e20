package org.trialbook.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.event.StudyId;
import org.trialbook.store.DocumentServer;
import org.trialbook.trial.CommandSideApplication;
import org.trialbook.view.QuerySideApplication;
import tools.jackson.databind.json.JsonMapper;

/// The command side, a blinded query side and an unblinded one, each with a wire to the store of its own that
/// can fail. Each says with the name of its application as which of production's users it connects.
final class ThreeSides implements AutoCloseable {

    static final String API = "/api/v1/studies/HOT-CRT";

    private static final Map<String, String> SERVICES =
            Map.of("commands", "command-side", "blinded", "query-side-blinded", "unblinded", "query-side-unblinded");

    /// One of them.
    record Side(String name, ConfigurableApplicationContext application, StoreProxy wire, URI root) {}

    private final DocumentServer store;
    private final DemoIdentity identity;
    private final Path directory;
    private final HttpClient client = HttpClient.newHttpClient();
    final Side commands;
    final Side blinded;
    final Side unblinded;

    /// @param ofTheCommandSide more of its settings
    ThreeSides(Path directory, String... ofTheCommandSide) throws IOException {
        this.directory = directory;
        this.store = DocumentServer.inMemory();
        this.identity = DemoIdentity.open(directory.resolve("demo"), Clock.systemUTC());
        Path keys = directory.resolve("keys");
        this.commands = side("commands", CommandSideApplication.class, keys, "readinessState,log", ofTheCommandSide);
        Path keysOfTheBlinded = Files.createDirectory(directory.resolve("public"));
        Files.copy(keys.resolve("log.pub"), keysOfTheBlinded.resolve("log.pub"));
        String readiness = "readinessState,log,views";
        this.blinded =
                side("blinded", QuerySideApplication.class, keysOfTheBlinded, readiness, "--trialbook.blinded=true");
        this.unblinded = side("unblinded", QuerySideApplication.class, keys, readiness, "--trialbook.blinded=false");
    }

    private Side side(String name, Class<?> application, Path keys, String readiness, String... more)
            throws IOException {
        StoreProxy wire = new StoreProxy(store.port());
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "--spring.profiles.active=demo",
                "--spring.application.name=" + name,
                "--server.port=0",
                "--server.tomcat.mbeanregistry.enabled=false",
                "--logging.level.org.mongodb.driver=off",
                "--logging.level.de.bwaldvogel=off",
                "--trialbook.demo-dir=" + directory.resolve("demo"),
                "--trialbook.keys-dir=" + keys,
                "--trialbook.rate-limit.per-second=0",
                "--trialbook.hints.last=PT0S",
                "--management.endpoint.health.probes.enabled=true",
                "--management.endpoint.health.group.readiness.include=" + readiness));
        arguments.addAll(List.of(more));
        ComposedProduction.read()
                .usersOf(Objects.requireNonNull(SERVICES.get(name)))
                .forEach((setting, user) ->
                        arguments.add("--" + setting + "=" + wire.connectionString() + "/?appName=" + user));
        ConfigurableApplicationContext running =
                new SpringApplication(application).run(arguments.toArray(String[]::new));
        String port = Objects.requireNonNull(running.getEnvironment().getProperty("local.server.port"));
        return new Side(name, running, wire, URI.create("http://127.0.0.1:" + port));
    }

    /// The store itself, past all wires.
    String connectionString() {
        return store.connectionString();
    }

    List<Side> all() {
        return List.of(commands, blinded, unblinded);
    }

    /// A protocol, and a site to register subjects at.
    void beginTrial() throws IOException {
        String protocol = Files.readString(Path.of("..", "protocols", "hot-crt.yaml"));
        act(
                "data-manager",
                "/acts/publish-protocol",
                JsonMapper.shared().writeValueAsString(Map.of("protocol", protocol)));
        act("data-manager", "/acts/open-site", """
            {"site": "01", "name": "First", "zone": "Europe/Berlin"}\
            """);
    }

    HttpResponse<String> register() {
        return act("coordinator@01", "/sites/01/acts/register-subject", """
            {"registeredOn": "2026-01-05", "birthYear": 1956, "sex": "female"}\
            """);
    }

    HttpResponse<String> act(String person, String path, String body) {
        return ChildServer.answer(
                client,
                request(commands, person, API + path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> upload(String person, byte[] file) {
        return ChildServer.answer(
                client, request(commands, person, API + "/media").POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    /// Signs this person's token out.
    HttpResponse<String> signOut(Side side, String person) {
        return ChildServer.answer(
                client,
                HttpRequest.newBuilder(side.root().resolve("/signout"))
                        .header("Authorization", "Bearer " + token(person))
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> get(Side side, String person, String path) {
        return ChildServer.answer(client, request(side, person, path).GET());
    }

    /// 200 or 503, in less time than any of the store's answers is waited for.
    int readiness(Side side) {
        return ChildServer.answer(
                        client,
                        HttpRequest.newBuilder(side.root().resolve("/actuator/health/readiness"))
                                .timeout(Duration.ofSeconds(5)))
                .statusCode();
    }

    private HttpRequest.Builder request(Side side, String person, String path) {
        return HttpRequest.newBuilder(side.root().resolve(path))
                .header("Authorization", "Bearer " + token(person))
                .timeout(Duration.ofSeconds(60));
    }

    private String token(String person) {
        return identity.token(DemoPeople.withId(person).orElseThrow(), new StudyId("HOT-CRT"), Duration.ofHours(1));
    }

    @Override
    public void close() {
        all().forEach(side -> side.wire().mend());
        for (Side side : List.of(unblinded, blinded, commands)) {
            side.application().close();
            side.wire().close();
        }
        store.close();
    }
}
