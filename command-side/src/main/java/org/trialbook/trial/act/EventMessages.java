package org.trialbook.trial.act;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.SealLabel;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.BlindingPolicy;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.store.EventIds;
import org.trialbook.store.LineMetadata;

/// Events to Axon's messages and back: sealed and labelled on the way out, opened on the way in.
public final class EventMessages {
    /// Metadata key of the sealed hash of the request.
    static final String REQUEST = "request";

    private static final int DECODED_EVENTS = 20_000;

    private final Converter converter;
    private final BlindingKey key;
    private final EventSealing sealing;
    private final EventIds ids;
    private final LongFunction<TreeHash> leaves;
    /// Decoded and opened events by id: an act that lost a race sources the same events again.
    private final Cache<String, TrialEvent> decoded =
            Caffeine.newBuilder().maximumSize(DECODED_EVENTS).build();

    /// @param leaves the leaf hash at a position
    public EventMessages(Converter converter, BlindingKey key, EventIds ids, LongFunction<TreeHash> leaves) {
        this.converter = converter;
        this.key = key;
        this.sealing = new EventSealing(key);
        this.ids = ids;
        this.leaves = leaves;
    }

    /// What was sourced, with its place and its line's words; open.
    RecordedEvent recorded(MessageStream.Entry<? extends EventMessage> entry) {
        return recorded(entry, opened(entry.message()));
    }

    /// @param closed whether its sealed fields stay closed
    RecordedEvent recorded(MessageStream.Entry<? extends EventMessage> entry, boolean closed) {
        return closed ? recorded(entry, closed(entry.message())) : recorded(entry);
    }

    private RecordedEvent recorded(MessageStream.Entry<? extends EventMessage> entry, TrialEvent event) {
        EventMessage message = entry.message();
        // A token tells the position to go on from.
        long position =
                TrackingToken.fromContext(entry).orElseThrow().position().orElseThrow() - 1;
        Map<String, String> said = message.metadata();
        String actor = said.get(LineMetadata.ACTOR_ID);
        return new RecordedEvent(
                event,
                position,
                leaves.apply(position),
                message.timestamp(),
                said.get(LineMetadata.OCCURRED_AT),
                actor == null
                        ? null
                        : new EventLine.Actor(
                                actor,
                                Objects.requireNonNull(said.get(LineMetadata.ACTOR_NAME)),
                                Objects.requireNonNull(said.get(LineMetadata.ACTOR_ROLE)),
                                said.get(LineMetadata.ACTOR_SITE)));
    }

    TrialEvent opened(EventMessage message) {
        return decoded.get(message.identifier(), id -> decode(message));
    }

    private TrialEvent decode(EventMessage message) {
        return sealing.open(closed(message), message.identifier());
    }

    /// The same event, open.
    ///
    /// @param entry that it was sourced with
    RecordedEvent opened(MessageStream.Entry<? extends EventMessage> entry, RecordedEvent closed) {
        return recorded(entry, sealing.open(closed.event(), entry.message().identifier()));
    }

    private TrialEvent closed(EventMessage message) {
        return message.payload() instanceof TrialEvent live
                ? live
                : EventJson.read(
                        message.type().qualifiedName().fullName(),
                        message.type().version(),
                        Objects.requireNonNull(message.payloadAs(String.class, converter)));
    }

    /// The events within a boundary as they stand now, in the record's order: open, or what somebody blinded may
    /// know of them, with its sealed fields closed.
    ///
    /// @param engine where the record is
    List<RecordedEvent> within(Boundary boundary, boolean blinded, EventStorageEngine engine) {
        List<RecordedEvent> found = new ArrayList<>();
        each(boundary, 0, blinded, engine, found::add);
        return found;
    }

    /// The same one by one, where there may be very many.
    ///
    /// @param from the first position that is looked at
    void each(
            Boundary boundary, long from, boolean blinded, EventStorageEngine engine, Consumer<RecordedEvent> taking) {
        engine.source(Criteria.from(from, boundary), null)
                .reduce(taking, (to, entry) -> {
                    // The stream ends with a marker that is no event.
                    if (!(entry.message() instanceof TerminalEventMessage)) {
                        give(to, entry, blinded);
                    }
                    return to;
                })
                .join();
    }

    private void give(Consumer<RecordedEvent> to, MessageStream.Entry<? extends EventMessage> entry, boolean blinded) {
        if (!blinded) {
            to.accept(recorded(entry));
            return;
        }
        TrialEvent event = closed(entry.message());
        if (BlindingPolicy.toBlinded(event)) {
            to.accept(recorded(entry, event));
        }
    }

    /// @param why in the actor's words; null where nothing is said
    /// @param tag what the event is found by beside the tags that it says itself
    EventMessage message(CommandContext context, @Nullable String why, TrialEvent event, @Nullable EventTag tag) {
        String id = ids.next();
        Map<String, String> metadata = metadata(context, id);
        if (why != null) {
            metadata.put(LineMetadata.REASON, why);
        }
        if (tag != null) {
            metadata.put(LineMetadata.TAG + tag.key(), tag.value());
        }
        EventTypes.StoredName stored = EventTypes.nameOf(event.getClass());
        return new GenericEventMessage(
                id,
                new MessageType(EventTypes.NAMESPACE, stored.name(), stored.version()),
                sealing.close(event, id),
                metadata,
                context.now());
    }

    private Map<String, String> metadata(CommandContext context, String eventId) {
        Map<String, String> metadata = new HashMap<>();
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

    /// What the request of an earlier event's command was. A request may hold an arm, and a plain hash of few possible
    /// requests can be guessed: it is sealed.
    String requestHash(CommandContext context, EventMessage earlier) {
        String sealed = earlier.metadata().get(REQUEST);
        if (sealed == null) {
            return "";
        }
        byte[] hash = key.open(Base64.getDecoder().decode(sealed), label(context, earlier.identifier()));
        return HexFormat.of().formatHex(hash);
    }

    private static SealLabel label(CommandContext context, String eventId) {
        return new SealLabel(context.study().value(), "", eventId, REQUEST);
    }
}
