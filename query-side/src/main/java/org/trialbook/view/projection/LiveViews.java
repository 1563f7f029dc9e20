package org.trialbook.view.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a group's views in its database up with the record.
///
/// Views are written before the progress that covers them, and a view knows the last event in it: whatever was cut
/// short is done again, and what was done already stays as it is. A view at a position is the same whoever
/// folded it, and none is replaced by an older one, so any number may write at once: see
/// `docs/decisions/0027-views-whoever-writes.md`.
public final class LiveViews {

    private static final Logger LOG = LoggerFactory.getLogger(LiveViews.class);
    private static final int BATCH = 500;

    private final ProjectionGroup group;
    private final TrialRecord record;
    private final ViewStore database;

    public LiveViews(ProjectionGroup group, TrialRecord record, ViewStore database) {
        this.group = group;
        this.record = record;
        this.database = database;
    }

    /// Brings the views up to the first `size` events.
    ///
    /// @param size no more than the record has
    /// @throws org.trialbook.event.UnknownEventException at an event that this release does not know
    public synchronized void catchUp(long size) {
        ViewStore.Progress at = begin();
        while (at.size() < size) {
            at = step(at, size);
        }
    }

    /// Goes on towards the first `size` events, by one batch.
    ///
    /// @return how many events are in the views then
    /// @throws org.trialbook.event.UnknownEventException at an event that this release does not know
    synchronized long goOn(long size) {
        ViewStore.Progress at = begin();
        return at.size() < size ? step(at, size).size() : at.size();
    }

    private ViewStore.Progress step(ViewStore.Progress at, long size) {
        long to = Math.min(Math.min(size, record.known()), at.size() + BATCH);
        if (to <= at.size()) {
            record.requireKnown(size);
        }
        List<ProjectedEvent> events = new ArrayList<>();
        record.events(at.size(), to, group.unsealing()).forEach(events::add);
        group.projections().forEach(projection -> write(at.collection(projection), projection, events));
        ViewStore.Progress reached =
                new ViewStore.Progress(at.edition(), to, record.leafHash(to - 1).base64());
        // When somebody else was faster, what they noted counts.
        return database.advance(group.key(), reached) ? reached : begin();
    }

    /// How many events of this record are in the views; none when they are of another.
    public long size() {
        ViewStore.Progress at = database.progress(group.key());
        if (at.size() > record.size()) {
            // Whoever folds may have heard of an event before this process did.
            record.confirm();
        }
        return isOfThisRecord(at) ? at.size() : 0;
    }

    /// Where to go on; from the beginning when there are no views yet, or those of another record.
    private ViewStore.Progress begin() {
        ViewStore.Progress at = database.progress(group.key());
        while (!isOfThisRecord(at)) {
            if (!at.edition().isEmpty()) {
                // They may be ahead of what this process has read; or this process has read what is no longer there.
                record.confirm();
                if (isOfThisRecord(at)) {
                    break;
                }
                LOG.warn("the views of group {} are of another record: making them anew", group.name());
            }
            if (database.renew(group.key(), at) && !at.edition().isEmpty()) {
                for (Projection<?> projection : group.projections()) {
                    database.drop(at.collection(projection));
                }
            }
            at = database.progress(group.key());
        }
        return at;
    }

    private boolean isOfThisRecord(ViewStore.Progress at) {
        return !at.edition().isEmpty()
                && at.size() <= record.size()
                && (at.size() == 0 || record.leafHash(at.size() - 1).base64().equals(at.last()));
    }

    private <V> void write(String collection, Projection<V> projection, List<ProjectedEvent> events) {
        Set<String> ids = new HashSet<>();
        events.forEach(event -> ids.addAll(projection.ids(event.event())));
        if (ids.isEmpty()) {
            return;
        }
        Map<String, Versioned<V>> before = new HashMap<>();
        database.some(collection, ids).forEach((id, stored) -> before.put(id, Versioned.read(projection, stored)));
        Map<String, Versioned<V>> views = new HashMap<>(before);
        events.forEach(event -> Folding.apply(projection, views, event));
        List<ViewStore.Stored> changed = new ArrayList<>();
        views.forEach((id, view) -> {
            Versioned<V> old = before.get(id);
            if (old == null || old.position() != view.position()) {
                changed.add(new ViewStore.Stored(
                        id, view.position(), ViewJson.mapper().writeValueAsString(view.view())));
            }
        });
        database.write(collection, changed);
    }
}
