package org.trialbook.blinding.sealing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.SealLabel;
import org.trialbook.blinding.Sealed;
import org.trialbook.blinding.SealedTooLongException;
import org.trialbook.blinding.UnopenableException;
import org.trialbook.event.EventJson;
import org.trialbook.event.TrialEvent;

/// Closes an event's sealed fields before it is stored, and opens them after it was read.
public final class EventSealing {

    private final BlindingKey key;

    public EventSealing(BlindingKey key) {
        this.key = key;
    }

    /// The event with every open value closed.
    ///
    /// @throws SealedTooLongException when a value does not fit its field
    public <E extends TrialEvent> E close(E event, String eventId) {
        return SealedField.map(event, field -> closed(field, label(event, eventId, field.name())));
    }

    /// The event with every closed value opened.
    ///
    /// @throws UnopenableException when a field does not open
    public <E extends TrialEvent> E open(E event, String eventId) {
        return SealedField.map(event, field -> opened(field, label(event, eventId, field.name())));
    }

    private Sealed<?> closed(SealedField field, SealLabel label) {
        if (!(field.value() instanceof Sealed.Open<?>(Object open))) {
            return Objects.requireNonNull(field.value());
        }
        byte[] json = EventJson.mapper().writeValueAsBytes(open);
        if (json.length > field.size() - 2) {
            throw new SealedTooLongException(label.field(), field.size() - 2);
        }
        byte[] padded = ByteBuffer.allocate(field.size())
                .putShort((short) json.length)
                .put(json)
                .array();
        return new Sealed.Closed<>(key.id(), key.seal(padded, label));
    }

    private Sealed<?> opened(SealedField field, SealLabel label) {
        if (!(field.value() instanceof Sealed.Closed<?> closed)) {
            return Objects.requireNonNull(field.value());
        }
        byte[] padded = key.named(closed.key()).open(closed.box(), label);
        int size = padded.length == field.sizeBefore() ? field.sizeBefore() : field.size();
        int length = padded.length == size
                ? Short.toUnsignedInt(ByteBuffer.wrap(padded).getShort())
                : size;
        if (length > size - 2) {
            throw new UnopenableException(
                    "field %s of event %s is not of its size".formatted(label.field(), label.eventId()));
        }
        byte[] json = Arrays.copyOfRange(padded, 2, 2 + length);
        Object plain = EventJson.mapper()
                .readValue(json, EventJson.mapper().getTypeFactory().constructType(field.type()));
        return new Sealed.Open<>(plain);
    }

    private static SealLabel label(TrialEvent event, String eventId, String field) {
        String subject = event.aboutSubject().map(Object::toString).orElse("");
        return new SealLabel(event.study().value(), subject, eventId, field);
    }
}
