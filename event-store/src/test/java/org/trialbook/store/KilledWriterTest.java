package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that holds the embedded store is killed in the middle of its work, again and again.
class KilledWriterTest {
    private static final int ROUNDS = 5;

    @TempDir
    Path directory;

    @Test
    @Timeout(180)
    void keepsEverythingThatWasAcknowledged() throws Exception {
        long seed = System.nanoTime();
        System.out.println("KilledWriterTest seed " + seed);
        Random random = new Random(seed);
        Map<String, Long> acknowledged = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            int before = acknowledged.size();
            killAfter(50 + random.nextInt(400), round, acknowledged);
            assertThat(acknowledged).hasSizeGreaterThan(before);
            requireKept(acknowledged);
        }
    }

    private void killAfter(int acks, int round, Map<String, Long> acknowledged)
            throws IOException, InterruptedException {
        Process child = ChildProcess.start(
                KilledWriter.class, List.of(directory.toString(), "r" + round + "-"), directory.resolve("child.err"));
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            int seen = 0;
            StringBuilder line = new StringBuilder();
            // By character: the last line may be cut off by the kill, and is no acknowledgement then.
            for (int c = out.read(); c >= 0; c = out.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    continue;
                }
                String[] ack = line.toString().split(" ", -1);
                acknowledged.put(ack[0], Long.parseLong(ack[1]));
                line.setLength(0);
                if (++seen == acks) {
                    // By its handle: killing by the process would throw away what it had still written.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void requireKept(Map<String, Long> acknowledged) {
        try (EmbeddedServer server = EmbeddedServer.open(directory, 0);
                MongoClient client = MongoClients.create(server.connectionString());
                // Opening verifies that there is no gap and nothing torn.
                Log log = Log.openForReading(client.getDatabase(KilledWriter.LOG), Drafts.settings(), null)) {
            List<String> ids = Drafts.ids(log);
            assertThat(ids).doesNotHaveDuplicates();
            acknowledged.forEach((id, position) -> assertThat(ids.get(Math.toIntExact(position)))
                    .as("position " + position)
                    .isEqualTo(id));
            // Documents of a view and their index agree: what a scan finds, an equality finds too.
            var views = client.getDatabase(KilledWriter.VIEWS).getCollection("subjects");
            for (var document : views.find()) {
                assertThat(views.countDocuments(new Document("_id", document.get("_id"))))
                        .isEqualTo(1);
            }
        }
    }
}
