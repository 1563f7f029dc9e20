package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.EventLine;

/// A process records what it did, beside those that take acts.
class SystemEventsTest {

    private static final SystemEvents.Entry SHOWN = new SystemEvents.Entry(
            "trialbook.AllocationExposed", "1", "HOT-CRT", List.of(), "{\"view\":\"unblinded-allocation\"}");
    private static final EventLine.Actor SHE = new EventLine.Actor("statistician", "Stina", "statistician", null);

    private final DocumentServer store = DocumentServer.inMemory();
    private final MongoClient client = MongoClients.create(store.connectionString());

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    private static LogSettings settings() {
        return LogSettings.of(Clock.systemUTC(), new SecureRandom());
    }

    private Log writing() {
        return Log.openForWriting(LogStore.in(client.getDatabase("log")), settings(), null);
    }

    private static SystemEvents own(Log log) {
        return new SystemEvents(log, new EventIds(Clock.systemUTC(), new SecureRandom()));
    }

    @Test
    void itIsRecordedOnceWithItsActorAndKey() {
        try (Log log = writing()) {
            assertThat(own(log).recordOnce("xkey", SHOWN, SHE, null)).isTrue();
            assertThat(own(log).recordOnce("xkey", SHOWN, SHE, null)).isFalse();
            assertThat(own(log).recordOnce("xother", SHOWN, SHE, "why")).isTrue();

            assertThat(log.size()).isEqualTo(2);
            EventLine line = log.line(0);
            assertThat(line.type()).isEqualTo("trialbook.AllocationExposed");
            assertThat(line.study()).isEqualTo("HOT-CRT");
            assertThat(line.actor()).isEqualTo(SHE);
            assertThat(line.command()).isEqualTo("xkey");
            assertThat(line.tags()).containsExactly(new EventLine.Tag("command", "xkey"));
            assertThat(line.payload()).isEqualTo(SHOWN.payload());
            assertThat(log.line(1).reason()).isEqualTo("why");
        }
    }

    @Test
    void ofManyProcessesOneRecordsIt() throws InterruptedException, ExecutionException {
        try (Log first = writing();
                Log second = writing();
                ExecutorService callers = Executors.newFixedThreadPool(16)) {
            List<Callable<Boolean>> tries = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                Log log = i % 2 == 0 ? first : second;
                String key = "x" + i / 16;
                tries.add(() -> own(log).recordOnce(key, SHOWN, SHE, null));
            }
            int recorded = 0;
            for (Future<Boolean> done : callers.invokeAll(tries)) {
                recorded += done.get() ? 1 : 0;
            }
            assertThat(recorded).isEqualTo(4);
            assertThat(Math.max(first.size(), second.size())).isEqualTo(4);
        }
    }

    @Test
    void aLogOpenForReadingTakesNothing() {
        writing().close();
        try (Log log = Log.openForReading(LogStore.in(client.getDatabase("log")), settings(), null)) {
            assertThatThrownBy(() -> own(log).recordOnce("xkey", SHOWN, SHE, null))
                    .isInstanceOf(LogClosedException.class);
        }
    }
}
