package org.trialbook.view.projection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trialbook.event.SharedTexts;

/// What is stored of a group's views. While somebody writes, some of them are ahead of the others: each contains
/// all that concerns it among the first `size` events, and none anything behind the first `through`. So a fold
/// that goes on at `size`, and leaves out what a view contains already, has them whole at `through`.
///
/// @param last leaf hash of the last of the `size` events, by which their record is known; empty when there is none
/// @param lastThrough the same of the `through` events
/// @param views projection → its views
public record StoredViews(
        long size, String last, long through, String lastThrough, Map<String, List<StoredView>> views) {

    /// Whether they were made from this record.
    public boolean areOf(TrialRecord record) {
        if (through > record.size()) {
            // Whoever stored them may have heard of an event before this process did.
            record.confirm();
        }
        return endsWith(record, size, last) && endsWith(record, through, lastThrough);
    }

    /// Whether the record's event before the position is the one with that leaf hash.
    static boolean endsWith(TrialRecord record, long size, String last) {
        return size <= record.size()
                && (size == 0 || record.leafHash(size - 1).base64().equals(last));
    }

    /// @throws tools.jackson.core.JacksonException when a view is not of the projection's form
    <V> Map<String, Versioned<V>> of(Projection<V> projection) {
        Map<String, Versioned<V>> read = new HashMap<>();
        for (StoredView view : views.getOrDefault(projection.name(), List.of())) {
            V content = ViewJson.mapper().readValue(view.view(), projection.type());
            read.put(SharedTexts.shared(view.id()), new Versioned<>(view.position(), content));
        }
        return read;
    }
}
