package org.trialbook.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.event.StudyId;
import org.trialbook.view.QuerySideApplication;

/// A query side as a process of its own, and a dump of its memory.
final class QueryProcess implements AutoCloseable {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final DemoIdentity identity;
    private final URI root;

    QueryProcess(String store, Path keys, Path demo, boolean blinded) throws IOException {
        int port = freePort();
        this.identity = DemoIdentity.open(demo, Clock.systemUTC());
        this.root = URI.create("http://127.0.0.1:" + port);
        File output = Path.of("target", blinded ? "heap-blinded.log" : "heap-unblinded.log")
                .toFile();
        this.process = new ProcessBuilder(
                        JAVA.resolve("java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        QuerySideApplication.class.getName(),
                        "--spring.profiles.active=demo",
                        "--server.port=" + port,
                        "--trialbook.mongodb.uri=" + store,
                        "--trialbook.demo-dir=" + demo,
                        "--trialbook.keys-dir=" + keys,
                        "--trialbook.rate-limit.per-second=0",
                        "--trialbook.hints.last=PT0S",
                        "--trialbook.blinded=" + blinded)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Waits until it answers from all of the record.
    QueryProcess serving(long size) {
        await().atMost(Duration.ofMinutes(10)).until(() -> {
            assertThat(process.isAlive()).as("the process runs").isTrue();
            try {
                // An unblinded process may have recorded meanwhile what it showed.
                return get("monitor", "/api/v1/studies/HOT-CRT/overview")
                                .headers()
                                .firstValueAsLong("x-record-position")
                                .orElse(-1)
                        >= size;
            } catch (UncheckedIOException e) {
                return false;
            }
        });
        return this;
    }

    HttpResponse<String> get(String person, String path) {
        String token =
                identity.token(DemoPeople.withId(person).orElseThrow(), new StudyId("HOT-CRT"), Duration.ofHours(1));
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(60));
        request.header("Authorization", "Bearer " + token);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Everything on its heap, garbage that was not collected yet included.
    void dumpTo(Path file) throws IOException, InterruptedException {
        Process dumping = new ProcessBuilder(List.of(
                        JAVA.resolve("jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.heap_dump",
                        "-all",
                        file.toAbsolutePath().toString()))
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "jcmd.log").toFile())
                .start();
        assertThat(dumping.waitFor(120, TimeUnit.SECONDS)).as("the dump ends").isTrue();
        assertThat(dumping.exitValue()).isZero();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
