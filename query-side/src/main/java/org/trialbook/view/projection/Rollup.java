package org.trialbook.view.projection;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What follows from all views of some projections together: sums and counts of which there are a handful however large
/// the trial is. It is kept beside the views and carried on by the views that an event changes, so that no answer walks
/// over all of them; its past is kept as theirs is. It is never stored, and `/replay` compares it with the walk.
///
/// @param <R> immutable, with an `equals` that compares what is in it; small, since many are kept
public interface Rollup<R> {

    /// Names it among differences, in lower-case letters and hyphens.
    String name();

    /// The projections from whose views it follows, all of them kept by one group.
    List<Projection<?>> of();

    /// What follows from the views of a moment, by walking over them.
    R walked(Snapshot views);

    /// What follows from the views after an event that changed some of them.
    ///
    /// @param rolled what followed before
    R after(R rolled, Change change);

    /// What an event changed.
    interface Change {

        /// Which views of a projection the event changed.
        <V> List<String> changed(Projection<V> projection);

        /// Of every view that there is, and of some that there may be later: for what seldom happens.
        Set<String> ids(Projection<?> projection);

        /// Any view as it was before the event; null where there was none.
        <V> @Nullable V before(Projection<V> projection, String id);

        /// Any view as it is after the event; null where there is none.
        <V> @Nullable V after(Projection<V> projection, String id);
    }
}
