package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// The disk under a running log fills up, and has space again.
@Isolated("reads what is logged to the console")
class FullDiskUnderTheLogTest {

    /// Of the log, its store and the driver, through a whole outage in which everything is tried again and
    /// again.
    private static final int MOST_LINES = 60;

    private final PrintStream console = System.err;

    @TempDir
    Path directory;

    @AfterEach
    void forget() {
        System.setErr(console);
        SimulatedDisk.reset();
    }

    @Test
    void isSaidInAFewLinesAndGoesOnByItselfWhenThereIsSpace() throws Exception {
        SimulatedDisk.reset();
        LogSettings settings = Drafts.settings().withPatience(Duration.ofSeconds(1));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (EmbeddedServer server = EmbeddedServer.open(directory, SimulatedDisk.PREFIX, 0);
                MongoClient client = MongoClients.create(server.connectionString());
                Log log = Log.openForWriting(LogStore.in(client.getDatabase("trialbook_log")), settings, null)) {
            Drafts.append(log, null, Drafts.draft("before", List.of()));
            assertThat(log.trouble()).isEmpty();

            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            SimulatedDisk.failWrites(() -> true);
            for (int attempt = 0; attempt < 3; attempt++) {
                String id = "during" + attempt;
                assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft(id, List.of())))
                        .hasCauseInstanceOf(UnsettledAppendException.class);
                assertThat(log.trouble()).isPresent();
            }
            SimulatedDisk.failWrites(() -> false);
            await().atMost(Drafts.SHORTLY)
                    .untilAsserted(() -> assertThat(log.trouble()).isEmpty());
            System.setErr(console);

            Drafts.append(log, null, Drafts.draft("after", List.of()));
            assertThat(Drafts.ids(log)).containsExactly("before", "during0", "after");
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .hasSizeLessThan(MOST_LINES)
                .anyMatch(line -> line.contains("A commit to") && line.contains("failed"));
    }
}
