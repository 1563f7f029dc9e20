package org.trialbook.casebook;

import java.util.SortedMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// Maps that never change: the one after an event shares with the one before what is the same. A view is kept as it was
/// at
/// many moments.
final class Persistent {

    private Persistent() {}

    /// @param map as it was folded, or as it was read
    static <V> PSortedMap<String, V> of(SortedMap<String, V> map) {
        return map instanceof PSortedMap<String, V> folded ? folded : TreePMap.from(map);
    }
}
