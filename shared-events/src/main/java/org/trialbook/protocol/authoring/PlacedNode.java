package org.trialbook.protocol.authoring;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A part of a YAML document, with the place where it begins.
sealed interface PlacedNode {

    /// @param line the first one is 1
    /// @param column the first one is 1
    record Place(int line, int column) {}

    /// @param key where the member's name stands
    record Member(Place key, PlacedNode value) {}

    Place at();

    /// @param text null where nothing is said, and for `null` and a tilde
    record Scalar(Place at, @Nullable String text) implements PlacedNode {}

    record Sequence(Place at, List<PlacedNode> nodes) implements PlacedNode {}

    record Mapping(Place at, Map<String, Member> members) implements PlacedNode {}

    /// Where the path leads, or the nearest part above it that is there.
    default Place place(String path) {
        PlacedNode node = this;
        Place found = at();
        for (String step : path.replace("[", ".[").split("\\.", -1)) {
            if (node instanceof Mapping mapping && mapping.members().get(step) instanceof Member(var key, var value)) {
                found = key;
                node = value;
            } else if (node instanceof Sequence sequence
                    && step.matches("\\[[0-9]{1,6}\\]")
                    && Integer.parseInt(step.substring(1, step.length() - 1))
                            < sequence.nodes().size()) {
                node = sequence.nodes().get(Integer.parseInt(step.substring(1, step.length() - 1)));
                found = node.at();
            } else {
                return found;
            }
        }
        return found;
    }
}
