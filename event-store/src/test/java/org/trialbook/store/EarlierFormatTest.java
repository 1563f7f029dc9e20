package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store file that Java serialization wrote is told from one of this format, and left as it is.
class EarlierFormatTest {
    @TempDir
    Path directory;

    @Test
    void isRefusedInAPlainSentence() throws Exception {
        Path file = directory.resolve("trialbook_log.mv");
        try (StockEmbeddedServer server = StockEmbeddedServer.open(file);
                MongoClient client = MongoClients.create(server.connectionString())) {
            client.getDatabase("trialbook_log").getCollection("blocks").insertOne(new Document("_id", 0L));
        }
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> EmbeddedServer.open(directory, 0))
                .isInstanceOf(UnreadableStoreException.class)
                .hasMessageContaining("has format 1")
                .hasMessageContaining("trialbook_log.mv");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);

        Process store =
                ChildProcess.start(StoreMain.class, List.of("--dir", directory.toString()), directory.resolve("err"));
        assertThat(store.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(store.exitValue()).isEqualTo(2);
        assertThat(directory.resolve("err")).content().contains("has format 1").doesNotContain("Usage:");
    }

    @Test
    void doesNotKeepTheDirectoryLocked() throws Exception {
        Path file = directory.resolve("trialbook_log.mv");
        StockEmbeddedServer.open(file).close();
        assertThatThrownBy(() -> EmbeddedServer.open(directory, 0)).isInstanceOf(UnreadableStoreException.class);
        Files.delete(file);
        EmbeddedServer.open(directory, 0).close();
    }
}
