package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log on a server that speaks MongoDB's protocol: extend it and name one. Each test has an empty database of its
/// own, and two connections to it, as two processes would have; one test has a second process.
public abstract class MongoConformance extends LogConformance {
    private final OpenCursors cursors = new OpenCursors();
    private @Nullable MongoClient one;
    private @Nullable MongoClient two;
    private @Nullable InADatabase database;

    /// Where the server listens, with a user who may create and drop databases. Always the same answer.
    protected abstract String connectionString();

    @BeforeAll
    void connect() {
        String uri = connectionString();
        one = TestDatabase.client(uri, cursors);
        two = TestDatabase.client(uri, cursors);
    }

    @AfterAll
    void disconnect() {
        if (one != null && two != null) {
            one.close();
            two.close();
        }
    }

    @AfterEach
    void noReadLeftACursorOpen() {
        cursors.requireNone();
    }

    @Override
    StoreUnderTest emptyStore() {
        if (one == null || two == null) {
            throw new IllegalStateException("Not connected");
        }
        String name = "trialbook_test_" + UUID.randomUUID().toString().replace("-", "");
        database = new InADatabase(one.getDatabase(name), two.getDatabase(name));
        return database;
    }

    private record InADatabase(MongoDatabase first, MongoDatabase second) implements StoreUnderTest {
        @Override
        public LogStore one() {
            return LogStore.in(first);
        }

        @Override
        public LogStore two() {
            return LogStore.in(second);
        }

        @Override
        public void lose(long block) {
            assertThat(first.getCollection(MongoBlockStore.COLLECTION)
                            .deleteOne(new Document("_id", block))
                            .getDeletedCount())
                    .isEqualTo(1);
        }

        @Override
        public void close() {
            first.drop();
        }
    }

    @Test
    void anotherProcessAndThisOneShareTheLog(@TempDir Path directory) throws Exception {
        Log own = place().writer();
        String name = Objects.requireNonNull(database).first().getName();
        Process child = ChildProcess.start(
                OtherProcess.class, List.of(connectionString(), name, "40"), directory.resolve("child.err"));
        int theirs = 0;
        int ours = 0;
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
            for (int subject = 0; subject < 40; subject++) {
                var tag = Drafts.tag("subject", "s" + subject);
                if (place().append(own, Drafts.unseen(tag), Drafts.draft("ours-" + subject, List.of(tag))) != null) {
                    ours++;
                }
            }
            for (@Nullable String line = out.readLine(); line != null; line = out.readLine()) {
                theirs++;
            }
            assertThat(child.waitFor(patience().toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        } finally {
            child.destroyForcibly();
        }
        Log reader = place().reader();
        assertThat(ours + theirs).isEqualTo(40);
        assertThat(reader.size()).isEqualTo(40);
        for (int subject = 0; subject < 40; subject++) {
            assertThat(reader.positionsWithTag("subject", "s" + subject)).hasSize(1);
        }
    }
}
