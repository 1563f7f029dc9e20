package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// The server is killed (SIGKILL) while four callers append, and started again: what was acknowledged is there, and
/// appending goes on by itself. `.ci/document-server/check` says which server.
@EnabledIfEnvironmentVariable(named = "TRIALBOOK_DOCUMENT_SERVER", matches = ".+")
class KilledDocumentServerTest {
    private static final int KILLS = Integer.getInteger("trialbook.kills", 3);
    private static final int CALLERS = 4;

    @TempDir
    static Path directory;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void keepsEverythingThatWasAcknowledged() throws Exception {
        int port = freePort();
        Process server = start(port);
        try (MongoClient client = MongoClients.create(
                "mongodb://127.0.0.1:" + port + "/?heartbeatFrequencyMS=500&serverMonitoringMode=poll")) {
            LogStore store = LogStore.in(client.getDatabase("trialbook_log"));
            try (Log log = Log.openForWriting(store, Drafts.settings().withPatience(Drafts.SHORTLY), null)) {
                CountDownLatch ended = new CountDownLatch(CALLERS);
                for (int caller = 0; caller < CALLERS; caller++) {
                    String prefix = "c" + caller + "-";
                    Thread.startVirtualThread(() -> {
                        appendUntilEnough(log, prefix);
                        ended.countDown();
                    });
                }
                for (int kill = 0; kill < KILLS; kill++) {
                    awaitMore(25);
                    end(server);
                    server = start(port);
                }
                awaitMore(25);
                enough.set(true);
                assertThat(ended.await(Drafts.SHORTLY.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                assertThat(log.failure()).isEmpty();
            }
            // Opening verifies the root of every block.
            try (Log kept = Log.openForReading(store, Drafts.settings(), null)) {
                assertThat(Drafts.ids(kept)).doesNotHaveDuplicates().containsAll(acknowledged);
            }
        } finally {
            end(server);
        }
    }

    private void appendUntilEnough(Log log, String prefix) {
        for (int i = 0; !enough.get(); i++) {
            String id = prefix + i;
            if (isRecorded(log, id)) {
                acknowledged.add(id);
            }
        }
    }

    /// Whether it is recorded now, or turns out to have been recorded before. What is in doubt is asked again.
    private boolean isRecorded(Log log, String id) {
        var key = Drafts.tag("key", id);
        while (!enough.get()) {
            Throwable failure = log.append(List.of(Drafts.draft(id, List.of(key))), Drafts.unseen(key))
                    .handle((size, e) -> e)
                    .join();
            if (failure == null || failure instanceof AppendEventsTransactionRejectedException) {
                return true;
            }
        }
        return false;
    }

    private void awaitMore(int events) {
        int before = acknowledged.size();
        await().atMost(Drafts.SHORTLY).until(() -> acknowledged.size() >= before + events);
    }

    private static Process start(int port) throws IOException {
        Process server = new ProcessBuilder(
                        System.getenv("TRIALBOOK_DOCUMENT_SERVER"), directory.toString(), Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(server.inputReader().readLine()).startsWith("mongodb://127.0.0.1:" + port);
        return server;
    }

    private static void end(Process server) throws InterruptedException {
        server.destroyForcibly();
        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
