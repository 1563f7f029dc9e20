package org.trialbook.view.projection;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.trialbook.event.EventTypes;

/// Projections that are folded together, so that an answer from several of them is of one moment.
///
/// @param name also names its threads
/// @param blinded whether somebody blinded may see its views
/// @param version raise it when a fold or a view changes: the views are then stored anew, beside those of before
/// @param rollups of kept projections among these
/// @param unsealing how its events are seen; opens sealed fields where the group may see into them
public record ProjectionGroup(
        String name,
        boolean blinded,
        int version,
        List<Projection<?>> projections,
        List<Rollup<?>> rollups,
        UnaryOperator<ProjectedEvent> unsealing) {

    public ProjectionGroup {
        projections = List.copyOf(projections);
        rollups = List.copyOf(rollups);
    }

    /// Without rollups: what would be asked of them is found by walking over the views.
    public ProjectionGroup(
            String name,
            boolean blinded,
            int version,
            List<Projection<?>> projections,
            UnaryOperator<ProjectedEvent> unsealing) {
        this(name, blinded, version, projections, List.of(), unsealing);
    }

    /// Under which its views are stored: with the version of its folds and the edition of the vocabulary, so that a
    /// release that folds otherwise, or knows other events, has views of its own beside these.
    public String key() {
        return name + "-" + version + "-" + EventTypes.edition();
    }

    /// The projections whose views are kept in memory.
    public List<Projection<?>> kept() {
        return projections.stream().filter(Projection::kept).toList();
    }

    /// The stored names of the events that some of the projections look at.
    static Set<String> looksAt(List<Projection<?>> projections) {
        return EventTypes.all().entrySet().stream()
                .filter(event -> projections.stream()
                        .flatMap(projection -> projection.looksAt().stream())
                        .anyMatch(kind -> kind.isAssignableFrom(event.getKey())))
                .map(event -> event.getValue().qualified())
                .collect(Collectors.toUnmodifiableSet());
    }
}
