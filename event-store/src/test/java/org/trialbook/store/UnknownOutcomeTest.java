package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trialbook.ledger.EventLine.Tag;
import org.trialbook.store.FaultyBlockStore.Fault;

/// The answer to an insert is lost: what was recorded is found out, never guessed.
class UnknownOutcomeTest {
    private static final Tag SUBJECT = Drafts.tag("subject", "01-001");

    private final TestDatabase database = TestDatabase.open();
    private final BlockStore real = new MongoBlockStore(database.database());

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOSE_ANSWER", "LOSE_REQUEST", "DELIVER_TWICE"})
    void recordsTheEventOnceWhicheverMessageIsLost(Fault fault) throws Exception {
        FaultyBlockStore faulty = new FaultyBlockStore(real, fault, fault, Fault.NONE);
        try (Log log = Log.open(faulty, Drafts.settings(), null, true)) {
            long size = Drafts.append(log, Drafts.unseen(SUBJECT), Drafts.draft("one", List.of(SUBJECT)));
            assertThat(size).isEqualTo(1);
            Drafts.append(log, null, Drafts.draft("two", List.of()));
            assertThat(Drafts.ids(log)).containsExactly("one", "two");
        }
        assertThat(real.read(0, 10)).hasSize(2);
    }

    @Test
    void checksTheConditionAgainWhenAnotherWriterWasFirst() {
        FaultyBlockStore faulty = new FaultyBlockStore(real, Fault.OTHER_IS_FIRST);
        try (Log log = Log.open(faulty, Drafts.settings(), null, true)) {
            assertThatThrownBy(() -> Drafts.append(log, Drafts.unseen(SUBJECT), Drafts.draft("one", List.of(SUBJECT))))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
            assertThat(log.size()).isEqualTo(1);
        }
        assertThat(real.read(0, 10)).singleElement().extracting(Block::writer).isEqualTo("other");
    }

    @Test
    void doesNotTakeALaterRefusalForAnAnswerAboutTheFirstTry() throws Exception {
        FaultyBlockStore faulty = new FaultyBlockStore(real, Fault.LOSE_ANSWER, Fault.REFUSE);
        try (Log log = Log.open(faulty, Drafts.settings(), null, true)) {
            assertThat(Drafts.append(log, null, Drafts.draft("one", List.of()))).isEqualTo(1);
        }
    }

    @Test
    void passesARefusalOnAndGoesOn() throws Exception {
        FaultyBlockStore faulty = new FaultyBlockStore(real, Fault.REFUSE);
        try (Log log = Log.open(faulty, Drafts.settings(), null, true)) {
            assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("one", List.of())))
                    .hasRootCauseMessage("not allowed");
            assertThat(Drafts.append(log, null, Drafts.draft("two", List.of()))).isEqualTo(1);
        }
    }

    @Test
    void tellsTheCallerThatTheOutcomeIsUnknownAndSettlesItBeforeTheNextAppend() throws Exception {
        FaultyBlockStore faulty = new FaultyBlockStore(real);
        LogSettings impatient = Drafts.settings().withPatience(Duration.ofMillis(100));
        try (Log log = Log.open(faulty, impatient, null, true)) {
            faulty.down(true);
            assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("doubtful", List.of(SUBJECT))))
                    .hasCauseInstanceOf(UnsettledAppendException.class);
            assertThatThrownBy(() -> Drafts.append(log, null, Drafts.draft("during", List.of(SUBJECT))))
                    .hasCauseInstanceOf(UnsettledAppendException.class);
            faulty.down(false);
            Drafts.append(log, null, Drafts.draft("after", List.of(SUBJECT)));
            // The doubtful one got its number, the one that was never tried did not.
            assertThat(Drafts.ids(log)).containsExactly("doubtful", "after");
        }
    }

    @Test
    void neverGivesTheNumberOfADoubtfulBlockToOtherContent() throws Exception {
        // The answer is lost and stays lost, but the block is there.
        FaultyBlockStore faulty = new FaultyBlockStore(real, Fault.LOSE_ANSWER);
        LogSettings impatient = Drafts.settings().withPatience(Duration.ZERO);
        try (Log log = Log.open(faulty, impatient, null, true)) {
            var doubtful = log.append(List.of(Drafts.draft("doubtful", List.of(SUBJECT))), null);
            await().atMost(Drafts.SHORTLY).until(doubtful::isDone);
            // Zero patience: the first unknown answer is the last.
            assertThatThrownBy(() -> doubtful.get(1, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(UnsettledAppendException.class);
            assertThatThrownBy(
                            () -> Drafts.append(log, Drafts.unseen(SUBJECT), Drafts.draft("again", List.of(SUBJECT))))
                    .hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
            assertThat(Drafts.ids(log)).containsExactly("doubtful");
        }
    }
}
