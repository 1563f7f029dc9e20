package org.trialbook.view.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Answers questions from a group's views: from the live ones, or folded from the record for another moment.
public final class Views {

    private static final int TRIES = 5;
    private static final int REMEMBERED = 64;

    private final ProjectionGroup group;
    private final TrialRecord record;
    private final ViewStore database;
    private final Clock clock;
    private final Cache<Key, SortedMap<String, ?>> past =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    /// Projection → its newest fold.
    private final Map<String, Folded<?>> folds = new ConcurrentHashMap<>();

    public Views(ProjectionGroup group, TrialRecord record, ViewStore database, Clock clock) {
        this.group = group;
        this.record = record;
        this.database = database;
        this.clock = clock;
    }

    private record Key(String projection, long size) {}

    /// @param size how many events the answer is based on
    public record Answer<A>(long size, A body) {}

    public ProjectionGroup group() {
        return group;
    }

    public TrialRecord record() {
        return record;
    }

    public ViewStore database() {
        return database;
    }

    /// @throws BeyondTheRecordException when the record has not come so far
    /// @throws org.trialbook.event.UnknownEventException when this release does not know all of it
    public <A> Answer<A> ask(AsOf asOf, Function<Snapshot, A> question) {
        long size = size(asOf);
        return asOf instanceof AsOf.Now ? now(question) : at(size, question);
    }

    /// How many events a question is about. For the record itself, which is ahead of the views, now is its end.
    ///
    /// @throws BeyondTheRecordException when the record has not come so far
    /// @throws org.trialbook.event.UnknownEventException when this release does not know all of it
    public long size(AsOf asOf) {
        long size = switch (asOf) {
            case AsOf.Now _ -> record.size();
            case AsOf.Size(long said) -> within(said);
            case AsOf.At(Instant instant) -> sizeAt(instant);
        };
        record.requireKnown(size);
        return size;
    }

    private long within(long size) {
        long recorded = record.size();
        if (size > recorded) {
            throw new BeyondTheRecordException(recorded);
        }
        return size;
    }

    private long sizeAt(Instant instant) {
        // What the record will hold at a later instant is not known, and an answer must not change.
        if (instant.isAfter(clock.instant())) {
            throw new BeyondTheRecordException(record.size());
        }
        // Nothing had been recorded at that time, and an instant so long ago can't be counted in microseconds.
        return instant.isBefore(Instant.EPOCH) ? 0 : record.sizeAt(instant);
    }

    private <A> Answer<A> at(long size, Function<Snapshot, A> question) {
        return new Answer<>(size, question.apply(new Past(size)));
    }

    private <A> Answer<A> now(Function<Snapshot, A> question) {
        for (int i = 0; i < TRIES; i++) {
            ViewStore.Progress progress = database.progress(group.key());
            try {
                A answer = question.apply(new Live(progress));
                if (database.progress(group.key()).edition().equals(progress.edition())) {
                    return new Answer<>(progress.size(), answer);
                }
                // Made anew, and the old ones dropped while they were being read.
            } catch (MovedOnException e) {
                // A view was written while it was being read: ask the next moment.
                continue;
            }
        }
        return at(Math.min(record.size(), database.progress(group.key()).size()), question);
    }

    /// The views moved on while they were being read.
    private static final class MovedOnException extends RuntimeException {
        MovedOnException() {
            super(null, null, false, false);
        }
    }

    /// Live views. A view whose last event is before `size`, while the group's progress was `size`, contains exactly
    /// what concerns it among the first `size` events.
    private final class Live implements Snapshot {
        private final ViewStore.Progress progress;

        Live(ViewStore.Progress progress) {
            this.progress = progress;
        }

        @Override
        public long size() {
            return progress.size();
        }

        @Override
        public <V> SortedMap<String, V> all(Projection<V> projection) {
            SortedMap<String, V> views = new TreeMap<>();
            for (ViewStore.Stored stored : database.all(progress.collection(projection))) {
                views.put(stored.id(), read(projection, stored));
            }
            return views;
        }

        @Override
        public <V> Optional<V> one(Projection<V> projection, String id) {
            return Optional.ofNullable(database.one(progress.collection(projection), id))
                    .map(stored -> read(projection, stored));
        }

        private <V> V read(Projection<V> projection, ViewStore.Stored stored) {
            if (stored.position() >= progress.size()) {
                throw new MovedOnException();
            }
            return Versioned.read(projection, stored).view();
        }
    }

    private final class Past implements Snapshot {
        private final long size;

        Past(long size) {
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        @SuppressWarnings("unchecked") // the key names the projection, and so the type
        public <V> SortedMap<String, V> all(Projection<V> projection) {
            return (SortedMap<String, V>) past.get(new Key(projection.name(), size), key -> folded(projection, size));
        }

        @Override
        public <V> Optional<V> one(Projection<V> projection, String id) {
            return Optional.ofNullable(all(projection).get(id));
        }
    }

    /// Every view of a projection, folded from the first `size` events of the record.
    public <V> Map<String, Versioned<V>> recomputed(Projection<V> projection, long size) {
        return Folding.fold(projection, record.events(0, size, group.unsealing()));
    }

    /// Goes on from the newest fold that is not past the moment: asked again and again while the record grows, only
    /// what is new is folded.
    @SuppressWarnings("unchecked") // the name is the projection's
    private <V> SortedMap<String, V> folded(Projection<V> projection, long size) {
        Folded<V> newest = (Folded<V>) folds.get(projection.name());
        Folded<V> from = newest != null && newest.size() <= size ? newest : new Folded<>(0, Map.of());
        Map<String, Versioned<V>> folded = new TreeMap<>(from.views());
        for (ProjectedEvent event : record.events(from.size(), size, group.unsealing())) {
            Folding.apply(projection, folded, event);
        }
        folds.merge(
                projection.name(),
                new Folded<>(size, folded),
                (before, after) -> before.size() > after.size() ? before : after);
        SortedMap<String, V> views = new TreeMap<>();
        folded.forEach((id, versioned) -> views.put(id, versioned.view()));
        return Collections.unmodifiableSortedMap(views);
    }

    /// The views of one projection after the first `size` events; never changed once made.
    private record Folded<V>(long size, Map<String, Versioned<V>> views) {}
}
