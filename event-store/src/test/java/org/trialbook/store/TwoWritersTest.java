package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.EventLine.Tag;

/// Two processes' worth of writers on one store, deciding over the same subjects at the same time.
class TwoWritersTest {
    private static final int SUBJECTS = 60;
    private static final int CALLERS = 8;

    @Test
    void leaveNoGapAndRandomizeEachSubjectOnce() throws Exception {
        try (TestDatabase database = TestDatabase.open();
                Log one = Log.openForWriting(database.store(), Drafts.settings(), null);
                Log two = Log.openForWriting(database.store(), Drafts.settings(), null);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicInteger refused = new AtomicInteger();
            List<Callable<Object>> tasks = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                Log log = caller % 2 == 0 ? one : two;
                String name = "c" + caller;
                tasks.add(() -> {
                    for (int subject = 0; subject < SUBJECTS; subject++) {
                        if (!randomize(log, name, subject)) {
                            refused.incrementAndGet();
                        }
                    }
                    return name;
                });
            }
            for (Future<Object> done : callers.invokeAll(tasks)) {
                assertThat(done.get()).isNotNull();
            }
            assertThat(refused).hasValue(SUBJECTS * (CALLERS - 1));
            await().atMost(Drafts.SHORTLY).until(() -> one.size() == SUBJECTS && two.size() == SUBJECTS);
            assertThat(one.root()).isEqualTo(two.root());
            for (int subject = 0; subject < SUBJECTS; subject++) {
                assertThat(one.positionsWithTag("subject", "s" + subject)).hasSize(1);
            }
            try (Log third = Log.openForReading(database.store(), Drafts.settings(), null)) {
                assertThat(third.root()).isEqualTo(one.root());
            }
        }
    }

    private static boolean randomize(Log log, String caller, int subject) {
        Tag tag = Drafts.tag("subject", "s" + subject);
        try {
            log.append(List.of(Drafts.draft(caller + "-" + subject, List.of(tag))), Drafts.unseen(tag))
                    .join();
            return true;
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(AppendEventsTransactionRejectedException.class);
            return false;
        }
    }
}
