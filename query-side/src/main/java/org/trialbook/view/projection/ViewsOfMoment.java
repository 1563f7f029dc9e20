package org.trialbook.view.projection;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventTag;

/// The views of one moment, each looked up when somebody looks at it. For one thread.
final class ViewsOfMoment implements Snapshot, Picture.Refolding {
    /// Of so many views each is folded for itself, where its past is not in memory.
    static final int FEW = 100;

    private final PictureFolding folding;
    private final Picture picture;
    private final long size;
    private final Past past;
    /// The same moment of another group.
    private final @Nullable ViewsOfMoment beside;
    /// What was asked for already, by projection.
    private final Map<Projection<?>, SortedMap<String, ?>> seen = new HashMap<>();
    private int foldedOneByOne;
    /// By projection, once the past has been recalled so far.
    private final Map<Projection<?>, SortedMap<String, ?>> recalled = new HashMap<>();
    /// Of projections whose views can't be folded one by one.
    private final Map<Projection<?>, SortedMap<String, ?>> folded = new HashMap<>();

    /// What is not in a picture's memory, and is being recalled.
    interface Past {
        /// Waits for it.
        ///
        /// @return null where nobody recalls it
        @Nullable
        Picture recalled(long size);
    }

    /// @param picture that has come to the moment, or beyond
    ViewsOfMoment(PictureFolding folding, Picture picture, long size, Past past, @Nullable ViewsOfMoment beside) {
        this.folding = folding;
        this.picture = picture;
        this.size = size;
        this.past = past;
        this.beside = beside;
    }

    ViewsOfMoment at(long earlier) {
        return new ViewsOfMoment(folding, picture, earlier, past, beside);
    }

    @Override
    public long size() {
        return size;
    }

    private boolean keeps(Projection<?> projection) {
        return folding.group().kept().contains(projection);
    }

    @Override
    @SuppressWarnings("unchecked") // each projection's own
    public <V> SortedMap<String, V> all(Projection<V> projection) {
        return (SortedMap<String, V>) seen.computeIfAbsent(projection, this::then);
    }

    private <V> SortedMap<String, V> then(Projection<V> projection) {
        if (!keeps(projection)) {
            return beside != null && beside.keeps(projection)
                    ? beside.all(projection)
                    : Collections.unmodifiableSortedMap(foldedAll(projection));
        }
        return size == picture.size()
                ? picture.all(projection)
                : picture.all(projection, size, withinStretch(List.of(projection)), this);
    }

    private List<ProjectedEvent> withinStretch(List<Projection<?>> of) {
        return folding.events(of, ViewHistory.grain(size), size);
    }

    @Override
    public <V> Optional<V> one(Projection<V> projection, String id) {
        return keeps(projection) || (beside != null && beside.keeps(projection))
                ? Optional.ofNullable(all(projection).get(id))
                : Optional.ofNullable(fold(projection, id));
    }

    /// From the other group where that has the projections, whether or not it keeps what is rolled up of them; by a
    /// walk where nobody does.
    @Override
    public <R> R rolled(Rollup<R> rollup) {
        if (beside != null && !rollup.of().stream().allMatch(this::keeps)) {
            return beside.rolled(rollup);
        }
        R found = size == picture.size()
                ? picture.rolled(rollup)
                : picture.rolled(rollup, size, withinStretch(rollup.of()));
        return found == null ? rollup.walked(this) : found;
    }

    @Override
    public <V> @Nullable V fold(Projection<V> projection, String id) {
        Set<EventTag> tags = projection.tags(id);
        if (keeps(projection) && (tags.isEmpty() || ++foldedOneByOne > FEW)) {
            SortedMap<String, ?> known = recalled.get(projection);
            Picture past = known == null ? this.past.recalled(size) : null;
            if (past != null) {
                known = past.all(projection, size, withinStretch(List.of(projection)), this);
                recalled.put(projection, known);
            }
            if (known != null) {
                return projection.type().cast(known.get(id));
            }
        }
        return tags.isEmpty()
                ? projection
                        .type()
                        .cast(folded.computeIfAbsent(projection, this::foldedAll)
                                .get(id))
                : Folding.one(projection, id, folding.events(projection, tags, size))
                        .orElse(null);
    }

    private <V> SortedMap<String, V> foldedAll(Projection<V> projection) {
        SortedMap<String, V> views = new TreeMap<>();
        Folding.fold(projection, folding.events(projection, size)).forEach((id, view) -> views.put(id, view.view()));
        return views;
    }
}
