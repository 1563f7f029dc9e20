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
/// short is done again, and what was done already stays as it is. Two writers at once, which claims on the group's
/// token keep from happening for longer than a claim takes to run out, write the same views.
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
    public synchronized void catchUp(long size) {
        long from = begin();
        while (from < size) {
            long to = Math.min(size, from + BATCH);
            List<RecordedEvent> events = new ArrayList<>();
            record.events(from, to, group.lens()).forEach(events::add);
            group.projections().forEach(projection -> write(projection, events));
            database.progress(group.name(), new ViewStore.Progress(to, basis()));
            from = to;
        }
    }

    /// How many events are in the views.
    public long size() {
        return database.progress(group.name()).size();
    }

    /// Where to go on; from the beginning when the views were made by other folds or from another record.
    private long begin() {
        ViewStore.Progress progress = database.progress(group.name());
        if (progress.size() == 0 || progress.basis().equals(basis())) {
            return progress.size();
        }
        LOG.info("the views of group {} are of another version or record: making them anew", group.name());
        database.progress(group.name(), new ViewStore.Progress(0, ""));
        group.projections().forEach(projection -> database.clear(projection.name()));
        return 0;
    }

    /// The folds' version and the record's first event, whose random id no other record has.
    private String basis() {
        return group.version() + "/" + (record.size() == 0 ? "" : record.line(0).id());
    }

    private <V> void write(Projection<V> projection, List<RecordedEvent> events) {
        Set<String> ids = new HashSet<>();
        events.forEach(event -> ids.addAll(projection.ids(event.event())));
        if (ids.isEmpty()) {
            return;
        }
        Map<String, Versioned<V>> before = new HashMap<>();
        database.some(projection.name(), ids)
                .forEach((id, stored) -> before.put(id, Versioned.read(projection, stored)));
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
        database.write(projection.name(), changed);
    }
}
