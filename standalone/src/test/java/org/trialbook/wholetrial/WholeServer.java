package org.trialbook.wholetrial;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.blinding.SecretFile;
import org.trialbook.event.EventJson;
import org.trialbook.event.StudyId;
import org.trialbook.simulation.Answer;
import org.trialbook.simulation.Demo;
import org.trialbook.standalone.DemoInDirectory;
import org.trialbook.standalone.StandaloneApplication;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.Log;

/// Both sides of a study in one process, on a store in memory and with keys in files; in the demo at first.
final class WholeServer implements AutoCloseable {

    private final Path directory = Files.createTempDirectory("trialbook");
    private final DocumentServer store = DocumentServer.inMemory();
    private final HttpClient client = HttpClient.newHttpClient();
    private final StudyId study;
    private ConfigurableApplicationContext application;

    WholeServer(StudyId study) throws IOException {
        this(study, List.of());
    }

    /// @param lists that were prepared elsewhere, as they lie among the keys
    WholeServer(StudyId study, List<Path> lists) throws IOException {
        this.study = study;
        for (Path list : lists) {
            SecretFile.create(keys().resolve("kit-list"), Files.readAllBytes(list));
        }
        this.application = inDemo();
    }

    private ConfigurableApplicationContext inDemo() {
        return started(
                "--spring.profiles.active=demo",
                "--trialbook.demo-begins=2015-01-01T00:00:00Z",
                "--trialbook.demo-dir=" + demoDir());
    }

    /// Starts anew on the same record and the same keys.
    void reopen() {
        application.close();
        application = inDemo();
    }

    /// What time it is for this server.
    Instant now() {
        return application.getBean(Clock.class).instant();
    }

    /// How many events are recorded.
    long size() {
        return application.getBean(Log.class).size();
    }

    private ConfigurableApplicationContext started(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "--server.port=0",
                "--trialbook.study=" + study,
                "--trialbook.mongodb.uri=" + store.connectionString(),
                "--trialbook.keys-dir=" + keys(),
                "--trialbook.rate-limit.per-second=0"));
        settings.addAll(List.of(more));
        return new SpringApplication(StandaloneApplication.class).run(settings.toArray(String[]::new));
    }

    /// Starts anew on the same record and the same keys, and not as the demo.
    void reopenOutsideTheDemo(OwnProvider provider) {
        application.close();
        application = started(
                "--trialbook.identity.issuer=" + OwnProvider.ISSUER,
                "--trialbook.identity.jwk-set-uri=" + provider.jwks());
    }

    Path keys() {
        return directory.resolve("keys");
    }

    private Path demoDir() {
        return directory.resolve("demo");
    }

    Demo demo() {
        return DemoInDirectory.open(demoDir());
    }

    URI root() {
        return URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")));
    }

    /// In the demo.
    Answer get(String person, String path) throws IOException {
        try {
            return send(HttpRequest.newBuilder(below(path))
                    .header(
                            "Authorization",
                            "Bearer " + demo().token(person, study, Duration.ZERO, Duration.ofHours(1)))
                    .GET());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Outside the demo.
    Answer act(OwnProvider provider, String person, String path, Map<String, Object> body)
            throws IOException, InterruptedException, JOSEException {
        return send(HttpRequest.newBuilder(below(path))
                .header("Authorization", "Bearer " + provider.token(person, study))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(EventJson.mapper().writeValueAsBytes(body))));
    }

    /// Outside the demo.
    Answer get(OwnProvider provider, String person, String path)
            throws IOException, InterruptedException, JOSEException {
        return send(HttpRequest.newBuilder(below(path))
                .header("Authorization", "Bearer " + provider.token(person, study))
                .GET());
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), answer.headers(), answer.body());
    }

    private URI below(String path) {
        return root().resolve("/api/v1/studies/" + study + path);
    }

    /// The whole record as an inspector downloads it, in the demo.
    Path bundle(String name) throws IOException {
        Answer bundle = get("inspector", "/bundle");
        if (bundle.status() != 200) {
            throw new IllegalStateException(bundle.inWords());
        }
        return Files.write(directory.resolve(name + ".zip"), bundle.body());
    }

    @Override
    public void close() {
        application.close();
        store.close();
        client.close();
    }
}
