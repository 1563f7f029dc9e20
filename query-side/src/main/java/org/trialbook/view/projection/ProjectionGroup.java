package org.trialbook.view.projection;

import java.util.List;
import java.util.function.UnaryOperator;

/// Projections that live in one database and advance together.
///
/// @param name also names its streaming processor
/// @param blinded whether somebody blinded may see its views
/// @param version raise it when a fold or a view changes: the live views are then made anew
/// @param lens how its events are seen; opens sealed fields where the group may see into them
public record ProjectionGroup(
        String name, boolean blinded, int version, List<Projection<?>> projections, UnaryOperator<RecordedEvent> lens) {

    public ProjectionGroup {
        projections = List.copyOf(projections);
    }
}
