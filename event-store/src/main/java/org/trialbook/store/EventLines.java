package org.trialbook.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.conversion.ConversionException;
import org.axonframework.conversion.Converter;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.EventLine.Actor;
import org.trialbook.ledger.EventLine.Tag;
import org.trialbook.ledger.Json;
import org.trialbook.ledger.MalformedJsonException;
import tools.jackson.databind.json.JsonMapper;

/// Turns event messages into lines, and lines into event messages.
///
/// A payload that is a `String` or bytes already is taken for JSON if it is an object or array of JSON written the
/// strict way, and for plain text otherwise: text is kept as a JSON string and given back as text. So either comes
/// back as it was given.
final class EventLines {
    private final Converter converter;

    EventLines(Converter converter) {
        this.converter = converter;
    }

    Draft draft(TaggedEventMessage<?> tagged) {
        EventMessage event = tagged.event();
        SortedMap<String, String> metadata = new TreeMap<>(event.metadata());
        Actor actor = actor(metadata);
        List<Tag> tags = new ArrayList<>();
        tagged.tags().forEach(tag -> tags.add(new Tag(tag.key(), tag.value())));
        metadata.keySet().removeIf(key -> key.startsWith(LineMetadata.TAG));
        return new Draft(
                event.identifier(),
                event.type().qualifiedName().name(),
                event.type().version(),
                metadata.remove(LineMetadata.STUDY),
                tags,
                metadata.remove(LineMetadata.OCCURRED_AT),
                actor,
                metadata.remove(LineMetadata.COMMAND),
                metadata.remove(LineMetadata.REASON),
                metadata,
                payload(event.payload()));
    }

    EventMessage message(EventLine line) {
        Map<String, String> metadata = new HashMap<>(line.metadata());
        put(metadata, LineMetadata.STUDY, line.study());
        put(metadata, LineMetadata.OCCURRED_AT, line.occurredAt());
        put(metadata, LineMetadata.COMMAND, line.command());
        put(metadata, LineMetadata.REASON, line.reason());
        Actor actor = line.actor();
        if (actor != null) {
            metadata.put(LineMetadata.ACTOR_ID, actor.id());
            metadata.put(LineMetadata.ACTOR_NAME, actor.name());
            metadata.put(LineMetadata.ACTOR_ROLE, actor.role());
            put(metadata, LineMetadata.ACTOR_SITE, actor.site());
        }
        return new GenericEventMessage(
                line.id(), new MessageType(line.type(), line.version()), text(line), metadata, line.recordedAt());
    }

    /// An actor takes its keys out of the metadata; half an actor stays there, so that nothing is lost.
    private static @Nullable Actor actor(SortedMap<String, String> metadata) {
        String id = metadata.get(LineMetadata.ACTOR_ID);
        String name = metadata.get(LineMetadata.ACTOR_NAME);
        String role = metadata.get(LineMetadata.ACTOR_ROLE);
        if (id == null || name == null || role == null) {
            return null;
        }
        Actor actor = new Actor(id, name, role, metadata.get(LineMetadata.ACTOR_SITE));
        metadata.keySet().removeAll(LineMetadata.ACTOR);
        return actor;
    }

    private String payload(@Nullable Object payload) {
        return switch (payload) {
            case null -> "null";
            case String text -> jsonOrQuoted(text);
            case byte[] bytes -> jsonOrQuoted(new String(bytes, StandardCharsets.UTF_8));
            default -> {
                String json = converter.convert(payload, String.class);
                if (json == null) {
                    throw new ConversionException("The converter makes nothing of "
                            + payload.getClass().getName());
                }
                yield json;
            }
        };
    }

    private static String jsonOrQuoted(String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return Json.requireValue(text);
            } catch (MalformedJsonException e) {
                // Text that only begins like JSON, or JSON not written the strict way.
            }
        }
        return Json.quote(text);
    }

    private static @Nullable String text(EventLine line) {
        String payload = line.payload();
        if (payload.equals("null")) {
            return null;
        }
        return payload.startsWith("\"") ? JsonMapper.shared().readValue(payload, String.class) : payload;
    }

    private static void put(Map<String, String> metadata, String key, @Nullable String value) {
        if (value != null) {
            metadata.put(key, value);
        }
    }
}
