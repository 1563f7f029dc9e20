package org.trialbook.view.http;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.BlindingKeystore;
import org.trialbook.event.EventJson;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.JacksonConverter;
import org.trialbook.store.LineMetadata;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.LogStore;
import org.trialbook.store.MongoEventStorageEngine;
import org.trialbook.view.QuerySideApplication;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A query side on a store in memory, a writer of its log, and a client that asks as the demo's people.
public final class QuerySide implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final DocumentServer store = DocumentServer.inMemory();
    private final MongoClient client = MongoClients.create(store.connectionString());
    private final Path directory;
    private final Story story;
    private final Log log;
    private final CheckpointSigning signing;
    private final MongoEventStorageEngine engine;
    private final ConfigurableApplicationContext application;
    private final DemoIdentity identity;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;
    private long written;

    private QuerySide(boolean blinded) throws IOException {
        directory = Files.createTempDirectory("trialbook");
        Path keys = Files.createDirectory(directory.resolve("keys"));
        BlindingKey key = BlindingKeystore.createIfMissing(keys.resolve("blinding.key"), new SecureRandom());
        story = new Story(key);
        MongoDatabase database = client.getDatabase("trialbook_log");
        signing = CheckpointSigning.open(keys, "trialbook.test/HOT-CRT", LogStore.in(database), new SecureRandom());
        log = Log.openForWriting(
                LogStore.in(database),
                LogSettings.of(new OneSecondAnEvent(), new SecureRandom()),
                signing.checkpoints());
        engine = new MongoEventStorageEngine(log, new JacksonConverter(EventJson.mapper()));
        Path own = keys;
        if (blinded) {
            own = Files.createDirectory(directory.resolve("blinded-keys"));
            Files.copy(keys.resolve("log.pub"), own.resolve("log.pub"));
        }
        application = new SpringApplication(QuerySideApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.profiles.active=demo",
                        "--trialbook.mongodb.uri=" + store.connectionString(),
                        "--trialbook.keys-dir=" + own,
                        "--trialbook.demo-dir=" + directory.resolve("demo"),
                        "--trialbook.rate-limit.per-second=0",
                        "--trialbook.blinded=" + blinded,
                        "--management.endpoint.health.show-details=always");
        identity = DemoIdentity.open(directory.resolve("demo"), Clock.systemUTC());
        root = URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")));
    }

    public static QuerySide unblinded() {
        return start(false);
    }

    public static QuerySide blinded() {
        return start(true);
    }

    private static QuerySide start(boolean blinded) {
        try {
            return new QuerySide(blinded);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the test writes; see [#recorded].
    public Story story() {
        return story;
    }

    /// Appends what the story has told so far, through the engine, and waits until the live views have it, and what
    /// the server itself has recorded.
    public QuerySide recorded() {
        for (; written < story.size(); written++) {
            append(story.line(written));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> as("monitor").get("/overview").position() >= log.size());
        return this;
    }

    /// Appends a line as somebody else would, and waits for nothing.
    void append(EventLine line) {
        Map<String, String> metadata = new HashMap<>(line.metadata());
        EventLine.Actor actor = Objects.requireNonNull(line.actor());
        metadata.put(LineMetadata.STUDY, Objects.requireNonNull(line.study()));
        metadata.put(LineMetadata.OCCURRED_AT, Objects.requireNonNull(line.occurredAt()));
        metadata.put(LineMetadata.ACTOR_ID, actor.id());
        metadata.put(LineMetadata.ACTOR_NAME, actor.name());
        metadata.put(LineMetadata.ACTOR_ROLE, actor.role());
        Optional.ofNullable(actor.site()).ifPresent(site -> metadata.put(LineMetadata.ACTOR_SITE, site));
        metadata.put(LineMetadata.COMMAND, Objects.requireNonNull(line.command()));
        var message = new GenericEventMessage(
                line.id(), new MessageType(line.type(), line.version()), line.payload(), metadata, Instant.EPOCH);
        var tags =
                line.tags().stream().map(tag -> Tag.of(tag.key(), tag.value())).collect(Collectors.toSet());
        engine.appendEvents(AppendCondition.none(), null, List.of(new GenericTaggedEventMessage<>(message, tags)))
                .join()
                .commit(null)
                .join();
    }

    /// Signs the log as it is.
    public void signed() {
        var unused = signing.sign(log);
    }

    public Log log() {
        return log;
    }

    public MongoDatabase database(String name) {
        return client.getDatabase(name);
    }

    /// Where the server is.
    public URI root() {
        return root;
    }

    public ConfigurableApplicationContext application() {
        return application;
    }

    public Path directory() {
        return directory;
    }

    /// @param person one of the demo's people, such as `coordinator@01`
    public Asking as(String person) {
        return new Asking(
                identity.token(DemoPeople.withId(person).orElseThrow(), new StudyId("HOT-CRT"), Duration.ofHours(1)));
    }

    public Asking asNobody() {
        return new Asking("");
    }

    public record Answer(int status, Map<String, List<String>> headers, byte[] bytes) {
        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(bytes);
        }

        public long position() {
            return Long.parseLong(header("x-record-position"));
        }

        public String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }

        /// The last part of the problem's type.
        public String problem() {
            String type = json().get("type").stringValue();
            return type.substring(type.lastIndexOf(':') + 1);
        }
    }

    public final class Asking {
        private final String token;

        private Asking(String token) {
            this.token = token;
        }

        /// @param path behind the study, such as `/overview?asOf=3`
        public Answer get(String path) {
            return get(path, Map.of());
        }

        public Answer get(String path, Map<String, String> headers) {
            return at("/api/v1/studies/HOT-CRT" + path, headers);
        }

        /// @param json what is sent
        public Answer post(String path, String json) {
            return send(HttpRequest.newBuilder(root.resolve("/api/v1/studies/HOT-CRT" + path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json)));
        }

        public Answer at(String path, Map<String, String> headers) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(30));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            headers.forEach(request::header);
            return send(request);
        }

        public String token() {
            return token;
        }

        private Answer send(HttpRequest.Builder request) {
            try {
                HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                return new Answer(response.statusCode(), response.headers().map(), response.body());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        application.close();
        log.close();
        client.close();
        store.close();
    }

    /// So that the n-th event is recorded in the n-th second of the story.
    private static final class OneSecondAnEvent extends Clock {
        private final AtomicLong asked = new AtomicLong();

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Story.START.plusSeconds(asked.getAndIncrement());
        }
    }
}
