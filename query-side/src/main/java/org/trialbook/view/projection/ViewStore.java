package org.trialbook.view.projection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where live views are kept, and how far each group of them has come. However many write at once, a view is
/// never replaced by an older one, and progress only grows.
public interface ViewStore {

    /// @param position the last event in the view
    /// @param view JSON
    record Stored(String id, long position, String view) {}

    /// How far a group has come.
    ///
    /// @param edition of the group's views: its collections bear its name, and views made anew are another one, so
    ///     that whoever still writes to the one before can spoil nothing. Empty when there is none yet
    /// @param size how many events of the record its views contain
    /// @param last leaf hash of the last of them, by which the record they were made from is known; empty when
    ///     there is none
    record Progress(String edition, long size, String last) {

        public static final Progress NONE = new Progress("", 0, "");

        /// Where the views of a projection are kept.
        public String collection(Projection<?> projection) {
            return projection.name() + "-" + edition;
        }
    }

    /// @param group [ProjectionGroup#key()]
    Progress progress(String group);

    /// Notes that the views of an edition have come further; nothing happens when they have come as far
    /// already, or when there is another edition by now.
    ///
    /// @return whether it was noted
    boolean advance(String group, Progress reached);

    /// Begins an empty edition, unless there is another than `old` already. The views of the old one are to
    /// be dropped.
    ///
    /// @return whether it was begun here
    boolean renew(String group, Progress old);

    List<Stored> all(String collection);

    @Nullable
    Stored one(String collection, String id);

    Map<String, Stored> some(String collection, Collection<String> ids);

    /// Writes each of the views, unless there is a newer one or the same.
    void write(String collection, Collection<Stored> changed);

    void drop(String collection);
}
