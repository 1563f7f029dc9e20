package org.trialbook.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventTypes.StoredName;

/// The records below a sealed interface, as each declares itself by [Stored].
final class Vocabulary {

    /// @param newest the name and version that it is written under
    /// @param conversions from version 1 on, one for each version but the newest
    record Kind(Class<?> type, StoredName newest, List<Conversion> conversions) {}

    private final Map<Class<?>, Kind> byClass = new LinkedHashMap<>();
    private final Map<StoredName, Kind> byName = new LinkedHashMap<>();

    /// @throws IllegalStateException when one does not say how it is stored, or not in a way that can be read for ever
    Vocabulary(Class<?> family) {
        records(family).forEach(this::add);
    }

    private static List<Class<?>> records(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        if (!type.isSealed()) {
            return List.of(type);
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            found.addAll(records(permitted));
        }
        return found;
    }

    private void add(Class<?> type) {
        Stored stored = type.getAnnotation(Stored.class);
        if (stored == null) {
            throw new IllegalStateException(type.getName() + " does not say under which name it is stored");
        }
        if (stored.version() != stored.conversions().length + 1) {
            throw new IllegalStateException("%s is at version %d and has %d conversions"
                    .formatted(type.getName(), stored.version(), stored.conversions().length));
        }
        Kind kind = new Kind(
                type,
                new StoredName(stored.value(), Integer.toString(stored.version())),
                conversions(stored.conversions()));
        byClass.put(type, kind);
        for (int version = 1; version <= stored.version(); version++) {
            Kind other = byName.putIfAbsent(new StoredName(stored.value(), Integer.toString(version)), kind);
            if (other != null) {
                throw new IllegalStateException("%s and %s are both stored as %s"
                        .formatted(other.type().getName(), type.getName(), stored.value()));
            }
        }
    }

    private static List<Conversion> conversions(Class<? extends Conversion>[] declared) {
        List<Conversion> conversions = new ArrayList<>();
        for (Class<? extends Conversion> each : declared) {
            try {
                conversions.add(each.getDeclaredConstructor().newInstance());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(each.getName() + " cannot be made", e);
            }
        }
        return List.copyOf(conversions);
    }

    /// Every class with its newest name, in the order of the declarations.
    Map<Class<?>, Kind> classes() {
        return byClass;
    }

    /// Every name and version that can be read.
    Map<StoredName, Kind> names() {
        return byName;
    }

    @Nullable
    Kind of(Class<?> type) {
        return byClass.get(type);
    }

    @Nullable
    Kind of(StoredName stored) {
        return byName.get(stored);
    }
}
