package org.trialbook.view.projection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How often each of several things happened, by name; what never happened is absent.
public record Counts(@JsonValue SortedMap<String, Integer> byName) {

    public static final Counts NONE = new Counts(new TreeMap<>());

    @JsonCreator
    public Counts(SortedMap<String, Integer> byName) {
        this.byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
    }

    public Counts plusOne(String name) {
        return plus(name, 1);
    }

    public Counts plus(String name, int more) {
        SortedMap<String, Integer> sum = new TreeMap<>(byName);
        sum.merge(name, more, Integer::sum);
        return new Counts(sum);
    }

    public int of(String name) {
        return byName.getOrDefault(name, 0);
    }

    public int total() {
        return byName.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// A sorted copy of a map with one entry more, or another.
    public static <K extends Comparable<K>, V> SortedMap<K, V> with(Map<K, V> map, K key, V value) {
        SortedMap<K, V> copy = new TreeMap<>(map);
        copy.put(key, value);
        return Collections.unmodifiableSortedMap(copy);
    }
}
