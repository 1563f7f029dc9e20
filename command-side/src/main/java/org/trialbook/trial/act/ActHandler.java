package org.trialbook.trial.act;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.EventSealing;
import org.trialbook.blinding.SealLabel;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.ActRefused;
import org.trialbook.event.ActRefusedVersion1;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.TrialEvent;
import org.trialbook.store.EventIds;
import org.trialbook.store.LineMetadata;

/// Takes an act to its decision and the decision to the log: sources the boundary, opens what is sealed, folds,
/// decides, seals, and appends on condition that nothing new has arrived within the boundary and that the act's key is
/// unseen.
public final class ActHandler {

    /// Metadata key of the sealed hash of the request.
    static final String REQUEST = "request";

    private static final int DECODED_EVENTS = 20_000;
    private static final MessageType RESULT = new MessageType(EventTypes.NAMESPACE, "ActResult", "1");

    private final EventStore store;
    private final Converter converter;
    private final BlindingKey key;
    private final EventSealing sealing;
    private final EventIds ids;
    /// Decoded and opened events by id: an act that lost a race sources the same events again.
    private final Cache<String, TrialEvent> decoded =
            Caffeine.newBuilder().maximumSize(DECODED_EVENTS).build();

    public ActHandler(EventStore store, Converter converter, BlindingKey key, EventIds ids) {
        this.store = store;
        this.converter = converter;
        this.key = key;
        this.sealing = new EventSealing(key);
        this.ids = ids;
    }

    /// What sourcing has found so far.
    private record Found<S>(S state, @Nullable EventMessage earlier) {}

    public <A extends Act, S> MessageStream.Single<CommandResultMessage> handle(
            Decision<A, S> decision, CommandMessage command, ProcessingContext context) {
        A act = Objects.requireNonNull(decision.acts().cast(command.payload()));
        EventStoreTransaction transaction = store.transaction(context);
        Found<S> nothing = new Found<>(decision.initial(act), null);
        return MessageStream.fromFuture(source(decision, act, nothing, decision.boundary(act), transaction)
                .thenCompose(found -> {
                    Boundary further = decision.further(act, found.state());
                    return further.criteria().isEmpty()
                            ? CompletableFuture.completedFuture(found)
                            : source(decision, act, found, further, transaction);
                })
                .thenApply(found -> result(finish(decision, act, found, transaction))));
    }

    private <A extends Act, S> CompletableFuture<Found<S>> source(
            Decision<A, S> decision, A act, Found<S> known, Boundary boundary, EventStoreTransaction transaction) {
        var condition = SourcingCondition.conditionFor(
                Criteria.of(boundary, act.context().commandKey()));
        return transaction
                .source(condition)
                .reduce(known, (found, entry) -> include(decision, act, found, entry.message()));
    }

    private <A extends Act, S> Found<S> include(Decision<A, S> decision, A act, Found<S> found, EventMessage message) {
        if (act.context().commandKey().equals(message.metadata().get(LineMetadata.COMMAND))) {
            return new Found<>(found.state(), message);
        }
        return new Found<>(decision.evolve(found.state(), opened(message)), found.earlier());
    }

    private TrialEvent opened(EventMessage message) {
        return decoded.get(message.identifier(), id -> decode(message));
    }

    private TrialEvent decode(EventMessage message) {
        TrialEvent event = message.payload() instanceof TrialEvent live
                ? live
                : EventJson.read(
                        message.type().qualifiedName().fullName(),
                        message.type().version(),
                        Objects.requireNonNull(message.payloadAs(String.class, converter)));
        return sealing.open(event, message.identifier());
    }

