package org.trialbook.view.projection;

import java.util.Optional;
import java.util.SortedMap;

/// The views after the first so many events: a question asked of one moment gets one consistent answer, however many
/// views it looks at.
public interface Snapshot {

    /// How many events of the record the views contain.
    long size();

    /// Every view of a projection, by id.
    <V> SortedMap<String, V> all(Projection<V> projection);

    /// One view; nothing when no event has concerned it yet.
    <V> Optional<V> one(Projection<V> projection, String id);

    /// What follows from all views together, without looking at each where it is kept.
    <R> R rolled(Rollup<R> rollup);
}
