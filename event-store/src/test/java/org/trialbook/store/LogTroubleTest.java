package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trialbook.store.FaultyBlockStore.Fault;

/// A log that cannot be read or appended to says so, whatever the reason; and that it can again.
class LogTroubleTest {
    private final TestDatabase database = TestDatabase.open();
    private final BlockStore real = new MongoBlockStore(database.database());
    private final BreakableBlockStore store = new BreakableBlockStore(real);
    /// For what must get in, however slow the machine.
    private final LogSettings patient = Drafts.settings().withPatience(Drafts.SHORTLY);
    private final LogSettings impatient = Drafts.settings().withPatience(Duration.ofMillis(100));

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private static void awaitTrouble(Log log, String... said) {
        await().atMost(Drafts.SHORTLY)
                .untilAsserted(() -> assertThat(log.trouble().orElse("")).contains(said));
    }

    private static void awaitNone(Log log) {
        await().atMost(Drafts.SHORTLY)
                .untilAsserted(() -> assertThat(log.trouble()).isEmpty());
    }

    @Test
    void saysThatTheStoreCannotBeReadForAsLongAsItCannot() {
        try (Log log = Log.open(store, impatient, null, false)) {
            assertThat(log.trouble()).isEmpty();
            for (int outage = 0; outage < 3; outage++) {
                store.breakReads(new IllegalStateException("gone"));
                awaitTrouble(log, "cannot be read");
                store.breakReads(null);
                awaitNone(log);
            }
        }
    }

    @Test
    void saysThatTheStoreIsSilent() {
        try (Log log = Log.open(store, impatient, null, false)) {
            store.fallSilent();
            awaitTrouble(log, "has not answered for");
            store.speakAgain();
            awaitNone(log);
        }
    }

    @Test
    void saysThatAnAppendHasNoAnswer() {
        try (Log log = Log.open(store, patient, null, true)) {
            store.holdInserts();
            var appended = log.append(List.of(Drafts.draft("one", List.of())), null);
            try {
                awaitTrouble(log, "has not answered an append");
            } finally {
                // Else the log could not be closed.
                store.speakAgain();
            }
            awaitNone(log);
            assertThat(appended).succeedsWithin(Drafts.SHORTLY);
        }
    }

    @Test
    void anErrorThatEndsTheThreadThatFollowsIsSaidFromThenOn() {
        try (Log log = Log.open(store, impatient, null, true)) {
            store.breakReads(new OutOfMemoryError("made up"));
            awaitTrouble(log, "log-tail died of OutOfMemoryError");
            store.breakReads(null);
            assertThat(log.trouble()).isPresent();
        }
    }

    @Test
    void anErrorThatEndsTheCommitterLeavesNobodyWithAFalseAnswer() {
        try (Log log = Log.open(store, impatient, null, true)) {
            store.breakInserts(new OutOfMemoryError("made up"));
            assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("one", List.of())))
                    .hasCauseInstanceOf(UnsettledAppendException.class);
            awaitTrouble(log, "log-committer died of OutOfMemoryError");
        }
    }

    @Test
    void anErrorInAListenerIsSaid() throws Exception {
        try (Log log = Log.open(store, patient, null, true)) {
            log.onGrowth(() -> {
                throw new StackOverflowError("made up");
            });
            Drafts.append(log, null, Drafts.draft("one", List.of()));
            awaitTrouble(log, "log-wake-up died of StackOverflowError");
        }
    }

    /// A process that is not ready is sent nothing to append; it finds out by itself that it could.
    @Test
    void settlesWhatFailedWithoutBeingAsked() {
        FaultyBlockStore faulty = new FaultyBlockStore(real);
        try (Log log = Log.open(faulty, impatient, null, true)) {
            faulty.down(true);
            assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("doubtful", List.of())))
                    .hasCauseInstanceOf(UnsettledAppendException.class);
            assertThat(log.trouble()).isPresent();
            faulty.down(false);
            awaitNone(log);
            assertThat(Drafts.ids(log)).containsExactly("doubtful");
        }
    }

    @Test
    void aRefusedAppendIsSaidUntilOneIsTaken() throws Exception {
        try (Log log = Log.open(store, patient, null, true)) {
            store.breakInserts(new MongoCommandException(
                    new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(13)), new ServerAddress()));
            assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("one", List.of())))
                    .hasCauseInstanceOf(MongoCommandException.class);
            awaitTrouble(log, "does not take events");
            store.breakInserts(null);
            Drafts.append(log, null, Drafts.draft("two", List.of()));
            awaitNone(log);
        }
    }

    @Test
    void aRefusalOfOneActIsNoTrouble() {
        FaultyBlockStore faulty = new FaultyBlockStore(real, Fault.REFUSE);
        try (Log log = Log.open(faulty, impatient, null, true)) {
            assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("one", List.of())))
                    .hasRootCauseMessage("not allowed");
            assertThat(log.trouble()).isEmpty();
        }
    }

    /// An older log is put back while a process runs: what it would append would stand behind a hole.
    @Test
    void appendsNothingToAStoreThatHoldsLessThanWasRead() throws Exception {
        MongoCollection<Document> blocks = database.database().getCollection(MongoBlockStore.COLLECTION);
        try (Log log = Log.openForWriting(database.store(), patient, null)) {
            Drafts.appendEach(log, "e", 5);
            Document newer = new Document("_id", new Document("$gte", 3L));
            List<Document> gone = blocks.find(newer).into(new ArrayList<>());
            blocks.deleteMany(newer);

            awaitTrouble(log, "no longer holds block 4");
            assertThatThrownBy(() -> log.append(List.of(Drafts.draft("late", List.of())), null))
                    .isInstanceOf(LogUnavailableException.class);
            assertThatThrownBy(log::confirm).isInstanceOf(LogUnavailableException.class);
            assertThat(blocks.countDocuments()).isEqualTo(3);

            blocks.insertMany(gone);
            awaitNone(log);
            Drafts.append(log, null, Drafts.draft("late", List.of()));
        }
        try (Log again = Log.openForReading(database.store(), patient, null)) {
            assertThat(Drafts.ids(again)).containsExactly("e0", "e1", "e2", "e3", "e4", "late");
        }
    }

    @Test
    void aLogThatWentOnOtherwiseIsDamaged() throws Exception {
        MongoCollection<Document> blocks = database.database().getCollection(MongoBlockStore.COLLECTION);
        try (Log log = Log.openForWriting(database.store(), patient, null)) {
            Drafts.appendEach(log, "e", 5);
            blocks.deleteMany(new Document("_id", 4L));
            try (Log other = Log.openForWriting(database.store(), patient, null)) {
                Drafts.append(other, null, Drafts.draft("other", List.of()));
            }
            await().atMost(Drafts.SHORTLY)
                    .untilAsserted(() -> assertThat(log.failure()).isPresent());
            assertThat(log.trouble()).isPresent();
        }
    }
}
