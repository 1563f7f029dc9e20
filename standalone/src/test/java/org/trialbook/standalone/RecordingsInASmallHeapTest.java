package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.event.StudyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole server on plain files has a heap of 192 MiB. Four clients at once upload recordings of 50 MiB, 400 MiB in
/// all, and four readers' connections fetch as much again: no recording is in memory as a whole anywhere on its way.
class RecordingsInASmallHeapTest {
    private static final String HEAP = System.getProperty("trialbook.heap", "-Xmx192m");
    private static final int CLIENTS = 4;
    private static final int RECORDINGS = 8;
    private static final int BYTES = 50 << 20;
    private static final StudyId STUDY = new StudyId("HOT-CRT");
    private static final String API = "/api/v1/studies/HOT-CRT";

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path output = Path.of("target", "small-heap.log");
    private final AtomicInteger keys = new AtomicInteger();
    private int port;
    private Process server;

    @BeforeEach
    void start() throws IOException {
        port = ChildServer.freePort();
        server = ServerOnFiles.start(
                directory, port, output, client, HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    }

    @AfterEach
    void stop() {
        server.destroyForcibly();
        client.close();
    }

    @Test
    void fourClientsUploadAndReadBackMoreThanThereIsMemory() throws Exception {
        String protocol = Files.readString(Path.of("../protocols/hot-crt.yaml"));
        act(
                "data-manager",
                "/acts/publish-protocol",
                JsonMapper.shared().writeValueAsString(Map.of("protocol", protocol)));
        act("data-manager", "/acts/open-site", "{\"site\":\"01\",\"name\":\"First\",\"zone\":\"Europe/Berlin\"}");

        Set<String> sent = new HashSet<>(atOnce(RECORDINGS, this::uploaded));
        assertThat(sent).hasSize(RECORDINGS);
        register(List.copyOf(sent));

        List<String> fetched = atOnce(RECORDINGS, n -> fetched("reader-" + (1 + n % 2)));
        assertThat(sent).containsAll(fetched);
        assertThat(server.isAlive()).as("the server runs, see %s", output).isTrue();
    }

    private interface Work {
        String of(int n) throws Exception;
    }

    private static List<String> atOnce(int times, Work work) throws Exception {
        List<Future<String>> under = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int n = 0; n < times; n++) {
                int which = n;
                Callable<String> once = () -> work.of(which);
                under.add(clients.submit(once));
            }
        }
        List<String> all = new ArrayList<>();
        for (Future<String> each : under) {
            all.add(each.get());
        }
        return all;
    }

    /// @return its hash
    private String uploaded(int n) throws Exception {
        HttpResponse<String> answer = client.send(
                request("coordinator@01", API + "/media")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> recording(n)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body()).get("hash").stringValue();
    }

    /// Its beginning differs, and the rest of its pixels is black.
    private static InputStream recording(int n) {
        byte[] small = SmallDicom.of(n, 50);
        ByteBuffer.wrap(small).order(ByteOrder.LITTLE_ENDIAN).putInt(small.length - 20, BYTES);
        return new SequenceInputStream(new ByteArrayInputStream(small), black(BYTES - 16));
    }

    private static InputStream black(int count) {
        return new InputStream() {
            private int left = count;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int given = Math.min(left, length);
                if (given <= 0) {
                    return -1;
                }
                Arrays.fill(into, offset, offset + given, (byte) 0);
                left -= given;
                return given;
            }
        };
    }

    private void register(List<String> hashes) throws Exception {
        for (int n = 0; n < hashes.size(); n++) {
            String subject = "/subjects/01-%03d".formatted(n + 1);
            act("coordinator@01", "/sites/01/acts/register-subject", """
                    {"registeredOn":"2026-01-05","birthYear":1956,"sex":"female"}""");
            act("coordinator@01", subject + "/acts/sign-consent", """
                    {"signedOn":"2026-01-06","consentVersion":"2"}""");
            act("coordinator@01", subject + "/acts/register-read", """
                    {"visit":"pre-implant","modality":"echo","media":"sha256:%s"}""".formatted(hashes.get(n)));
        }
        act("data-manager", "/reads/acts/open-reading-batch", "{\"modality\":\"echo\"}");
    }

    /// @return the hash of what came
    private String fetched(String reader) throws Exception {
        String read = act(reader, "/reads/acts/claim-read", "{\"modality\":\"echo\"}")
                .get("read")
                .stringValue();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> client.send(
                                        request(reader, API + "/reads/worklist/" + read)
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
        HttpResponse<InputStream> answer = client.send(
                request(reader, API + "/reads/worklist/" + read + "/media/1").build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream in = new DigestInputStream(answer.body(), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private JsonNode act(String person, String path, String body) throws Exception {
        HttpResponse<String> answer = client.send(
                request(person, API + path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "key-" + keys.incrementAndGet())
                        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpRequest.Builder request(String person, String path) {
        String token = DemoIdentity.open(directory.resolve("demo"), Clock.systemUTC())
                .token(DemoPeople.withId(person).orElseThrow(), STUDY, Duration.ofHours(1));
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMinutes(3));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
