package org.trialbook.view.projection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One view as it was from time to time: the last of each [#GRAIN] events of the record in which it changed. So it is
/// known how it was at the beginning of any such stretch, and what it was within one follows from the few events
/// there. A history never changes: what is new makes another one.
final class ViewHistory<V> {

    /// Few enough to be folded while somebody waits; enough that a visit's forms, which are recorded together, are
    /// mostly one entry.
    static final int GRAIN = 256;

    /// Of the last event in each view, ascending.
    private final long[] positions;
    private final Object[] views;
    /// Whether nothing is missing before the first.
    private final boolean whole;

    private ViewHistory(long[] positions, Object[] views, boolean whole) {
        this.positions = positions;
        this.views = views;
        this.whole = whole;
    }

    /// As it was stored: what it was before is not known.
    static <V> ViewHistory<V> since(Versioned<V> restored) {
        return of(restored, false);
    }

    /// What no event has concerned before.
    static <V> ViewHistory<V> from(Versioned<V> first) {
        return of(first, true);
    }

    private static <V> ViewHistory<V> of(Versioned<V> only, boolean whole) {
        return new ViewHistory<>(new long[] {only.position()}, new Object[] {only.view()}, whole);
    }

    /// Where the stretch begins in which the event with that position would stand.
    static long grain(long position) {
        return position - position % GRAIN;
    }

    Versioned<V> newest() {
        return get(positions.length - 1);
    }

    /// The view after the first `size` events; null when none of these concerns it, and when [#knows] says no.
    @Nullable
    Versioned<V> at(long size) {
        int last = lastBefore(size);
        return last < 0 ? null : get(last);
    }

    /// Whether it is known what the view was at the beginning of a stretch.
    boolean knows(long size) {
        return whole || positions[0] < size;
    }

    private int lastBefore(long size) {
        if (positions[positions.length - 1] < size) {
            return positions.length - 1;
        }
        int found = Arrays.binarySearch(positions, size);
        return (found < 0 ? -found - 1 : found) - 1;
    }

    @SuppressWarnings("unchecked") // only views of that type are put there
    private Versioned<V> get(int index) {
        return new Versioned<>(positions[index], (V) views[index]);
    }

    /// How many views are in memory.
    int length() {
        return positions.length;
    }

    /// @param later ascending, behind the newest
    ViewHistory<V> with(List<Versioned<V>> later) {
        long[] nextPositions = Arrays.copyOf(positions, positions.length + later.size());
        Object[] nextViews = Arrays.copyOf(views, nextPositions.length);
        int last = positions.length - 1;
        for (Versioned<V> view : later) {
            if (grain(nextPositions[last]) != grain(view.position())) {
                last++;
            }
            nextPositions[last] = view.position();
            nextViews[last] = view.view();
        }
        return new ViewHistory<>(Arrays.copyOf(nextPositions, last + 1), Arrays.copyOf(nextViews, last + 1), whole);
    }

    /// The same with what came before it.
    ViewHistory<V> behind(ViewHistory<V> earlier) {
        int from = 0;
        while (from < positions.length && positions[from] <= earlier.newest().position()) {
            from++;
        }
        return earlier.with(
                IntStream.range(from, positions.length).mapToObj(this::get).toList());
    }
}
