package org.trialbook.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.trialbook.ledger.EventLine.Tag;

/// The positions of every tag and every type: a query over the record is an algebra of bitmaps and reads no database.
///
/// Holds up to 2³¹ − 1 events. Not safe for use by several threads.
final class TagIndex {
    /// Most tags, each command's key among them, stand at one event only. A bitmap for each would be most of the
    /// memory.
    private final Map<Tag, Integer> seenOnce = new HashMap<>();

    private final Map<Tag, RoaringBitmap> byTag = new HashMap<>();
    private final Map<String, RoaringBitmap> byType = new HashMap<>();

    void add(long position, String type, Collection<Tag> tags) {
        int index = Math.toIntExact(position);
        byType.computeIfAbsent(type, t -> new RoaringBitmap()).add(index);
        for (Tag tag : tags) {
            RoaringBitmap positions = byTag.get(tag);
            if (positions != null) {
                positions.add(index);
                continue;
            }
            Integer only = seenOnce.putIfAbsent(tag, index);
            if (only != null && only != index) {
                seenOnce.remove(tag);
                byTag.put(tag, RoaringBitmap.bitmapOf(only, index));
            }
        }
    }

    /// Whether an event of that type with these tags stands there.
    boolean has(long position, String type, Collection<Tag> tags) {
        int index = Math.toIntExact(position);
        return byType.getOrDefault(type, new RoaringBitmap()).contains(index)
                && tags.stream().allMatch(tag -> withTag(tag).contains(index));
    }

    /// Positions from `from` on that match the query. The result belongs to the caller.
    RoaringBitmap matching(EventQuery query, long from, long size) {
        if (from >= size) {
            return new RoaringBitmap();
        }
        RoaringBitmap found = new RoaringBitmap();
        if (query.everything()) {
            found.add(from, size);
            return found;
        }
        for (EventQuery.Clause clause : query.clauses()) {
            found.or(matching(clause, from));
        }
        found.remove(0L, from);
        return found;
    }

    private RoaringBitmap matching(EventQuery.Clause clause, long from) {
        @Nullable RoaringBitmap found = null;
        for (Tag tag : clause.tags()) {
            RoaringBitmap positions = withTag(tag);
            if (positions.isEmpty() || Integer.toUnsignedLong(positions.last()) < from) {
                return new RoaringBitmap();
            }
            found = found == null ? positions : RoaringBitmap.and(found, positions);
        }
        if (!clause.types().isEmpty()) {
            RoaringBitmap ofTypes = RoaringBitmap.or(clause.types().stream()
                    .map(type -> byType.getOrDefault(type, new RoaringBitmap()))
                    .toArray(RoaringBitmap[]::new));
            found = found == null ? ofTypes : RoaringBitmap.and(found, ofTypes);
        }
        return found == null ? new RoaringBitmap() : found;
    }

    /// Positions of one tag; a live bitmap, not to be changed.
    private RoaringBitmap withTag(Tag tag) {
        Integer only = seenOnce.get(tag);
        if (only != null) {
            return RoaringBitmap.bitmapOf(only);
        }
        return byTag.getOrDefault(tag, new RoaringBitmap());
    }

    long[] positionsWithTag(Tag tag) {
        return longs(withTag(tag));
    }

    long[] positionsOf(String type) {
        return longs(byType.getOrDefault(type, new RoaringBitmap()));
    }

    long[] positionsOf(Collection<String> types, long from, long to) {
        Iterator<RoaringBitmap> ofTypes =
                types.stream().map(byType::get).filter(Objects::nonNull).iterator();
        return longs(RoaringBitmap.or(ofTypes, from, to));
    }

    static long[] longs(RoaringBitmap positions) {
        int[] ints = positions.toArray();
        long[] longs = new long[ints.length];
        for (int i = 0; i < ints.length; i++) {
            longs[i] = Integer.toUnsignedLong(ints[i]);
        }
        return longs;
    }

    /// All types seen so far, in order.
    List<String> types() {
        return byType.keySet().stream().sorted().toList();
    }
}
