package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.trialbook.access.Role;
import org.trialbook.access.WallClock;
import org.trialbook.access.clock.ClockWatch;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.DemoPerson;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyId;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.Log;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A command side on a store in memory, and a client that speaks to it as the demo's people.
public final class TrialServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// Only an escape can carry half of a surrogate pair over the wire.
    private static final Pattern HALF_A_CHARACTER = Pattern.compile("\\p{Cs}");

    private final @Nullable DocumentServer own;
    private final ConfigurableApplicationContext application;
    private final Path demo;
    private final DemoIdentity identity;
    private final HttpClient client = HttpClient.newHttpClient();
    /// Some acts ask for a sign-in of the last minutes, and all tests together take longer.
    private final Cache<String, String> tokens =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();
    private final URI root;
    private Consumer<Sent> told = sent -> {};

    private TrialServer(
            DocumentServer store,
            @Nullable DocumentServer own,
            Path directory,
            @Nullable Clock clock,
            List<String> settings,
            Class<?>... more) {
        this.own = own;
        SpringApplication commandSide =
                new SpringApplication(Stream.concat(Stream.of(CommandSideApplication.class), Stream.of(more))
                        .toArray(Class<?>[]::new));
        commandSide.addInitializers(context -> {
            GenericApplicationContext beans = (GenericApplicationContext) context;
            beans.registerBean(
                    Clock.class,
                    () -> new RequestClock(
                            clock == null ? beans.getBean(ClockWatch.class).clock() : clock));
            if (clock != null) {
                beans.registerBean(WallClock.class, () -> new WallClock(Clock.systemUTC()));
            }
            beans.registerBean("requestClockFilter", FilterRegistrationBean.class, RequestClock::filter);
        });
        application = commandSide.run(Stream.concat(
                        Stream.of(
                                "--server.port=0",
                                "--spring.profiles.active=demo",
                                "--trialbook.mongodb.uri=" + store.connectionString(),
                                "--trialbook.keys-dir=" + directory.resolve("keys"),
                                "--trialbook.demo-dir=" + directory.resolve("demo"),
                                "--trialbook.rate-limit.per-second=0",
                                "--logging.level.root=WARN"),
                        settings.stream())
                .toArray(String[]::new));
        demo = directory.resolve("demo");
        identity = DemoIdentity.open(demo, Clock.systemUTC());
        root = URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port")));
    }

    /// @param more configurations beside the command side's own
    public static TrialServer start(Class<?>... more) {
        return start(List.of(), more);
    }

    /// @param settings such as `--trialbook.media.at-once=1`
    public static TrialServer start(List<String> settings, Class<?>... more) {
        DocumentServer store = DocumentServer.inMemory();
        try {
            return new TrialServer(store, store, Files.createTempDirectory("trialbook"), null, settings, more);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Starts from what is there already.
    ///
    /// @param store stays open when this server closes
    /// @param directory holds the keys below `keys`
    /// @param clock the record's time
    static TrialServer start(DocumentServer store, Path directory, Clock clock) {
        return new TrialServer(store, null, directory, clock, List.of("--trialbook.sign-every=1h"));
    }

    /// A request under its key, and the answer to it.
    ///
    /// @param key null: an upload
    record Sent(String person, String path, @Nullable String key, byte[] body, Answer answer) {}

    /// Tells of each request from now on.
    void tell(Consumer<Sent> whom) {
        told = whom;
    }

    private Answer told(String person, String path, @Nullable String key, byte[] body, Answer answer) {
        told.accept(new Sent(person, path, key, body, answer));
        return answer;
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return application.getBean(name, type);
    }

    public Log log() {
        return bean(Log.class);
    }

    /// An answer: status, headers, and the body as JSON.
    public record Answer(int status, Map<String, List<String>> headers, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of(""))
                    .getFirst();
        }

        /// The last part of a problem's type.
        public String problem() {
            String type = json().path("type").asString("(no problem)");
            return type.substring(type.lastIndexOf(':') + 1);
        }
    }

    /// Posts an act as one of the demo's people, such as `coordinator@01`, under a fresh key.
    public Answer act(String person, String path, String body) {
        return act(person, path, UUID.randomUUID().toString(), body);
    }

    public Answer act(String person, String path, Object body) {
        return act(person, path, JSON.writeValueAsString(body));
    }

    public Answer act(String person, String path, String key, String body) {
        return told(person, path, key, body.getBytes(StandardCharsets.UTF_8), send(signed(person, path, key, body)));
    }

    /// The same, to be answered later (RFC 7240).
    public Answer actLater(String person, String path, String key, Object body) {
        String json = JSON.writeValueAsString(body);
        return send(signed(person, path, key, json).header("Prefer", "respond-async"));
    }

    private HttpRequest.Builder signed(String person, String path, String key, String body) {
        return request(path, body)
                .header("Authorization", "Bearer " + token(person))
                .header("Idempotency-Key", key);
    }

    /// The act as it would have been answered then, under a fresh key.
    public Answer actAt(Instant then, String person, String path, Object body) {
        String key = UUID.randomUUID().toString();
        String json = JSON.writeValueAsString(body);
        HttpRequest.Builder request = signed(person, path, key, json).header(RequestClock.HEADER, then.toString());
        return told(person, path, key, json.getBytes(StandardCharsets.UTF_8), send(request));
    }

    /// The same, and it must be recorded.
    public JsonNode recordedAt(Instant then, String person, String path, Object body) {
        Answer answer = actAt(then, person, path, body);
        assertThat(answer.status()).as(path + " → " + answer.body()).isEqualTo(201);
        return answer.json();
    }

    /// Uploads a file.
    public Answer upload(String person, byte[] file) {
        return told(person, "/media", null, file, upload(person, HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    public Answer upload(String person, HttpRequest.BodyPublisher file) {
        return send(HttpRequest.newBuilder(root.resolve("/api/v1/studies/HOT-CRT/media"))
                .header("Authorization", "Bearer " + token(person))
                .POST(file));
    }

    /// Uploads a document of the study.
    public Answer uploadDocument(String person, byte[] file) {
        return send(HttpRequest.newBuilder(root.resolve("/api/v1/studies/HOT-CRT/media?kind=document"))
                .header("Authorization", "Bearer " + token(person))
                .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    /// The same, and it must be recorded.
    public JsonNode recorded(String person, String path, Object body) {
        Answer answer = act(person, path, body);
        assertThat(answer.status()).as(path + " → " + answer.body()).isEqualTo(201);
        return answer.json();
    }

    /// A request without caller and key.
    public HttpRequest.Builder request(String path, String body) {
        String whole = path.startsWith("/api/") ? path : "/api/v1/studies/HOT-CRT" + path;
        return HttpRequest.newBuilder(root.resolve(whole))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(HALF_A_CHARACTER
                        .matcher(body)
                        .replaceAll(
                                half -> "\\\\u%04x".formatted((int) half.group().charAt(0)))));
    }

    /// As a person of the demo asks below the study.
    public Answer get(String person, String path) {
        return send(HttpRequest.newBuilder(root.resolve("/api/v1/studies/HOT-CRT" + path))
                .header("Authorization", "Bearer " + token(person)));
    }

    /// What anybody may ask for.
    public Answer get(String path) {
        return send(HttpRequest.newBuilder(root.resolve(path)));
    }

    /// A person's token, of the study, valid for an hour.
    public String token(String person) {
        return tokens.get(person, p -> token(p, "HOT-CRT", Duration.ofHours(1)));
    }

    public String token(String person, String study, Duration validity) {
        return identity.token(person(person), new StudyId(study), validity);
    }

    /// A token that was valid for an hour, until an hour ago.
    public String expiredToken(String person) {
        Clock then = Clock.offset(Clock.systemUTC(), Duration.ofHours(-2));
        return DemoIdentity.open(demo, then).token(person(person), new StudyId("HOT-CRT"), Duration.ofHours(1));
    }

    /// A token that is valid still, of somebody who signed in an hour ago.
    public String staleToken(String person) {
        Clock then = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        return DemoIdentity.open(demo, then).token(person(person), new StudyId("HOT-CRT"), Duration.ofHours(2));
    }

    private static DemoPerson person(String id) {
        int at = id.indexOf('@');
        @Nullable SiteId site = at < 0 ? null : new SiteId(id.substring(at + 1));
        return DemoPeople.withId(id)
                .orElseGet(() -> DemoPeople.of(
                        Role.named(at < 0 ? id : id.substring(0, at)).orElseThrow(), site));
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

    /// Every line of the record.
    public List<String> lines() {
        Log log = log();
        List<String> lines = new ArrayList<>();
        for (long position = 0; position < log.size(); position++) {
            lines.add(new String(log.lineBytes(position), StandardCharsets.UTF_8));
        }
        return lines;
    }

    @Override
    public void close() {
        client.close();
        application.close();
        if (own != null) {
            own.close();
        }
    }
}
