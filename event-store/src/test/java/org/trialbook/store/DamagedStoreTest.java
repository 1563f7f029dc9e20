package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.Sha256;

/// Somebody with access to the database changes the record: the log does not open, and says where it is bad first.
///
/// The log has blocks 0 to 4 of one event each (positions 0 to 4), block 5 of positions 5 to 8, and block 6 of
/// position 9.
class DamagedStoreTest {
    private final TestDatabase database = TestDatabase.open();
    private final MongoCollection<Document> blocks = database.database().getCollection(MongoBlockStore.COLLECTION);

    @BeforeEach
    void fillLog() throws Exception {
        try (Log log = Log.openForWriting(database.store(), Drafts.settings(), null)) {
            Drafts.appendSevenBlocks(log);
        }
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void opensWhileNothingIsChanged() {
        try (Log log = open()) {
            assertThat(log.size()).isEqualTo(10);
        }
    }

    @Test
    void namesTheLineInWhichABitWasFlipped() {
        changeBlock(5, block -> {
            lines(block).set(2, lines(block).get(2).replace("\"b7\"", "\"b6\""));
        });
        requireBadFrom(7);
    }

    @Test
    void namesTheLineThatWasRemoved() {
        changeBlock(5, block -> lines(block).remove(1));
        requireBadFrom(6);
    }

    @Test
    void namesTheLastLineOfABlockWhenThatWasRemoved() {
        changeBlock(5, block -> lines(block).remove(3));
        requireBadFrom(8);
    }

    @Test
    void namesTheFirstOfTwoSwappedLines() {
        changeBlock(5, block -> Collections.swap(lines(block), 1, 3));
        requireBadFrom(6);
    }

    @Test
    void namesTheLineWhenItsHashWasChangedToMatch() {
        changeBlock(5, block -> {
            lines(block).set(2, lines(block).get(2).replace("\"b7\"", "\"x7\""));
            reseal(block);
        });
        // Hashes agree with the lines, so only the root tells: anything from the block's first position on.
        requireBadFrom(5);
    }

    @Test
    void namesTheFirstPositionOfARemovedBlock() {
        blocks.deleteOne(new Document("_id", 5L));
        requireBadFrom(5);
    }

    @Test
    void namesTheFirstPositionOfTwoSwappedBlocks() {
        Document second = block(1);
        Document third = block(2);
        second.put("_id", 2L);
        third.put("_id", 1L);
        replace(third);
        replace(second);
        requireBadFrom(1);
    }

    @Test
    void namesTheFirstPositionOfABlockWithoutItsRoot() {
        changeBlock(5, block -> block.remove("root"));
        requireBadFrom(5);
    }

    @Test
    void noticesDamageThatArrivesWhileItIsOpen() {
        try (Log log = open()) {
            Document forged = block(6);
            forged.put("_id", 7L);
            blocks.insertOne(forged);
            await().atMost(Drafts.SHORTLY).until(() -> log.failure().isPresent());
            assertThat(log.failure())
                    .get()
                    .asInstanceOf(type(DamagedLogException.class))
                    .extracting(DamagedLogException::position)
                    .isEqualTo(10L);
        }
    }

    @Test
    void noticesALineThatChangedAfterItWasVerified() {
        // Nothing is cached, so each line is read from its block again.
        try (Log log = Log.openForReading(database.store(), Drafts.settings().withCacheBytes(0), null)) {
            assertThat(log.line(7).id()).isEqualTo("b7");
            changeBlock(5, block -> {
                lines(block).set(2, lines(block).get(2).replace("\"b7\"", "\"b6\""));
            });
            await().atMost(Drafts.SHORTLY)
                    .untilAsserted(() -> assertThatThrownBy(() -> log.line(7))
                            .isInstanceOf(DamagedLogException.class)
                            .hasMessageContaining("position is 7"));
        }
    }

    private Log open() {
        return Log.openForReading(database.store(), Drafts.settings(), null);
    }

    private void requireBadFrom(long position) {
        assertThatThrownBy(this::open)
                .asInstanceOf(type(DamagedLogException.class))
                .satisfies(damage ->
                        assertThat(damage.position()).as(damage.getMessage()).isEqualTo(position));
    }

    private Document block(long number) {
        return Objects.requireNonNull(blocks.find(new Document("_id", number)).first());
    }

    private void changeBlock(long number, Consumer<Document> change) {
        Document block = block(number);
        change.accept(block);
        replace(block);
    }

    private void replace(Document block) {
        assertThat(blocks.replaceOne(new Document("_id", block.get("_id")), block)
                        .getMatchedCount())
                .isEqualTo(1);
    }

    private static List<String> lines(Document block) {
        List<String> lines = block.getList("lines", String.class);
        if (lines instanceof ArrayList<String>) {
            return lines;
        }
        List<String> own = new ArrayList<>(lines);
        block.put("lines", own);
        return own;
    }

    private static void reseal(Document block) {
        Block parsed = BlockDocument.parse(block);
        byte[] leaves = new byte[parsed.lines().size() * 32];
        for (int i = 0; i < parsed.lines().size(); i++) {
            System.arraycopy(Sha256.leaf(parsed.lines().get(i)).bytes(), 0, leaves, i * 32, 32);
        }
        block.put("leaves", new Binary(leaves));
    }
}
