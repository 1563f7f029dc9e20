package org.trialbook.trial.act;

import java.util.List;
import java.util.function.Function;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.correlation.CorrelationDataProviderRegistry;
import org.axonframework.messaging.core.correlation.DefaultCorrelationDataProviderRegistry;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.event.EventJson;
import org.trialbook.store.EventIds;
import org.trialbook.store.JacksonConverter;

/// Registers decisions with Axon.
public final class Acts {

    private Acts() {}

    /// A configurer whose commands are the acts of the decisions. Nothing of the framework's own is added to an event:
    /// the record holds what we put in it.
    ///
    /// @param engine where events go
    public static EventSourcingConfigurer configure(
            List<Decision<?, ?>> decisions,
            Function<Converter, EventStorageEngine> engine,
            BlindingKey key,
            EventIds ids) {
        Converter converter = new JacksonConverter(EventJson.mapper());
        EventSourcingConfigurer configurer = EventSourcingConfigurer.create()
                .componentRegistry(components -> components
                        .registerComponent(Converter.class, c -> converter)
                        .registerComponent(MessageTypeResolver.class, c -> new StoredNames())
                        .registerComponent(
                                CorrelationDataProviderRegistry.class,
                                c -> new DefaultCorrelationDataProviderRegistry())
                        .registerComponent(
                                ActHandler.class,
                                c -> new ActHandler(c.getComponent(EventStore.class), converter, key, ids)))
                .registerTagResolver(c -> new StoredTags())
                .registerEventStorageEngine(c -> engine.apply(converter));
        decisions.forEach(decision -> configurer.registerCommandHandlingModule(module(decision)));
        return configurer;
    }

    private static CommandHandlingModule.CommandHandlerPhase module(Decision<?, ?> decision) {
        return CommandHandlingModule.named(decision.act())
                .commandHandlers()
                .commandHandler(
                        new QualifiedName(decision.acts()),
                        configuration -> (command, context) ->
                                configuration.getComponent(ActHandler.class).handle(decision, command, context));
    }
}
