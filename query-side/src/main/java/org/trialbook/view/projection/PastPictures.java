package org.trialbook.view.projection;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Earlier pictures of a group that are still in memory: anchors, from which the views of any moment between them
/// are folded, and the moments that were asked for last.
///
/// A picture shares with the next one every view that is the same there. What it keeps in memory are the others,
/// and how many these are altogether is bounded: one too many, and the anchor goes that leaves the smallest gap.
final class PastPictures {

    /// No two anchors are closer to each other.
    static final int SPACING = 1_000;
    /// So many moments are remembered beside the anchors, as far as they fit.
    private static final int ASKED = 16;
    /// More are not needed: the fold from one to the next is short enough by then.
    private static final int MOST_PICTURES = 400;

    private final long most;
    private final NavigableMap<Long, Picture> pictures = new TreeMap<>();
    /// Sizes that were asked for and are no anchors, the longest ago first.
    private final LinkedHashSet<Long> asked = new LinkedHashSet<>();
    /// How many views of a picture are others in the next one, by the picture's size.
    private final Map<Long, Long> weights = new HashMap<>();
    private long weight;

    /// @param most how many views may be in memory for these pictures alone
    PastPictures(long most) {
        this.most = most;
    }

    /// The picture of the moment, or the newest one before it.
    synchronized Picture from(long size) {
        Map.Entry<Long, Picture> found = pictures.floorEntry(size);
        return found == null ? Picture.NONE : found.getValue();
    }

    /// The oldest picture behind the moment, where there is one.
    synchronized @Nullable Picture behind(long size) {
        Map.Entry<Long, Picture> found = pictures.higherEntry(size);
        return found == null ? null : found.getValue();
    }

    /// Offers a picture that a fold came by: it is an anchor, if none is near.
    synchronized void passed(Picture picture) {
        long size = picture.size();
        Long before = pictures.floorKey(size);
        Long behind = pictures.ceilingKey(size);
        if (size - (before == null ? 0 : before) >= SPACING && (behind == null || behind - size >= SPACING)) {
            put(picture);
        }
    }

    /// Remembers a picture that was asked for.
    synchronized void asked(Picture picture) {
        long size = picture.size();
        if (asked.remove(size) || !pictures.containsKey(size)) {
            asked.add(size);
            put(picture);
        }
    }

    private void put(Picture picture) {
        pictures.put(picture.size(), picture);
        weigh(picture.size());
        weigh(pictures.lowerKey(picture.size()));
        while (weight > most || pictures.size() > MOST_PICTURES || asked.size() > ASKED) {
            remove(leastMissed());
        }
    }

    private void remove(long size) {
        pictures.remove(size);
        asked.remove(size);
        weight -= Objects.requireNonNull(weights.remove(size));
        weigh(pictures.lowerKey(size));
    }

    private void weigh(@Nullable Long size) {
        if (size != null) {
            Map.Entry<Long, Picture> next = pictures.higherEntry(size);
            long now = next == null ? 0 : next.getValue().changedSince(Objects.requireNonNull(pictures.get(size)));
            Long before = weights.put(size, now);
            weight += now - (before == null ? 0 : before);
        }
    }

    private long leastMissed() {
        if (asked.size() > ASKED || asked.size() == pictures.size()) {
            return asked.getFirst();
        }
        return pictures.navigableKeySet().stream()
                .filter(size -> !asked.contains(size))
                .min(Comparator.comparingLong(this::gapWithout))
                .orElseThrow();
    }

    private long gapWithout(long size) {
        Long before = pictures.lowerKey(size);
        Long behind = pictures.higherKey(size);
        return behind == null ? Long.MAX_VALUE : behind - (before == null ? 0 : before);
    }

    /// What is kept, oldest first; for tests.
    synchronized NavigableMap<Long, Picture> all() {
        return new TreeMap<>(pictures);
    }
}
