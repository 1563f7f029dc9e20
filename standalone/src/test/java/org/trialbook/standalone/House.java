package org.trialbook.standalone;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.DemoScrape;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShare;
import org.trialbook.allocation.SeedShares;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.event.StudyId;
import org.trialbook.store.DocumentServer;
import org.trialbook.trial.DecidedActs;
import org.trialbook.trial.act.Act;
import org.trialbook.trial.act.Acts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Both sides in one process, with a clock that stands still, chance from a seed, and ideal encryption; so that two of
/// them do the same to the byte.
final class House implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    /// When the server starts, and pins its keys: before anything that is told of.
    private static final Instant STARTED = Instant.parse("2026-01-01T09:00:00Z");
    private static final SeedShares SHARES = SeedShares.of(new SeedShare(new byte[32]), new SeedShare(new byte[32]));
    /// When subjects are randomized, which happens when it is recorded.
    static final Instant RANDOMIZED = Instant.parse("2026-01-13T09:00:00Z");

    private final DocumentServer store = DocumentServer.inMemory();
    private final HttpClient client = HttpClient.newHttpClient();
    private final StandingClock clock = new StandingClock();
    private final AtomicInteger keys = new AtomicInteger();
    private final ConfigurableApplicationContext application;
    private final DemoIdentity identity;
    private final URI root;

    /// An answer: everything that a client can see of it, but for the time of day.
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        /// Status, headers and body; but for the time of day, and for when the server ends a connection, which it
        /// does after so many requests.
        String seen() {
            Map<String, List<String>> shown = new TreeMap<>(headers);
            shown.remove("date");
            shown.remove("connection");
            shown.remove("keep-alive");
            return status + "\n" + shown + "\n" + text();
        }
    }

    House(boolean swapped) throws IOException {
        this(swapped, Files.createTempDirectory("trialbook-house"), Map.of());
    }

    /// @param settings further ones
    House(boolean swapped, Path directory, Map<String, Object> settings) throws IOException {
        SpringApplication springApplication = new SpringApplication(StandaloneApplication.class);
        springApplication.setDefaultProperties(settings);
        springApplication.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(Clock.class, () -> clock);
            beans.registerBean(SecureRandom.class, () -> new Replayed(7));
            beans.registerBean(BlindingKey.class, IdealKey::new);
            // Given, not drawn: the two houses make their beans in different orders.
            beans.registerBean(SeedShares.class, () -> SHARES);
            beans.registerBean(
                    DecidedActs.class,
                    () -> decided(
                            beans.<Act<?, ?, ?>>getBeanProvider(ResolvableType.forClass(Act.class)).stream()
                                    .toList(),
                            swapped));
        });
        application = springApplication.run(
                "--spring.profiles.active=demo",
                "--server.port=0",
                "--trialbook.mongodb.uri=" + store.connectionString(),
                "--trialbook.keys-dir=" + directory.resolve("keys"),
                "--trialbook.demo-dir=" + directory.resolve("demo"),
                "--trialbook.rate-limit.per-second=0",
                "--trialbook.hints.last=PT0S",
                // Only when asked: which checkpoints there are must not depend on how fast the machine is.
                "--trialbook.sign-every=24h");
        clock.now = NOW;
        identity = DemoIdentity.open(directory.resolve("demo"), clock);
        root = URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")));
    }

    /// The acts as they are, but for how publications and, in the other house, randomizations are decided.
    @SuppressWarnings({"unchecked", "rawtypes"}) // the named act's own commands
    private static DecidedActs decided(List<Act<?, ?, ?>> acts, boolean swapped) {
        return new DecidedActs(DecidedActs.of(acts).all().stream()
                .<Acts.Decided<?, ?, ?>>map(decided -> switch (decided.act().name()) {
                    case "publish-protocol" ->
                        new Acts.Decided(decided.act(), new PublicationAsBefore(decided.decider()));
                    case "randomize" ->
                        swapped
                                ? new Acts.Decided(decided.act(), new SwappedRandomizations<>(decided.decider()))
                                : decided;
                    default -> decided;
                })
                .toList());
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    ConfigurableApplicationContext application() {
        return application;
    }

    /// Both parties commit to their shares of the seed.
    void commitSeed() {
        for (SeedParty party : SeedParty.values()) {
            String commitment = SHARES.of(party).orElseThrow().commitment(new StudyId("HOT-CRT"), party);
            Answer answer =
                    act(party.storedName(), "/acts/commit-seed-share", "{\"commitment\":\"%s\"}".formatted(commitment));
            if (answer.status() != 201) {
                throw new IllegalStateException(answer.text());
            }
        }
    }

    /// A token of one of the demo's people.
    String token(String person) {
        return identity.token(DemoPeople.withId(person).orElseThrow(), new StudyId("HOT-CRT"), Duration.ofHours(1));
    }

    int port() {
        return root.getPort();
    }

    /// What a monitoring system reads.
    Answer scrape() {
        return send(HttpRequest.newBuilder(root.resolve("/actuator/prometheus"))
                .header("Authorization", "Bearer " + DemoScrape.TOKEN)
                .GET());
    }

    Answer get(String person, String path) {
        return send(request(person, path).GET());
    }

    Answer act(String person, String path, String body) {
        return post(person, "/api/v1/studies/HOT-CRT" + path, body);
    }

    /// What time it is. The record takes no earlier one than that of its last event.
    void at(Instant now) {
        clock.now = now;
    }

    /// @param path the whole of it
    Answer post(String person, String path, String body) {
        return send(request(person, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-" + keys.incrementAndGet())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer upload(String person, byte[] file) {
        return send(
                request(person, "/api/v1/studies/HOT-CRT/media").POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    private HttpRequest.Builder request(String person, String path) {
        return HttpRequest.newBuilder(root.resolve(path))
                .header("Authorization", "Bearer " + token(person))
                .timeout(Duration.ofSeconds(60));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
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

    /// Stands still until it is set.
    private static final class StandingClock extends Clock {
        private volatile Instant now = STARTED;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /// Chance that can be replayed.
    private static final class Replayed extends SecureRandom {
        private final transient SplittableRandom random;

        Replayed(long seed) {
            this.random = new SplittableRandom(seed);
        }

        @Override
        public synchronized void nextBytes(byte[] bytes) {
            // The parent's constructor may already draw.
            if (random != null) {
                random.nextBytes(bytes);
            }
        }
    }
}
