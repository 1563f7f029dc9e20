package org.trialbook.blinding.sealing;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.SealLabel;
import org.trialbook.blinding.Sealed;
import org.trialbook.blinding.SealedTooLongException;
import org.trialbook.blinding.UnopenableException;
import org.trialbook.event.EventJson;
import org.trialbook.event.TrialEvent;

/// Closes an event's sealed fields before it is stored, and opens them after it was read. The walk follows the
/// event's record components, so a new sealed field needs no code here.
public final class EventSealing {

    private final BlindingKey key;

    public EventSealing(BlindingKey key) {
        this.key = key;
    }

    /// The event with every open value closed.
    ///
    /// @throws SealedTooLongException when a value does not fit its field
    public <E extends TrialEvent> E close(E event, String eventId) {
        return walk(event, eventId, this::closed);
    }

    /// The event with every closed value opened.
    ///
    /// @throws UnopenableException when a field does not open
    public <E extends TrialEvent> E open(E event, String eventId) {
        return walk(event, eventId, this::opened);
    }

    private interface Step {
        Sealed<?> apply(Sealed<?> value, Type type, int size, SealLabel label);
    }

    private Sealed<?> closed(Sealed<?> value, Type type, int size, SealLabel label) {
        if (!(value instanceof Sealed.Open<?>(Object open))) {
            return value;
        }
        byte[] json = EventJson.mapper().writeValueAsBytes(open);
        if (json.length > size - 2) {
            throw new SealedTooLongException(label.field(), size - 2);
        }
        byte[] padded = ByteBuffer.allocate(size)
                .putShort((short) json.length)
                .put(json)
                .array();
        return new Sealed.Closed<>(key.id(), key.seal(padded, label));
    }

    private Sealed<?> opened(Sealed<?> value, Type type, int size, SealLabel label) {
        if (!(value instanceof Sealed.Closed<?> closed)) {
            return value;
        }
        byte[] padded = key.named(closed.key()).open(closed.box(), label);
        int length = padded.length == size
                ? Short.toUnsignedInt(ByteBuffer.wrap(padded).getShort())
                : size;
        if (length > size - 2) {
            throw new UnopenableException(
                    "field %s of event %s is not of its size".formatted(label.field(), label.eventId()));
        }
        byte[] json = Arrays.copyOfRange(padded, 2, 2 + length);
        Object plain = EventJson.mapper()
                .readValue(json, EventJson.mapper().getTypeFactory().constructType(type));
        return new Sealed.Open<>(plain);
    }

    @SuppressWarnings("unchecked") // the same record class goes in and comes out
    private static <E extends TrialEvent> E walk(E event, String eventId, Step step) {
        RecordComponent[] components = event.getClass().getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        boolean changed = false;
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                Object before = components[i].getAccessor().invoke(event);
                values[i] = before == null ? null : walkComponent(event, eventId, components[i], before, step);
                changed |= values[i] != before;
            }
            if (!changed) {
                return event;
            }
            Constructor<?> constructor = event.getClass().getDeclaredConstructor(types);
            return (E) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot rebuild " + event.getClass(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot rebuild " + event.getClass(), e);
        }
    }

    private static Object walkComponent(
            TrialEvent event, String eventId, RecordComponent component, Object value, Step step) {
        if (!(value instanceof Sealed<?> sealed)) {
            return value;
        }
        Type inner = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        return step.apply(sealed, inner, size(component), label(event, eventId, component.getName()));
    }

    private static int size(RecordComponent component) {
        Padded padded = component.getAnnotation(Padded.class);
        if (padded == null) {
            throw new IllegalStateException(component + " is sealed but has no fixed size");
        }
        return padded.value();
    }

    private static SealLabel label(TrialEvent event, String eventId, String field) {
        String subject = event.aboutSubject().map(Object::toString).orElse("");
        return new SealLabel(event.study().value(), subject, eventId, field);
    }
}
