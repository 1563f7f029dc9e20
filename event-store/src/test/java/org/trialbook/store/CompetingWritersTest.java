package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.EventLine.Tag;
import org.trialbook.store.NaiveLog.Answer;
import org.trialbook.store.NaiveLog.Attempt;

/// Eight writers over the same subjects, on one server as eight processes would be, or on the files of one process,
/// and what they hear of the store is lost, doubled and late. Afterwards each append's condition is checked at its
/// place, one by one, against the naive log.
///
/// `-Dtrialbook.appends` says how many appends get in; without it a few thousand.
class CompetingWritersTest {
    private static final int WRITERS = 8;
    private static final int CALLERS_OF_EACH = 24;
    private static final int SUBJECTS = 500;
    private static final int APPENDS = Integer.getInteger("trialbook.appends", 2_000);

    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger recorded = new AtomicInteger();
    private final List<UnreliableBlockStore> stores = new ArrayList<>();

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void neverRecordAnythingAgainstItsConditionOnAServer() throws Exception {
        List<MongoClient> clients = new ArrayList<>();
        try (DocumentServer server = DocumentServer.inMemory()) {
            List<BlockStore> connections = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                MongoClient client = MongoClients.create(server.connectionString());
                clients.add(client);
                connections.add(new MongoBlockStore(client.getDatabase("trialbook_log")));
            }
            compete("a server", connections);
        } finally {
            clients.forEach(MongoClient::close);
        }
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void neverRecordAnythingAgainstItsConditionOnPlainFiles(@TempDir Path directory) throws Exception {
        try (FileBlockStore store = new FileBlockStore(new DirectoryOnDisk(directory))) {
            compete("plain files", Collections.nCopies(WRITERS, store));
        }
        try (FileBlockStore again = new FileBlockStore(new DirectoryOnDisk(directory))) {
            NaiveLog model = NaiveLog.of(again);
            attempts.forEach(model::check);
            assertThat(model.violations()).isEmpty();
        }
    }

    /// @param connections of each writer; the last one is asked what was stored
    private void compete(String place, List<BlockStore> connections) throws Exception {
        long seed = Long.getLong("trialbook.firstSeed", System.nanoTime());
        System.out.println("CompetingWritersTest seed " + seed);
        long began = System.nanoTime();
        List<Log> logs = new ArrayList<>();
        try {
            List<Callable<String>> callers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                UnreliableBlockStore store =
                        new UnreliableBlockStore(connections.get(writer), new Random(seed + writer));
                stores.add(store);
                // Eight logs in one process: what each remembers of its lines would fill the heap in a long run.
                LogSettings settings =
                        Drafts.settings().withPatience(Duration.ofMillis(40)).withCacheBytes(4 << 20);
                Log log = Log.open(store, settings, null, true);
                logs.add(log);
                for (int caller = 0; caller < CALLERS_OF_EACH; caller++) {
                    String name = "w" + writer + "c" + caller + "-";
                    Random random = new Random(seed + 100 + writer * 100L + caller);
                    callers.add(() -> appendUntilEnough(log, name, random));
                }
            }
            LogPlace.together(callers);
            NaiveLog model = NaiveLog.of(connections.getLast());
            attempts.forEach(model::check);
            assertThat(model.violations()).isEmpty();
            for (Log log : logs) {
                await().atMost(Drafts.SHORTLY)
                        .until(() -> log.size() == model.ids().size());
                assertThat(log.root()).isEqualTo(logs.getFirst().root());
            }
            tell(place, model, began);
        } finally {
            logs.forEach(Log::close);
        }
    }

    private void tell(String place, NaiveLog model, long began) {
        long unknown = attempts.stream()
                .filter(a -> a.answer() instanceof Answer.Unknown)
                .count();
        long conflicts = attempts.stream()
                .filter(a -> a.answer() instanceof Answer.Conflict)
                .count();
        System.out.printf(
                "On %s, %d writers: %d appends recorded, %d refused, %d of unknown outcome; %d events in %d blocks, %.1f s%n",
                place,
                model.writers().size(),
                recorded.get(),
                conflicts,
                unknown,
                model.ids().size(),
                model.blocks(),
                (System.nanoTime() - began) / 1e9);
        // Who gets how much is up to the machine; that there was a race is not.
        assertThat(model.writers()).hasSizeGreaterThan(1);
        // Most are settled before a caller loses patience.
        assertThat(stores).anyMatch(store -> store.faults() > 0);
        assertThat(conflicts).isPositive();
    }

    private String appendUntilEnough(Log log, String name, Random random) {
        for (int i = 0; recorded.get() < APPENDS; i++) {
            Tag subject = Drafts.tag("subject", "s" + random.nextInt(SUBJECTS));
            Tag key = Drafts.tag("key", name + i);
            // What the decision looked at: this process's own picture, which may be behind.
            long from = log.size();
            List<String> ids = new ArrayList<>();
            List<Draft> drafts = new ArrayList<>();
            int events = 1 + random.nextInt(2);
            for (int event = 0; event < events; event++) {
                ids.add(name + i + "/" + event);
                drafts.add(Drafts.draft(ids.get(event), List.of(subject, key)));
            }
            Answer answer =
                    answer(log, drafts, new Append.Guard(Drafts.unseen(subject).query(), from));
            attempts.add(new Attempt(ids, Set.of(subject), from, answer));
            if (answer instanceof Answer.Recorded) {
                recorded.incrementAndGet();
            }
        }
        return name;
    }

    private static Answer answer(Log log, List<Draft> drafts, Append.Guard guard) {
        try {
            return new Answer.Recorded(log.append(drafts, guard).join());
        } catch (CompletionException e) {
            return switch (e.getCause()) {
                case AppendEventsTransactionRejectedException ignored -> new Answer.Conflict();
                case UnsettledAppendException ignored -> new Answer.Unknown();
                case null, default -> throw e;
            };
        }
    }
}
