package org.trialbook.view.projection;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.trialbook.event.EventTag;

/// Folds a group's views from the record, by batches.
final class PictureFolding {

    /// Between two batches somebody may look up whether the fold is still wanted.
    static final int BATCH = 1_000;

    private final ProjectionGroup group;
    private final TrialRecord record;
    /// The stored names of the events that some projections look at.
    private final Map<List<Projection<?>>, Set<String>> looksAt = new ConcurrentHashMap<>();

    PictureFolding(ProjectionGroup group, TrialRecord record) {
        this.group = group;
        this.record = record;
    }

    ProjectionGroup group() {
        return group;
    }

    /// The picture one batch on.
    ///
    /// @param most how many events it contains at most
    Picture next(Picture from, long most) {
        long to = Math.min(most, from.size() + BATCH);
        return from.after(group, events(group.kept(), from.size(), to), to);
    }

    /// The views after the first `size` events, folded from an earlier picture and nothing else.
    Picture from(Picture earlier, long size) {
        Picture picture = earlier;
        while (picture.size() < size) {
            picture = next(picture, size);
        }
        return picture;
    }

    private Set<String> types(List<Projection<?>> of) {
        return looksAt.computeIfAbsent(of, ProjectionGroup::looksAt);
    }

    /// Those that some projections look at.
    List<ProjectedEvent> events(List<Projection<?>> of, long from, long to) {
        Set<String> types = types(of);
        return record.events(record.ofTypes(types, from, to), types, group.unsealing());
    }

    /// The same of the first `size` events, a few at a time, since there may be many.
    Iterable<ProjectedEvent> events(Projection<?> of, long size) {
        Set<String> types = types(List.of(of));
        return some(record.ofTypes(types, 0, size), types);
    }

    /// The same of those that bear one of the tags.
    Iterable<ProjectedEvent> events(Projection<?> of, Set<EventTag> tags, long size) {
        long[] positions = tags.stream()
                .flatMapToLong(tag -> Arrays.stream(record.withTag(tag, size)))
                .sorted()
                .distinct()
                .toArray();
        return some(positions, types(List.of(of)));
    }

    private Iterable<ProjectedEvent> some(long[] positions, Set<String> types) {
        return () -> IntStream.iterate(0, from -> from < positions.length, from -> from + BATCH)
                .mapToObj(from -> Arrays.copyOfRange(positions, from, Math.min(from + BATCH, positions.length)))
                .flatMap(batch -> record.events(batch, types, group.unsealing()).stream())
                .iterator();
    }
}
