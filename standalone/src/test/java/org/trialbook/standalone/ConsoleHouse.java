package org.trialbook.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.event.StudyId;
import org.trialbook.media.png.Png;
import org.trialbook.provider.DemoClient;
import org.trialbook.provider.InstitutionsProvider;
import org.trialbook.simulation.Simulation;
import org.trialbook.simulation.SimulationPlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The demo with its console, on plain files, with a small trial in it.
final class ConsoleHouse implements AutoCloseable {

    static final StudyId STUDY = new StudyId("HOT-CRT");

    /// Of the first read; each has another.
    static final byte[] PICTURE = picture(0);

    private final Path directory;
    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext application;
    private int reads;

    private ConsoleHouse(Path directory, ConfigurableApplicationContext application) {
        this.directory = directory;
        this.application = application;
    }

    /// @param more settings of the record and of the console, as a command line has them
    static ConsoleHouse started(String... more) throws IOException {
        Path directory = Files.createTempDirectory("trialbook-console");
        List<String> settings = new ArrayList<>(List.of(
                "--spring.profiles.active=demo",
                "--server.port=0",
                "--trialbook.console.port=0",
                "--trialbook.study=" + STUDY,
                "--trialbook.directory=" + directory,
                "--trialbook.keys-dir=" + directory.resolve("keys"),
                "--trialbook.demo-dir=" + directory.resolve("demo"),
                "--trialbook.demo-begins=2024-08-12T06:00:00Z",
                "--trialbook.blinded=false",
                "--trialbook.rate-limit.per-second=0"));
        settings.addAll(List.of(more));
        ConsoleHouse house = new ConsoleHouse(
                directory, new SpringApplication(StandaloneApplication.class).run(settings.toArray(String[]::new)));
        SimulationPlan plan = SimulationPlan.of(
                        house.record(), Files.readString(Path.of("../protocols/hot-crt.yaml")), 6, 42)
                .stoppedAfter(4);
        Simulation.run(plan, DemoInDirectory.open(directory.resolve("demo")), line -> {});
        return house;
    }

    /// Starts anew on the same record, not as the demo, with an institution's provider.
    void reopenAt(InstitutionsProvider provider) {
        application.close();
        application = new SpringApplication(StandaloneApplication.class)
                .run(
                        "--server.port=0",
                        "--trialbook.console.port=0",
                        "--trialbook.blinded=false",
                        "--trialbook.study=" + STUDY,
                        "--trialbook.directory=" + directory,
                        "--trialbook.keys-dir=" + directory.resolve("keys"),
                        "--trialbook.identity.issuer=" + provider.root(),
                        "--trialbook.identity.jwk-set-uri=" + provider.root() + "/oauth2/jwks",
                        "--trialbook.console.issuer=" + provider.root(),
                        "--trialbook.console.client-id=" + provider.client().id(),
                        "--trialbook.console.client-secret=" + provider.client().secret(),
                        "--trialbook.console.id-token-algorithm=ES256");
    }

    URI record() {
        return URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")));
    }

    URI console() {
        return application.getBean(ConsoleInProcess.class).root();
    }

    ConfigurableApplicationContext consoleContext() {
        return application.getBean(ConsoleInProcess.class).context();
    }

    URI rootOf(ConfigurableApplicationContext console) {
        return URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(console.getEnvironment().getProperty("local.server.port")));
    }

    /// As which the console is known to the demo's provider.
    DemoClient client() {
        return application.getBean(DemoClient.class);
    }

    LocalDate today() {
        return LocalDate.ofInstant(application.getBean("clock", Clock.class).instant(), ZoneOffset.UTC);
    }

    String token(String person) {
        return DemoInDirectory.open(directory.resolve("demo")).token(person, STUDY, Duration.ZERO, Duration.ofHours(1));
    }

    /// Somebody at site 01 who has consented, and of whom nothing else is recorded.
    String consented() {
        String day = today().minusDays(1).toString();
        String subject = act(
                        "coordinator@01",
                        "/sites/01/acts/register-subject",
                        Map.of("registeredOn", day, "birthYear", 1955, "sex", "female"))
                .path("subject")
                .asString();
        act(
                "coordinator@01",
                "/subjects/" + subject + "/acts/sign-consent",
                Map.of("signedOn", day, "consentVersion", "1"));
        return subject;
    }

    /// Somebody at site 01 who has an arm.
    String randomized() {
        return ask("inspector", "/unblinded/allocation?limit=1000")
                .path("allocation")
                .valueStream()
                .map(row -> row.path("subject").asString())
                .filter(subject -> subject.startsWith("01-"))
                .findFirst()
                .orElseThrow();
    }

    void issueEnvelopes() {
        act("statistician", "/sites/01/acts/issue-envelopes", Map.of());
    }

    /// A read that is given to the reader, with a picture and a DICOM file.
    String readWithFiles(String reader) {
        String read = readWithFiles();
        act("data-manager", "/reads/" + read + "/acts/assign-read", Map.of("reader", reader));
        return read;
    }

    /// Reads that nobody has, which readers may take.
    void openBatch(int reads) {
        for (int i = 0; i < reads; i++) {
            readWithFiles();
        }
        act(
                "data-manager",
                "/reads/acts/open-reading-batch",
                Map.of("modality", "echo", "reason", "the first recordings"));
    }

    /// How many reads were submitted.
    long submitted() {
        return ask("inspector", "/record/search?what=ReadSubmitted&limit=1000")
                .path("events")
                .size();
    }

    private String readWithFiles() {
        String read = act(
                        "coordinator@01",
                        "/subjects/" + consented() + "/acts/register-read",
                        Map.of("visit", "pre-implant", "modality", "echo", "media", uploaded(picture(reads++))))
                .path("read")
                .asString();
        act(
                "coordinator@01",
                "/reads/" + read + "/acts/attach-media",
                Map.of("media", uploaded(SmallDicom.of(reads, 30))));
        return read;
    }

    private static byte[] picture(int number) {
        return Png.grey().pixels("\0%cb\0cd".formatted('a' + number)).ended();
    }

    private String uploaded(byte[] file) {
        return "sha256:"
                + send(HttpRequest.newBuilder(address("/media"))
                                .header("Authorization", "Bearer " + token("coordinator@01"))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(file)))
                        .path("hash")
                        .asString();
    }

    JsonNode act(String person, String path, Map<String, ?> body) {
        return send(HttpRequest.newBuilder(address(path))
                .header("Authorization", "Bearer " + token(person))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body))));
    }

    JsonNode ask(String person, String path) {
        return send(HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + token(person)));
    }

    /// How many events of a kind the record holds of a subject.
    long recorded(String subject, String what) {
        // As of the whole record: live views may be a moment behind it.
        return ask("inspector", "/record/search?subject=" + subject + "&what=" + what + "&limit=1000")
                .path("events")
                .size();
    }

    private URI address(String path) {
        return record().resolve("/api/v1/studies/" + STUDY + path);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = JsonMapper.shared().readTree(answer.body());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(body.toString());
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        application.close();
        client.close();
    }
}
