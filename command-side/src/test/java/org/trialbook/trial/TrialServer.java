package org.trialbook.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.event.StudyId;
import org.trialbook.store.EmbeddedServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A command side on an embedded store in memory, and a client that speaks to it as the demo's people.
public final class TrialServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final EmbeddedServer store;
    private final ConfigurableApplicationContext application;
    private final DemoIdentity identity;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI root;

    private TrialServer(Path directory) {
        store = EmbeddedServer.inMemory();
        application = new SpringApplication(CommandSideApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.profiles.active=demo",
                        "--trialbook.mongodb.uri=" + store.connectionString(),
                        "--trialbook.keys-dir=" + directory.resolve("keys"),
                        "--trialbook.demo-dir=" + directory.resolve("demo"),
                        "--trialbook.rate-limit.per-second=0");
        identity = DemoIdentity.open(directory.resolve("demo"), Clock.systemUTC());
        root = URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")));
    }

    public static TrialServer start() {
        try {
            return new TrialServer(Files.createTempDirectory("trialbook"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /// An answer: status, headers, and the body as JSON.
    public record Answer(int status, Map<String, java.util.List<String>> headers, String body) {
        public JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /// Posts an act as one of the demo's people, such as `coordinator@01`, under a fresh key.
    public Answer act(String person, String path, String body) {
        return act(person, path, UUID.randomUUID().toString(), body);
    }

    public Answer act(String person, String path, String key, String body) {
        return send(HttpRequest.newBuilder(root.resolve("/api/v1/studies/HOT-CRT" + path))
                .header("Authorization", "Bearer " + token(person))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public String token(String person) {
        return identity.token(DemoPeople.withId(person).orElseThrow(), new StudyId("HOT-CRT"), Duration.ofHours(1));
    }

    public URI root() {
        return root;
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        application.close();
        store.close();
    }
}
