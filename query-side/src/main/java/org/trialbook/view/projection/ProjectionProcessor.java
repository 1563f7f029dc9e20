package org.trialbook.view.projection;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.SimpleEventHandlingComponent;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessorConfiguration;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.TokenStore;
import org.axonframework.messaging.eventhandling.sequencing.SequentialPolicy;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamableEventSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Drives a group's [LiveViews] by an Axon streaming processor: in batches, and, by the claim on the group's token,
/// from one process among all that serve the views.
public final class ProjectionProcessor implements SmartLifecycle {

    private static final int BATCH = 500;

    private final ProjectionGroup group;
    private final TrialRecord record;
    private final LiveViews views;
    private final StreamableEventSource events;
    private final TokenStore tokens;
    private @Nullable Running running;

    public ProjectionProcessor(
            ProjectionGroup group,
            TrialRecord record,
            LiveViews views,
            StreamableEventSource events,
            TokenStore tokens) {
        this.group = group;
        this.record = record;
        this.views = views;
        this.events = events;
        this.tokens = tokens;
    }

    private record Running(PooledStreamingEventProcessor processor, ScheduledExecutorService threads) {}

    public ProjectionGroup group() {
        return group;
    }

    /// How many recorded events are not in the views yet.
    public long lag() {
        return Math.max(0, record.size() - views.size());
    }

    /// Brings the views up to the record first, so that a process which has started does not answer from an old state.
    @Override
    public synchronized void start() {
        if (running != null) {
            return;
        }
        views.catchUp(record.size());
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(
                2,
                Thread.ofPlatform()
                        .daemon()
                        .name("views-" + group.name() + "-", 0)
                        .factory());
        PooledStreamingEventProcessor processor = new PooledStreamingEventProcessor(
                group.name(),
                List.of(new CatchUp()),
                new PooledStreamingEventProcessorConfiguration()
                        .eventSource(events)
                        .tokenStore(tokens)
                        .unitOfWorkFactory(new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE))
                        .coordinatorExecutor(threads)
                        .workerExecutor(threads)
                        .initialSegmentCount(1)
                        .initialToken(source -> source.firstToken(null))
                        .batchSize(BATCH)
                        .eventCriteria(supported -> EventCriteria.havingAnyTag()));
        processor.start().join();
        running = new Running(processor, threads);
    }

    @Override
    public synchronized void stop() {
        Running ending = running;
        running = null;
        if (ending != null) {
            ending.processor().shutdown().join();
            ending.threads().close();
        }
    }

    /// Before the web server, which starts late and stops early: nothing is answered from views not caught up yet.
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    /// Whether the processor has failed; it then tries again by itself.
    public synchronized boolean failing() {
        return running != null && running.processor().isError();
    }

    /// Takes every event, of whatever type, and at the first of a batch brings the views up to the batch's last.
    private final class CatchUp extends SimpleEventHandlingComponent {
        private long reached;

        CatchUp() {
            super(SequentialPolicy.INSTANCE);
        }

        @Override
        public boolean supports(QualifiedName eventName) {
            return true;
        }

        @Override
        public Object sequenceIdentifierFor(EventMessage event, ProcessingContext context) {
            return group.name();
        }

        @Override
        public MessageStream.Empty<Message> handle(EventMessage event, ProcessingContext context) {
            long size =
                    TrackingToken.fromContext(context).orElseThrow().position().orElseThrow();
            if (size > reached) {
                views.catchUp(size);
                reached = size;
            }
            return MessageStream.empty();
        }
    }
}
