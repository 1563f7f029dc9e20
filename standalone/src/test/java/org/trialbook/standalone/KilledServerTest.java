package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.event.StudyId;
import org.trialbook.verify.VerifyCommand;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/// A whole server is killed while sites use it, again and again: each act that was acknowledged is there, its
/// receipt is given again to the byte, and none was recorded twice.
///
/// `-Dtrialbook.kills` says how often; without it only twice.
class KilledServerTest {

    private static final int KILLS = Integer.getInteger("trialbook.kills", 2);
    private static final int CLIENTS = 6;
    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final String ACTS = "/api/v1/studies/HOT-CRT";
    private static final String REGISTRATION =
            "{\"registeredOn\":\"2026-01-15\",\"birthYear\":1950,\"sex\":\"female\"}";
    private static final Pattern REGISTERED = Pattern.compile("\"type\":\"[^\"]*SubjectRegistered\"");

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    /// Idempotency key → the receipt that was acknowledged; empty where none came before the kill.
    private final Map<String, String> registrations = new ConcurrentHashMap<>();

    private final AtomicInteger acknowledged = new AtomicInteger();
    private int port;
    private Process server;

    @BeforeEach
    void start() throws IOException {
        port = ChildServer.freePort();
        open();
    }

    @AfterEach
    void stop() {
        server.destroyForcibly();
        client.close();
    }

    @Test
    void losesNothingThatItAcknowledgedAndDoublesNothing() throws Exception {
        long seed = Long.getLong("trialbook.firstSeed", System.nanoTime());
        System.out.println("KilledServerTest seed " + seed);
        Random random = new Random(seed);
        post("data-manager", "/acts/publish-protocol", "publish", protocol());
        post(
                "data-manager",
                "/acts/open-site",
                "site",
                "{\"site\":\"01\",\"name\":\"Centre one\",\"zone\":\"Europe/Berlin\"}");

        for (int kill = 0; kill < KILLS; kill++) {
            registerUntilKilled("kill-" + kill + "-", 1 + random.nextInt(200));
            open();
            askAgain();
        }

        System.out.printf(
                "%d kills: %d registrations acknowledged, %d asked for, all kept, none twice%n",
                KILLS, acknowledged.get(), registrations.size());
        Path bundle = bundle();
        assertThat(REGISTERED.matcher(lines(bundle)).results().count()).isEqualTo(registrations.size());
        StringWriter said = new StringWriter();
        assertThat(new CommandLine(new VerifyCommand())
                        .setOut(new PrintWriter(said))
                        .execute(
                                bundle.toString(),
                                "--key",
                                directory.resolve("keys/log.pub").toString()))
                .as(said.toString())
                .isZero();
    }

    private void open() throws IOException {
        Path output = Path.of("target", "killed-server.log");
        server = ServerOnFiles.start(
                directory, port, output, client, "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    /// Several clients register subjects; the server is killed once so many were acknowledged, with others under way.
    private void registerUntilKilled(String prefix, int enough) throws Exception {
        AtomicInteger receipts = new AtomicInteger();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> working = new ArrayList<>();
            for (int worker = 0; worker < CLIENTS; worker++) {
                String own = prefix + worker + "-";
                working.add(clients.submit(() -> {
                    for (int n = 0; ; n++) {
                        registrations.put(own + n, "");
                        String receipt =
                                post("coordinator@01", "/sites/01/acts/register-subject", own + n, REGISTRATION);
                        registrations.put(own + n, receipt);
                        acknowledged.incrementAndGet();
                        if (receipts.incrementAndGet() == enough) {
                            server.destroyForcibly();
                        }
                    }
                }));
            }
            for (Future<?> worker : working) {
                assertThat(worker)
                        .failsWithin(Duration.ofSeconds(120))
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOf(IOException.class);
            }
        }
        server.waitFor();
    }

    /// As their clients would: what was acknowledged gets its receipt again, what was not is recorded now at the
    /// latest.
    private void askAgain() throws IOException, InterruptedException {
        for (Map.Entry<String, String> asked : registrations.entrySet()) {
            String receipt = post("coordinator@01", "/sites/01/acts/register-subject", asked.getKey(), REGISTRATION);
            if (asked.getValue().isEmpty()) {
                asked.setValue(receipt);
            } else {
                assertThat(receipt).as("the receipt of %s", asked.getKey()).isEqualTo(asked.getValue());
            }
        }
    }

    private String post(String person, String path, String key, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(uri(ACTS + path))
                        .header("Authorization", "Bearer " + token(person))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .timeout(Duration.ofSeconds(60))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body();
    }

    private Path bundle() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(uri(ACTS + "/bundle"))
                        .header("Authorization", "Bearer " + token("inspector"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Files.write(directory.resolve("bundle.zip"), answer.body());
    }

    private static String lines(Path bundle) throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            return new String(zip.getInputStream(zip.getEntry("lines.jsonl")).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String token(String person) {
        return DemoIdentity.open(directory.resolve("demo"), Clock.systemUTC())
                .token(DemoPeople.withId(person).orElseThrow(), STUDY, Duration.ofHours(1));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String protocol() throws IOException {
        return JsonMapper.shared()
                .writeValueAsString(Map.of("protocol", Files.readString(Path.of("../protocols/hot-crt.yaml"))));
    }
}
