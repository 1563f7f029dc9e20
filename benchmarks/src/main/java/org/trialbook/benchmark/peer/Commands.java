package org.trialbook.benchmark.peer;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.correlation.CorrelationDataProviderRegistry;
import org.axonframework.messaging.core.correlation.DefaultCorrelationDataProviderRegistry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.trialbook.benchmark.measure.LoadCaller;
import org.trialbook.store.JacksonConverter;
import tools.jackson.databind.json.JsonMapper;

/// A store behind Axon's command gateway: each command sources its subject's events, counts them, and appends one.
public final class Commands implements Peer {
    private static final MessageType RESULT = new MessageType("trialbook", "Visits", "1");

    /// Asks for one more visit of a subject.
    public record RecordVisit(String subject) {}

    private final String name;
    private final MeasuredEvents events;
    private final AxonConfiguration axon;
    private final CommandGateway gateway;

    /// @param name of the store
    /// @param engine stays open when this is closed
    public Commands(String name, EventStorageEngine engine, MeasuredEvents events) {
        this.name = name;
        this.events = events;
        Converter converter = new JacksonConverter(JsonMapper.shared());
        this.axon = EventSourcingConfigurer.create()
                .componentRegistry(components -> components
                        .registerComponent(Converter.class, c -> converter)
                        // As the product does: nothing is added to an event.
                        .registerComponent(
                                CorrelationDataProviderRegistry.class,
                                c -> new DefaultCorrelationDataProviderRegistry()))
                .registerTagResolver(c -> event -> event.payload() instanceof VisitRecorded visit
                        ? Set.of(new Tag(MeasuredEvents.SUBJECT, visit.subject()))
                        : Set.of())
                .registerEventStorageEngine(c -> engine)
                .registerCommandHandlingModule(CommandHandlingModule.named("visits")
                        .commandHandlers()
                        .commandHandler(
                                new QualifiedName(RecordVisit.class),
                                c -> (command, context) -> handle(c.getComponent(EventStore.class), command, context)))
                .start();
        this.gateway = axon.getComponent(CommandGateway.class);
    }

    private MessageStream.Single<CommandResultMessage> handle(
            EventStore store, CommandMessage command, ProcessingContext context) {
        String subject = ((RecordVisit) Objects.requireNonNull(command.payload())).subject();
        EventStoreTransaction transaction = store.transaction(context);
        return MessageStream.fromFuture(transaction
                .source(SourcingCondition.conditionFor(EventCriteria.havingTags(MeasuredEvents.SUBJECT, subject)))
                .reduce(0, (visits, entry) -> visits + 1)
                .thenApply(visits -> {
                    if (visits >= MeasuredEvents.PER_SUBJECT) {
                        throw new IllegalStateException(subject + " has had all visits");
                    }
                    transaction.appendEvent(events.message(subject));
                    return new GenericCommandResultMessage(RESULT, visits + 1, Map.of());
                }));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LoadCaller caller(int number) {
        return new LoadCaller() {
            private RecordVisit command = new RecordVisit(events.subject());
            private int sent;

            @Override
            public void call() {
                if (sent++ == MeasuredEvents.PER_SUBJECT) {
                    command = new RecordVisit(events.subject());
                    sent = 1;
                }
                gateway.sendAndWait(command);
            }
        };
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
