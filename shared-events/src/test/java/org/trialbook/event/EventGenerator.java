package org.trialbook.event;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;

/// Any event of any type, made by walking the record; a new event type needs no code here. Sealed fields
/// are open and never absent, and small enough for their size.
public final class EventGenerator {

    private static final String ALPHABET = "abcXYZ019 _-.,;:!\"\\/\n\täµ€心😀";

    private final RandomGenerator random;

    public EventGenerator(RandomGenerator random) {
        this.random = random;
    }

    public <E extends TrialEvent> E event(Class<E> type) {
        return type.cast(record(type));
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getAnnotatedType());
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }

    private @Nullable Object value(AnnotatedType annotated) {
        Type type = annotated.getType();
        boolean absent = annotated.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0;
        if (type instanceof ParameterizedType generic) {
            AnnotatedType[] arguments = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments();
            return switch (generic.getRawType().getTypeName()) {
                case "java.util.List" -> list(arguments[0]);
                case "java.util.Map" -> map(arguments[1]);
                case "org.trialbook.blinding.Sealed" -> Sealed.of(Objects.requireNonNull(value(arguments[0])));
                default -> throw new IllegalStateException("no way to make a " + type);
            };
        }
        return absent ? null : plain((Class<?>) type);
    }

    private Object plain(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "StudyId" -> new StudyId("STUDY-" + random.nextInt(1000));
            case "SiteId" -> new SiteId("%02d".formatted(random.nextInt(100)));
            case "SubjectId" -> new SubjectId("%02d-%03d".formatted(random.nextInt(100), random.nextInt(1000)));
            case "ReadCode" -> new ReadCode("R-%08d".formatted(random.nextInt(100_000_000)));
            case "ArmCode" -> new ArmCode("ARM-" + random.nextInt(100));
            case "String" -> text();
            case "int", "Integer" -> random.nextInt();
            case "boolean", "Boolean" -> random.nextBoolean();
            case "BigDecimal" -> BigDecimal.valueOf(random.nextLong(), random.nextInt(19));
            case "Instant" -> Instant.EPOCH.plusNanos(random.nextLong(Long.MAX_VALUE));
            case "LocalDate" -> LocalDate.of(2026, 1, 1).plusDays(random.nextInt(1000));
            default -> {
                if (type.isEnum()) {
                    Object[] constants = type.getEnumConstants();
                    yield constants[random.nextInt(constants.length)];
                }
                if (!type.isRecord()) {
                    throw new IllegalStateException("no way to make a " + type);
                }
                yield record(type);
            }
        };
    }

    private String text() {
        int[] points = ALPHABET.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(25); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private List<@Nullable Object> list(AnnotatedType element) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(element));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(AnnotatedType value) {
        Map<String, @Nullable Object> map = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put("item-" + i, value(value));
        }
        return map;
    }
}
