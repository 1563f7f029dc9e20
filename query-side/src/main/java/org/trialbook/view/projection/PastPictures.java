package org.trialbook.view.projection;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Earlier pictures of a group that are still in memory: anchors, from which the views of any moment between them are
/// folded, and the few moments that were asked for last.
///
/// A picture shares with the next one every view that is the same there. What an anchor keeps in memory are the others,
/// and how many these are altogether is bounded: one too many, and the anchor goes that leaves the smallest gap.
final class PastPictures {

    /// No two anchors are closer to each other.
    static final int SPACING = 1_000;
    /// A page is often asked for together with others of the same moment, and its next one as well.
    static final int ASKED = 12;
    /// More are not needed: the fold from one to the next is short enough by then.
    private static final int MOST_PICTURES = 400;

    private final long most;
    private final NavigableMap<Long, Picture> anchors = new TreeMap<>();
    /// The longest ago first.
    private final Map<Asked, Picture> asked = new LinkedHashMap<>(16, 0.75f, true);
    /// How many views of an anchor are others in the next one, by the anchor's size.
    private final Map<Long, Long> weights = new HashMap<>();
    private long weight;

    /// @param most how many views may be in memory for the anchors alone
    PastPictures(long most) {
        this.most = most;
    }

    /// A moment that was asked for.
    ///
    /// @param of the projections that its picture is true for
    record Asked(long size, List<Projection<?>> of) {}

    /// What was made when the same was asked for, or the newest anchor before it.
    synchronized Picture from(Asked moment) {
        Picture remembered = asked.get(moment);
        if (remembered != null) {
            return remembered;
        }
        Map.Entry<Long, Picture> found = anchors.floorEntry(moment.size());
        return found == null ? Picture.NONE : found.getValue();
    }

    /// The oldest anchor behind the moment, where there is one.
    synchronized @Nullable Picture behind(long size) {
        Map.Entry<Long, Picture> found = anchors.higherEntry(size);
        return found == null ? null : found.getValue();
    }

    /// Offers a picture that a fold came by: it is an anchor, if none is near.
    synchronized void passed(Picture picture) {
        long size = picture.size();
        Long before = anchors.floorKey(size);
        Long behind = anchors.ceilingKey(size);
        if (size - (before == null ? 0 : before) >= SPACING && (behind == null || behind - size >= SPACING)) {
            put(picture);
        }
    }

    /// Remembers a picture that was asked for.
    synchronized void asked(Asked moment, Picture picture) {
        asked.put(moment, picture);
        if (asked.size() > ASKED) {
            asked.remove(asked.keySet().iterator().next());
        }
    }

    private void put(Picture picture) {
        anchors.put(picture.size(), picture);
        weigh(picture.size());
        weigh(anchors.lowerKey(picture.size()));
        while (weight > most || anchors.size() > MOST_PICTURES) {
            remove(leastMissed());
        }
    }

    private void remove(long size) {
        anchors.remove(size);
        weight -= Objects.requireNonNull(weights.remove(size));
        weigh(anchors.lowerKey(size));
    }

    private void weigh(@Nullable Long size) {
        if (size != null) {
            Map.Entry<Long, Picture> next = anchors.higherEntry(size);
            long now = next == null ? 0 : next.getValue().changedSince(Objects.requireNonNull(anchors.get(size)));
            Long before = weights.put(size, now);
            weight += now - (before == null ? 0 : before);
        }
    }

    private long leastMissed() {
        return anchors.navigableKeySet().stream()
                .min(Comparator.comparingLong(this::gapWithout))
                .orElseThrow();
    }

    private long gapWithout(long size) {
        Long before = anchors.lowerKey(size);
        Long behind = anchors.higherKey(size);
        return behind == null ? Long.MAX_VALUE : behind - (before == null ? 0 : before);
    }

    /// The anchors, oldest first; for tests.
    synchronized NavigableMap<Long, Picture> all() {
        return new TreeMap<>(anchors);
    }
}
