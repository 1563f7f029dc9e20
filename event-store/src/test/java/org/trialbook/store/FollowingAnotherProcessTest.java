package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Proofs;
import org.trialbook.ledger.Sha256;

/// A process that only reads: it sees what another one appends, and finds every event by position and tag.
class FollowingAnotherProcessTest {
    private final TestDatabase database = TestDatabase.open();

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void seesWhatTheOtherAppends() throws Exception {
        try (Log writer = Log.openForWriting(database.store(), Drafts.settings(), null);
                Log reader = Log.openForReading(database.store(), Drafts.settings(), null)) {
            AtomicInteger wakes = new AtomicInteger();
            try (var subscription = reader.onGrowth(wakes::incrementAndGet)) {
                assertThat(subscription).isNotNull();
                Drafts.appendEach(writer, "e", 7);
                assertThat(reader.awaitBeyond(5, Duration.ofSeconds(20))).isTrue();
                await().atMost(Drafts.SHORTLY).until(() -> wakes.get() > 0);
            }
            assertThat(reader.size()).isEqualTo(7);
            assertThat(reader.root()).isEqualTo(writer.root());
            assertThat(reader.positionsWithTag("subject", "e1")).containsExactly(1, 4);
            assertThat(reader.positionsWithTag("subject", "nobody")).isEmpty();
            assertThat(reader.positionsOf("trial.Noted")).hasSize(7);
            assertThat(reader.types()).containsExactly("trial.Noted");
            assertThat(reader.awaitBeyond(6, Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void readsLinesThatFellOutOfTheCacheFromTheirBlocks() throws Exception {
        try (Log writer = Log.openForWriting(database.store(), Drafts.settings(), null);
                Log reader =
                        Log.openForReading(database.store(), Drafts.settings().withCacheBytes(0), null)) {
            Drafts.appendEach(writer, "e", 5);
            Drafts.append(writer, null, Drafts.draft("x5", List.of()), Drafts.draft("x6", List.of()));
            Drafts.appendEach(writer, "f", 40);
            assertThat(reader.awaitBeyond(45, Duration.ofSeconds(20))).isTrue();
            for (long position = 0; position < writer.size(); position++) {
                assertThat(reader.lineBytes(position)).isEqualTo(writer.lineBytes(position));
            }
            assertThat(reader.line(6).id()).isEqualTo("x6");
        }
    }

    @Test
    void provesAnEventToWhoeverKnowsTheRoot() throws Exception {
        try (Log log = Log.openForWriting(database.store(), Drafts.settings(), null)) {
            Drafts.appendEach(log, "e", 5);
            byte[] line = log.lineBytes(3);
            assertThat(new String(line, StandardCharsets.UTF_8)).startsWith("{\"position\":3,\"id\":\"e3\"");
            assertThat(EventLine.parse(line)).isEqualTo(log.line(3));
            assertThat(log.leafHash(3)).isEqualTo(Sha256.leaf(line));
            var proof = log.ofTree(tree -> tree.inclusionProof(3, 5));
            Proofs.verifyInclusion(Sha256.leaf(line), 3, 5, proof, log.root());
            var consistency = log.ofTree(tree -> tree.consistencyProof(2, 5));
            Proofs.verifyConsistency(2, 5, consistency, log.root(2), log.root());
        }
    }

    @Test
    void knowsNoPositionBeyondTheEnd() throws Exception {
        try (Log log = Log.openForWriting(database.store(), Drafts.settings(), null)) {
            assertThat(log.size()).isZero();
            assertThat(log.root()).isEqualTo(Sha256.empty());
            assertThatThrownBy(() -> log.line(0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> log.line(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
