package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.StorageEngineBackedEventStore;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.SimpleEventBus;
import org.axonframework.messaging.eventhandling.SimpleEventHandlingComponent;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessorConfiguration;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// A view runs on Axon's streaming processor, over the log of another process, stops, and goes on where it was.
class ViewProcessorTest {
    private final TestDatabase database = TestDatabase.open();
    private final Log writer = Log.openForWriting(database.store(), Drafts.settings(), null);
    private final Log reader = Log.openForReading(database.store(), Drafts.settings(), null);
    private final TokenStore tokens = new InMemoryTokenStore();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);

    @AfterEach
    void closeStore() {
        executor.shutdownNow();
        reader.close();
        writer.close();
        database.close();
    }

    @Test
    void seesEveryEventOnceInOrderAcrossARestart() throws Exception {
        Drafts.appendEach(writer, "a", 25);
        PooledStreamingEventProcessor first = processor();
        first.start().get(20, TimeUnit.SECONDS);
        await().atMost(Drafts.SHORTLY).until(() -> seen.size() == 25);
        Drafts.appendEach(writer, "b", 5);
        await().atMost(Drafts.SHORTLY).until(() -> seen.size() == 30);
        first.shutdown().get(20, TimeUnit.SECONDS);

        Drafts.appendEach(writer, "c", 5);
        PooledStreamingEventProcessor second = processor();
        second.start().get(20, TimeUnit.SECONDS);
        await().atMost(Drafts.SHORTLY).until(() -> seen.size() >= 35);
        second.shutdown().get(20, TimeUnit.SECONDS);
        assertThat(List.copyOf(seen)).isEqualTo(Drafts.ids(writer));
    }

    private PooledStreamingEventProcessor processor() {
        SimpleEventHandlingComponent view = new SimpleEventHandlingComponent();
        view.subscribe(new QualifiedName("trial.Noted"), (event, context) -> {
            seen.add(event.identifier());
            return MessageStream.empty();
        });
        MongoEventStorageEngine engine = new MongoEventStorageEngine(reader, new JacksonConverter(JsonMapper.shared()));
        return new PooledStreamingEventProcessor(
                "matrix",
                List.of(view),
                new PooledStreamingEventProcessorConfiguration()
                        .eventSource(new StorageEngineBackedEventStore(engine, new SimpleEventBus(), event -> Set.of()))
                        .unitOfWorkFactory(new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE))
                        .tokenStore(tokens)
                        .coordinatorExecutor(executor)
                        .workerExecutor(executor)
                        .initialSegmentCount(1)
                        .batchSize(10));
    }
}
