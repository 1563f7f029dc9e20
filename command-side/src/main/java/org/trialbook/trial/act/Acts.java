package org.trialbook.trial.act;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.core.correlation.CorrelationDataProviderRegistry;
import org.axonframework.messaging.core.correlation.DefaultCorrelationDataProviderRegistry;
import org.trialbook.casebook.Fold;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.JacksonConverter;

/// Registers acts with Axon.
public final class Acts {

    private Acts() {}

    /// An act, and who decides it.
    public record Decided<T, B, S extends Fold>(Act<T, B, ?> act, Decider<Command<T, B>, S> decider) {}

    /// A configurer whose commands are those of the acts. Nothing of the framework's own is added to an event: the
    /// record holds what we put in it.
    ///
    /// @param engine where events go
    /// @param beside takes what stands beside the log, before the event that names it
    public static EventSourcingConfigurer configure(
            List<Decided<?, ?, ?>> acts,
            Function<Converter, EventStorageEngine> engine,
            Function<Converter, EventMessages> messages,
            Consumer<TrialEvent> beside) {
        Converter converter = new JacksonConverter(EventJson.mapper());
        EventSourcingConfigurer configurer = EventSourcingConfigurer.create()
                .componentRegistry(components -> components
                        .registerComponent(Converter.class, c -> converter)
                        .registerComponent(MessageTypeResolver.class, c -> new StoredNames())
                        .registerComponent(
                                CorrelationDataProviderRegistry.class,
                                c -> new DefaultCorrelationDataProviderRegistry())
                        .registerComponent(StudyWideFolds.class, c -> new StudyWideFolds())
                        .registerComponent(
                                ActHandler.class,
                                c -> new ActHandler(
                                        c.getComponent(EventStore.class),
                                        c.getComponent(EventMessages.class),
                                        c.getComponent(StudyWideFolds.class),
                                        beside))
                        .registerComponent(
                                DryRun.class,
                                c -> new DryRun(
                                        c.getComponent(EventMessages.class),
                                        c.getComponent(EventStorageEngine.class),
                                        c.getComponent(StudyWideFolds.class)))
                        .registerComponent(
                                FoldingAhead.class,
                                c -> new FoldingAhead(
                                        studyWide(acts),
                                        c.getComponent(EventMessages.class),
                                        c.getComponent(EventStorageEngine.class),
                                        c.getComponent(StudyWideFolds.class)))
                        .registerComponent(EventMessages.class, c -> messages.apply(converter)))
                .registerTagResolver(c -> new StoredTags())
                .registerEventStorageEngine(c -> engine.apply(converter));
        acts.forEach(act -> configurer.registerCommandHandlingModule(module(act)));
        return configurer;
    }

    /// One of each kind.
    private static List<StudyWide> studyWide(List<Decided<?, ?, ?>> acts) {
        Map<Class<?>, StudyWide> kinds = new LinkedHashMap<>();
        for (Decided<?, ?, ?> act : acts) {
            StudyWide wide = act.decider().studyWide();
            if (wide != null) {
                kinds.put(wide.getClass(), wide);
            }
        }
        return List.copyOf(kinds.values());
    }

    private static <T, B, S extends Fold> CommandHandlingModule.CommandHandlerPhase module(Decided<T, B, S> decided) {
        return CommandHandlingModule.named(decided.act().name())
                .commandHandlers()
                .commandHandler(
                        type(decided.act()).qualifiedName(),
                        configuration -> (command, context) -> configuration
                                .getComponent(ActHandler.class)
                                .handle(decided.act(), decided.decider(), command, context));
    }

    /// The command as a message, which is named as its act.
    public static <T, B> CommandMessage message(Act<T, B, ?> act, Command<T, B> command) {
        return new GenericCommandMessage(type(act), command);
    }

    private static MessageType type(Act<?, ?, ?> act) {
        return new MessageType(EventTypes.NAMESPACE + ".act", act.name(), "1");
    }
}
