package org.trialbook.trial.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.event.StudyId;
import org.trialbook.media.Dicom;
import org.trialbook.store.DocumentServer;
import org.trialbook.trial.CommandSideApplication;
import org.trialbook.trial.HotCrt;
import tools.jackson.databind.json.JsonMapper;

/// A command side with a heap smaller than what is sent to it at once. It ends where its memory does
/// (`ExitOnOutOfMemoryError`), so that whoever is answered was answered by a process that kept to its heap.
class UploadsInASmallHeapTest {

    private static final String HEAP = "-Xmx128m";
    private static final int ROWS = 8_192;
    private static final int COLUMNS = 5_120;
    private static final List<String> PEOPLE =
            List.of("coordinator@01", "investigator@01", "coordinator@02", "data-manager");

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private DocumentServer store;
    private Process process;
    private DemoIdentity identity;
    private URI root;

    @BeforeEach
    void start() throws IOException {
        store = DocumentServer.inMemory();
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        root = URI.create("http://127.0.0.1:" + port + "/api/v1/studies/HOT-CRT");
        Path demo = directory.resolve("demo");
        identity = DemoIdentity.open(demo, Clock.systemUTC());
        Files.createDirectories(Path.of("target"));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        // What it leaves when it is killed is not left where others look.
                        "-Djava.io.tmpdir=" + directory,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CommandSideApplication.class.getName(),
                        "--server.port=" + port,
                        "--spring.profiles.active=demo",
                        "--trialbook.mongodb.uri=" + store.connectionString(),
                        "--trialbook.keys-dir=" + directory.resolve("keys"),
                        "--trialbook.demo-dir=" + demo,
                        "--trialbook.rate-limit.per-second=0",
                        "--trialbook.media.patience=10m")
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "uploads-in-a-small-heap.log").toFile())
                .start();
        await().atMost(Duration.ofMinutes(10)).until(() -> {
            assertThat(process.isAlive()).as("the process runs").isTrue();
            try {
                return upload("data-manager", Dicom.clean(-1)) == 201;
            } catch (UncheckedIOException e) {
                return false;
            }
        });
        assertThat(act("/acts/publish-protocol", Map.of("protocol", HotCrt.YAML)))
                .isEqualTo(201);
    }

    @AfterEach
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
        store.close();
    }

    @Test
    void largeFilesOfSeveralPeopleAtOnceAreTakenAndOthersAreAnswered() throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < PEOPLE.size(); i++) {
            files.add(large(i));
        }
        assertThat(sentWhileOthersAct(files)).hasSize(PEOPLE.size()).containsOnly(201);
    }

    private List<Integer> sentWhileOthersAct(List<byte[]> files) throws Exception {
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            byte[] file = files.get(i);
            String person = PEOPLE.get(i % PEOPLE.size());
            all.add(() -> upload(person, file));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = all.stream().map(threads::submit).toList();
            for (int site = 10; site < 20; site++) {
                assertThat(act(
                                "/acts/open-site",
                                Map.of("site", Integer.toString(site), "name", "Hospital", "zone", "Europe/Berlin")))
                        .isEqualTo(201);
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(process.isAlive()).as("the process runs").isTrue();
            return statuses;
        }
    }

    private static byte[] large(int id) {
        return Dicom.file(Dicom.EXPLICIT)
                .text(0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.6.1")
                .text(0x0008_0018, "UI", "2.25.1")
                .text(0x0008_0020, "DA", "")
                .text(0x0008_0060, "CS", "US")
                .text(0x0010_0010, "PN", "")
                .number(0x0028_0010, ROWS)
                .number(0x0028_0011, COLUMNS)
                .number(0x0028_0100, 8)
                .text(0x0028_0301, "CS", "NO")
                .element(
                        0x7fe0_0010,
                        "OW",
                        ByteBuffer.allocate(ROWS * COLUMNS).putInt(id).array())
                .bytes();
    }

    private int upload(String person, byte[] file) {
        return status(HttpRequest.newBuilder(URI.create(root + "/media"))
                .header("Authorization", "Bearer " + token(person))
                .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    private int act(String path, Object body) {
        return status(HttpRequest.newBuilder(URI.create(root + path))
                .header("Authorization", "Bearer " + token("data-manager"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    private int status(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofMinutes(5)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String token(String person) {
        return identity.token(DemoPeople.withId(person).orElseThrow(), new StudyId("HOT-CRT"), Duration.ofHours(1));
    }
}