    private <A extends Act, S> ActResult finish(
            Decision<A, S> decision, A act, Found<S> found, EventStoreTransaction transaction) {
        if (found.earlier() != null) {
            return repeated(act, found.earlier());
        }
        return switch (decision.outcome(act, found.state())) {
            case Outcome.Recorded(List<TrialEvent> events, Map<TrialEvent, EventTag> tags) -> {
                ActContext context =
                        decision.happensWhenRecorded() ? act.context().asRecorded() : act.context();
                events.forEach(event -> append(transaction, act, context, event, tags.get(event)));
                yield new ActResult.Accepted(false, decision.shownOnce(act, found.state()));
            }
            case Outcome.Refused(Refusal refusal) -> {
                boolean recorded = decision.recordsRefusals() || refusal.recorded();
                if (recorded && !(refusal instanceof SequenceRefusal.UnknownSubject)) {
                    append(transaction, act, act.context(), refused(decision.act(), act, refusal), null);
                }
                yield ActResult.Declined.of(refusal);
            }
        };
    }

    private ActResult repeated(Act act, EventMessage earlier) {
        if (!act.context().requestHash().equals(requestHash(act, earlier))) {
            return new ActResult.KeyReused();
        }
        return opened(earlier) instanceof ActRefused refused
                ? new ActResult.Declined(
                        refused.refusal(),
                        refused.rule(),
                        refused.evidence(),
                        refused.sealedEvidence().opened(),
                        earlier.timestamp())
                : new ActResult.Accepted(true, Map.of());
    }

    private static ActRefused refused(String name, Act act, Refusal refusal) {
        return new ActRefused(
                act.context().study(),
                name,
                act instanceof OnSubject onSubject ? onSubject.subject() : null,
                refusal.name(),
                refusal.rule(),
                refusal.evidence(),
                Sealed.of(refusal.sealedEvidence()),
                // As version 1 was told, until the acts declare it.
                ActRefusedVersion1.shownToBlinded(name, refusal.name()));
    }

    private void append(
            EventStoreTransaction transaction, Act act, ActContext context, TrialEvent event, @Nullable EventTag tag) {
        String id = ids.next();
        Map<String, String> metadata = metadata(act, context, id);
        if (tag != null) {
            metadata.put(LineMetadata.TAG + tag.key(), tag.value());
        }
        EventTypes.StoredName stored = EventTypes.nameOf(event.getClass());
        transaction.appendEvent(new GenericEventMessage(
                id,
                new MessageType(EventTypes.NAMESPACE, stored.name(), stored.version()),
                sealing.close(event, id),
                metadata,
                context.now()));
    }

    private Map<String, String> metadata(Act act, ActContext context, String eventId) {
        Map<String, String> metadata = new HashMap<>();
        if (act.openReason() != null) {
            metadata.put(LineMetadata.REASON, act.openReason());
        }
        metadata.put(LineMetadata.STUDY, context.study().value());
        metadata.put(LineMetadata.OCCURRED_AT, context.occurredAt().toString());
        metadata.put(LineMetadata.ACTOR_ID, context.actor().id());
        metadata.put(LineMetadata.ACTOR_NAME, context.actor().name());
        metadata.put(LineMetadata.ACTOR_ROLE, context.actor().role().storedName());
        if (context.actor().site() != null) {
            metadata.put(LineMetadata.ACTOR_SITE, context.actor().site().value());
        }
        metadata.put(LineMetadata.COMMAND, context.commandKey());
        byte[] hash = HexFormat.of().parseHex(context.requestHash());
        metadata.put(REQUEST, Base64.getEncoder().encodeToString(key.seal(hash, label(context, eventId))));
        return metadata;
    }

    /// A request may hold an arm, and a plain hash of few possible requests can be guessed: it is sealed.
    private String requestHash(Act act, EventMessage earlier) {
        String sealed = earlier.metadata().get(REQUEST);
        if (sealed == null) {
            return "";
        }
        byte[] hash = key.open(Base64.getDecoder().decode(sealed), label(act.context(), earlier.identifier()));
        return HexFormat.of().formatHex(hash);
    }

    private static SealLabel label(ActContext context, String eventId) {
        return new SealLabel(context.study().value(), "", eventId, REQUEST);
    }

    private static CommandResultMessage result(ActResult result) {
        return new GenericCommandResultMessage(RESULT, result);
    }
}
