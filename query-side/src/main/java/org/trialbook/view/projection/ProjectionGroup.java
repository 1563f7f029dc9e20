package org.trialbook.view.projection;

import java.util.List;
import java.util.function.UnaryOperator;
import org.trialbook.event.EventTypes;

/// Projections that live in one database and advance together.
///
/// @param name also names its thread
/// @param blinded whether somebody blinded may see its views
/// @param version raise it when a fold or a view changes: the live views are then made anew, beside those of
/// before
/// @param unsealing how its events are seen; opens sealed fields where the group may see into them
public record ProjectionGroup(
        String name,
        boolean blinded,
        int version,
        List<Projection<?>> projections,
        UnaryOperator<ProjectedEvent> unsealing) {

    public ProjectionGroup {
        projections = List.copyOf(projections);
    }

    /// Under which its views are kept: with the version of its folds and the edition of the vocabulary, so that a
    /// release that folds otherwise, or knows other events, has views of its own beside these.
    public String key() {
        return name + "-" + version + "-" + EventTypes.edition();
    }
}
