package org.trialbook.view.projection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where live views are kept, and how far each group of them has come.
public interface ViewStore {

    /// @param position the last event in the view
    /// @param view JSON
    record Stored(String id, long position, String view) {}

    /// How far a group has come.
    ///
    /// @param size how many events of the record its views contain
    /// @param basis what the views were made from and by; see [LiveViews]
    record Progress(long size, String basis) {}

    Progress progress(String group);

    void progress(String group, Progress progress);

    List<Stored> all(String projection);

    @Nullable
    Stored one(String projection, String id);

    Map<String, Stored> some(String projection, Collection<String> ids);

    /// Writes whole views in one batch.
    void write(String projection, Collection<Stored> changed);

    void clear(String projection);
}
