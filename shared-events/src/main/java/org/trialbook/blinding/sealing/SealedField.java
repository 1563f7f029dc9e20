package org.trialbook.blinding.sealing;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Padded;
import org.trialbook.blinding.Sealed;
import org.trialbook.event.TrialEvent;

/// A sealed field of an event, found by its declared type: the one walk over an event's components that there is, so
/// that a new sealed field needs no code anywhere.
///
/// @param value null where the event leaves the field empty
/// @param type of what is sealed
/// @param size to which its JSON is padded, in bytes
/// @param sizeBefore to which earlier versions padded it; 0 where none did otherwise
public record SealedField(String name, @Nullable Sealed<?> value, Type type, int size, int sizeBefore) {

    /// How an event class is taken apart and put together.
    ///
    /// @param at which of the components are sealed
    @SuppressWarnings("ArrayRecordComponent") // nobody changes or compares them
    private record Shape(RecordComponent[] components, Constructor<?> constructor, List<Integer> at) {}

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            List<Integer> at = new ArrayList<>();
            for (int i = 0; i < components.length; i++) {
                if (Sealed.class.isAssignableFrom(components[i].getType())) {
                    at.add(i);
                }
            }
            try {
                return new Shape(
                        components,
                        type.getDeclaredConstructor(Arrays.stream(components)
                                .map(RecordComponent::getType)
                                .toArray(Class<?>[]::new)),
                        at);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("no record: " + type, e);
            }
        }
    };

    /// The event's sealed fields in its own order, empty ones too.
    ///
    /// @throws IllegalStateException when one has no fixed size
    public static List<SealedField> of(TrialEvent event) {
        Shape shape = SHAPES.get(event.getClass());
        List<SealedField> fields = new ArrayList<>();
        for (int at : shape.at()) {
            RecordComponent component = shape.components()[at];
            fields.add(new SealedField(
                    component.getName(),
                    (Sealed<?>) read(event, component),
                    inner(component),
                    padded(component).value(),
                    padded(component).before()));
        }
        return fields;
    }

    /// The event with its sealed fields replaced; the event itself where nothing is. Empty fields stay empty.
    @SuppressWarnings("unchecked") // the same record class goes in and comes out
    public static <E extends TrialEvent> E map(E event, Function<SealedField, Sealed<?>> change) {
        Shape shape = SHAPES.get(event.getClass());
        List<SealedField> fields = of(event);
        boolean changed = false;
        @Nullable Object[] values = new Object[shape.components().length];
        for (int i = 0; i < fields.size(); i++) {
            SealedField field = fields.get(i);
            int at = shape.at().get(i);
            values[at] = field.value() == null ? null : change.apply(field);
            changed |= values[at] != field.value();
        }
        if (!changed) {
            return event;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = shape.at().contains(i) ? values[i] : read(event, shape.components()[i]);
        }
        try {
            return (E) shape.constructor().newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot rebuild " + event.getClass(), e);
        }
    }

    private static Type inner(RecordComponent component) {
        return ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    }

    private static Padded padded(RecordComponent component) {
        Padded padded = component.getAnnotation(Padded.class);
        if (padded == null) {
            throw new IllegalStateException(component + " is sealed but has no fixed size");
        }
        return padded;
    }

    private static @Nullable Object read(TrialEvent event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
