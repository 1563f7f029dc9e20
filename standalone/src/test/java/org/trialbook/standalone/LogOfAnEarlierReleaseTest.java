package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.BundleZip;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.MerkleTree;
import org.trialbook.ledger.Sha256;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.Log;
import org.trialbook.verify.VerifyCommand;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A record that the release before the versions of events wrote, down to its last byte: it verifies, opens with its
/// keys, is folded and shown, and goes on. What was recorded then stays as it is.
class LogOfAnEarlierReleaseTest {

    private static final Path EARLIER = Path.of("src", "test", "resources", "earlier");
    private static final Path BUNDLE = EARLIER.resolve("bundle.zip");
    private static final String RECORD = "/api/v1/studies/HOT-CRT";
    private static final int EVENTS = 113;
    private static final int PUBLISHED = 1;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    private static String verified(Path bundle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandLine verify = new CommandLine(new VerifyCommand());
        verify.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        int exit = verify.execute(
                "--randomization",
                "--json",
                bundle.toString(),
                "--key",
                EARLIER.resolve("keys/log.pub").toString());
        return exit + " " + out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itVerifiesAndItsAllocationIsRecomputed() {
        assertThat(verified(BUNDLE))
                .startsWith("0 ")
                .contains("\"sound\":true", "\"lines\":" + EVENTS, "\"recomputed\":true");
    }

    @Test
    void itOpensIsShownAndGoesOn() throws Exception {
        List<byte[]> lines = lines(BUNDLE);
        assertThat(lines).hasSize(EVENTS);
        try (DocumentServer store = DocumentServer.inMemory()) {
            put(store, lines);
            try (ConfigurableApplicationContext server = start(store)) {
                Log log = server.getBean(Log.class);
                assertThat(log.size()).isEqualTo(EVENTS);
                isShown(server);
                goesOn(server, log);
                byte[] later = ask(server, "inspector", "/bundle").body();
                Path bundle = Files.write(directory.resolve("later.zip"), later);
                assertThat(verified(bundle)).startsWith("0 ").contains("\"sound\":true", "\"recomputed\":true");
                assertThat(lines(bundle).subList(0, EVENTS)).containsExactlyElementsOf(lines);
            }
            // As often as it is opened.
            start(store).close();
        }
    }

    private void isShown(ConfigurableApplicationContext server) throws Exception {
        assertThat(json(server, "monitor", "/overview")
                        .at("/enrolment/randomized")
                        .asInt(-1))
                .isEqualTo(2);
        JsonNode replay = json(server, "inspector", "/replay");
        assertThat(replay.get("sound").asBoolean()).as(replay.toString()).isTrue();

        JsonNode events = json(server, "monitor", "/record?limit=1000").get("events");
        assertThat(events).hasSize(EVENTS);
        JsonNode published = events.get(PUBLISHED);
        assertThat(published.get("version").asString()).isEqualTo("1");
        assertThat(published.get("payload").propertyNames())
                .containsExactly("study", "protocolVersion", "contentHash", "content", "awaitsSites");
        List<String> refused = new ArrayList<>();
        events.forEach(event -> {
            if (event.path("type").asString("").endsWith("ActRefused")) {
                refused.add(event.at("/payload/act").asString());
            }
        });
        assertThat(refused).containsExactly("randomize");
        assertThat(ask(server, "statistician", "/unblinded/record?limit=1000").body())
                .asString(StandardCharsets.UTF_8)
                .contains("\"act\":\"request-crossover\"", "\"arm\":\"CSP\"");
    }

    /// What is recorded now is of the newest version, beside what was recorded then.
    private void goesOn(ConfigurableApplicationContext server, Log log) throws Exception {
        long before = log.size();

        HttpResponse<byte[]> refused = act(server, "investigator@01", "/subjects/01-002/acts/randomize", Map.of());

        assertThat(refused.statusCode()).isEqualTo(422);
        List<String> recorded = new ArrayList<>();
        for (long position = before; position < log.size(); position++) {
            EventLine line = log.line(position);
            recorded.add(line.type() + " " + line.version());
        }
        assertThat(recorded).containsExactly("trialbook.ActRefused 2");
        JsonNode events =
                json(server, "monitor", "/record?limit=1000&asOf=" + log.size()).get("events");
        assertThat(events.get((int) before).at("/payload/shownToBlinded").asBoolean(false))
                .isTrue();
    }

    private static List<byte[]> lines(Path bundle) throws Exception {
        try (BundleZip zip = BundleZip.open(bundle);
                InputStream in = zip.read("lines.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
    }

    /// As section 3 of docs/format.md stores them: one block.
    private static void put(DocumentServer store, List<byte[]> lines) {
        MerkleTree tree = new MerkleTree();
        ByteArrayOutputStream leaves = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            tree.append(Sha256.leaf(line));
            leaves.writeBytes(Sha256.leaf(line).bytes());
        }
        try (MongoClient mongo = MongoClients.create(store.connectionString())) {
            mongo.getDatabase("trialbook_log")
                    .getCollection("blocks")
                    .insertOne(new Document("_id", 0L)
                            .append("first", 0L)
                            .append("size", (long) lines.size())
                            .append("root", tree.root(lines.size()).base64())
                            .append("writer", "an earlier release")
                            .append("nonce", "0")
                            .append(
                                    "lines",
                                    lines.stream()
                                            .map(line -> new String(line, StandardCharsets.UTF_8))
                                            .toList())
                            .append("leaves", new Binary(leaves.toByteArray())));
        }
    }

    private ConfigurableApplicationContext start(DocumentServer store) throws IOException {
        Path keys = directory.resolve("keys");
        if (!Files.exists(keys)) {
            Files.createDirectory(keys);
            try (Stream<Path> files = Files.list(EARLIER.resolve("keys"))) {
                for (Path file : files.toList()) {
                    Path copy = Files.copy(file, keys.resolve(file.getFileName()));
                    // A version control keeps no mode, and a key that is open to others is refused.
                    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
        return new SpringApplication(StandaloneApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.profiles.active=demo",
                        "--trialbook.study=HOT-CRT",
                        "--trialbook.mongodb.uri=" + store.connectionString(),
                        "--trialbook.keys-dir=" + keys,
                        "--trialbook.demo-dir=" + directory.resolve("demo"),
                        // Behind its last event, whatever day it is.
                        "--trialbook.demo-begins=2026-09-01T00:00:00Z",
                        "--trialbook.rate-limit.per-second=0",
                        "--logging.level.root=WARN");
    }

    private HttpRequest.Builder request(ConfigurableApplicationContext server, String person, String path) {
        DemoIdentity identity = DemoIdentity.open(directory.resolve("demo"), Clock.systemUTC());
        String token =
                identity.token(DemoPeople.withId(person).orElseThrow(), new StudyId("HOT-CRT"), Duration.ofHours(1));
        URI root = URI.create("http://127.0.0.1:"
                + Objects.requireNonNull(server.getEnvironment().getProperty("local.server.port")));
        return HttpRequest.newBuilder(root.resolve(RECORD + path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> ask(ConfigurableApplicationContext server, String person, String path)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                client.send(request(server, person, path).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as("%s %s", path, new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer;
    }

    private JsonNode json(ConfigurableApplicationContext server, String person, String path)
            throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(ask(server, person, path).body());
    }

    private HttpResponse<byte[]> act(
            ConfigurableApplicationContext server, String person, String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        return client.send(
                request(server, person, path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "later-" + path.replace('/', '-'))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(
                                JsonMapper.shared().writeValueAsBytes(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
