package org.trialbook.view.projection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventTag;

/// Answers questions from a group's views: from the newest picture of them, or as of another moment.
public final class Views {

    /// A fold looks up between two batches whether it is still wanted.
    static final int BATCH = 1_000;

    private final ProjectionGroup group;
    private final TrialRecord record;
    private final ViewPlace.Stored stored;
    private final Clock clock;
    /// Of another group, whose views are shown together with these.
    private final @Nullable Views others;
    private final List<Projection<?>> kept;
    /// The stored names of the events that some projections look at.
    private final Map<List<Projection<?>>, Set<String>> looksAt = new ConcurrentHashMap<>();
    private final Object folding = new Object();
    private final Object grown = new Object();
    private volatile Picture newest = Picture.NONE;
    /// As far as the time before the views that were restored has been folded again.
    private volatile Picture recalled = Picture.NONE;
    /// For questions about a moment that the newest picture has not come to.
    private volatile Picture ahead = Picture.NONE;
    /// How many events the views contained that were stored; 0 once the time before has been recalled.
    private volatile long restored;

    public Views(ProjectionGroup group, TrialRecord record, Clock clock) {
        this(group, record, ViewPlace.nowhere(), clock);
    }

    public Views(ProjectionGroup group, TrialRecord record, ViewPlace place, Clock clock) {
        this(group, record, place, clock, null);
    }

    /// @param others of the same record, what this group doesn't fold itself is answered from; null for none
    public Views(ProjectionGroup group, TrialRecord record, ViewPlace place, Clock clock, @Nullable Views others) {
        this.group = group;
        this.record = record;
        this.stored = place.of(group, record);
        this.clock = clock;
        this.others = others;
        this.kept = group.kept();
    }

    /// @param size how many events the answer is based on
    public record Answer<A>(long size, A body) {}

    public ProjectionGroup group() {
        return group;
    }

    public TrialRecord record() {
        return record;
    }

    /// What the next start goes on with.
    public ViewPlace.Stored stored() {
        return stored;
    }

    /// What a question about now is answered from.
    public Picture newest() {
        return newest;
    }

    /// @throws BeyondTheRecordException when the record has not come so far
    /// @throws org.trialbook.event.UnknownEventException when this release does not know all of it
    public <A> Answer<A> ask(AsOf asOf, Function<Snapshot, A> question) {
        long size = size(asOf);
        Snapshot snapshot = asOf instanceof AsOf.Now ? now() : then(size);
        return new Answer<>(snapshot.size(), question.apply(snapshot));
    }

    private Moment now() {
        Picture own = newest;
        if (others == null) {
            return new Moment(own, own.size(), null);
        }
        Moment their = others.now();
        long size = Math.min(own.size(), their.size());
        return new Moment(own, size, their.at(size));
    }

    private Moment then(long size) {
        return new Moment(knowing(size), size, others == null ? null : others.then(size));
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

    /// Goes on from what was stored, if it is of this record. Before the first question.
    ///
    /// @return how many events the views contain then
    /// @throws RuntimeException when it cannot be read
    long restore() {
        stored.load().filter(views -> views.areOf(record)).ifPresent(views -> {
            Picture picture = Picture.of(kept, views);
            record.requireKnown(views.through());
            while (picture.size() < views.through()) {
                picture = next(picture, views.through());
            }
            show(picture);
            restored = picture.size();
        });
        return restored;
    }

    /// Waits until the views contain the first `size` events.
    ///
    /// @return false when they did not in time
    public boolean await(long size, Duration patience) throws InterruptedException {
        long ends = System.nanoTime() + patience.toNanos();
        synchronized (grown) {
            while (newest.size() < size) {
                long left = ends - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                grown.wait(Math.max(1, left / 1_000_000));
            }
        }
        return others == null || others.await(size, Duration.ofNanos(Math.max(0, ends - System.nanoTime())));
    }

    private void show(Picture picture) {
        synchronized (grown) {
            newest = picture;
            if (ahead.size() <= picture.size()) {
                ahead = Picture.NONE;
            }
            grown.notifyAll();
        }
    }

    /// Goes on towards the first `size` events, by one batch. For one thread.
    ///
    /// @return how many events the views contain then
    /// @throws org.trialbook.event.UnknownEventException at an event that this release does not know
    long goOn(long size) {
        synchronized (folding) {
            Picture now = newest;
            if (now.size() < size) {
                long to = Math.min(size, record.known());
                if (to <= now.size()) {
                    record.requireKnown(size);
                }
                show(next(now, to));
            }
        }
        return newest.size();
    }

    /// Brings the views up to the record. For whoever has no thread that does it.
    public Views caughtUp() {
        while (newest.size() < record.size()) {
            goOn(record.size());
        }
        return this;
    }

    private Picture next(Picture from, long most) {
        long to = Math.min(most, from.size() + BATCH);
        return from.after(kept, events(kept, from.size(), to), to);
    }

    /// Those that some projections look at.
    private List<ProjectedEvent> events(List<Projection<?>> of, long from, long to) {
        Set<String> types = looksAt.computeIfAbsent(of, ProjectionGroup::looksAt);
        return record.events(record.ofTypes(types, from, to), types, group.unsealing());
    }

    /// The kept views after the first `size` events, folded from an earlier picture and nothing else.
    public Picture from(Picture earlier, long size) {
        Picture picture = earlier;
        while (picture.size() < size) {
            picture = next(picture, size);
        }
        return picture;
    }

    /// A picture that has come to a moment, and knows as much as possible of the time before.
    private Picture knowing(long size) {
        Picture now = newest;
        if (now.size() < size) {
            return ahead(size);
        }
        Picture before = recalled;
        return size <= before.size() ? before : now;
    }

    private synchronized Picture ahead(long size) {
        Picture now = newest;
        Picture made = from(ahead.size() < now.size() ? now : ahead, size);
        ahead = made;
        return made;
    }

    /// Folds the time before the views that were restored once more, so that they know of it.
    ///
    /// @param ends asked between two batches
    void recallPast(BooleanSupplier ends) {
        while (recalled.size() < restored && !ends.getAsBoolean()) {
            recalled = next(recalled, restored);
        }
        if (restored > 0 && recalled.size() == restored) {
            synchronized (folding) {
                show(newest.behind(kept, recalled));
            }
            restored = 0;
            recalled = Picture.NONE;
        }
    }

    /// Whether nothing of the past is missing in memory.
    boolean recalled() {
        return restored == 0;
    }

    /// The views of one moment.
    private final class Moment implements Snapshot, Picture.Refolding {
        private final Picture picture;
        private final long size;
        /// The same moment of the other group.
        private final @Nullable Moment beside;
        /// What was asked for already, by projection.
        private final Map<Projection<?>, SortedMap<String, ?>> seen = new HashMap<>();
        /// Of projections whose views can't be folded one by one.
        private final Map<Projection<?>, SortedMap<String, ?>> folded = new HashMap<>();

        /// @param picture that has come to the moment, or beyond
        Moment(Picture picture, long size, @Nullable Moment beside) {
            this.picture = picture;
            this.size = size;
            this.beside = beside;
        }

        Moment at(long earlier) {
            return new Moment(picture, earlier, beside);
        }

        @Override
        public long size() {
            return size;
        }

        private boolean keeps(Projection<?> projection) {
            return kept.contains(projection);
        }

        @Override
        @SuppressWarnings("unchecked") // each projection's own
        public <V> SortedMap<String, V> all(Projection<V> projection) {
            return (SortedMap<String, V>) seen.computeIfAbsent(projection, this::then);
        }

        private <V> SortedMap<String, V> then(Projection<V> projection) {
            if (!keeps(projection)) {
                return beside != null && beside.keeps(projection)
                        ? beside.all(projection)
                        : Collections.unmodifiableSortedMap(foldedAll(projection));
            }
            return size == picture.size()
                    ? picture.all(projection)
                    : picture.all(
                            projection,
                            size,
                            Views.this.events(List.of(projection), ViewHistory.grain(size), size),
                            this);
        }

        @Override
        public <V> Optional<V> one(Projection<V> projection, String id) {
            return keeps(projection) || (beside != null && beside.keeps(projection))
                    ? Optional.ofNullable(all(projection).get(id))
                    : Optional.ofNullable(fold(projection, id));
        }

        @Override
        public <V> @Nullable V fold(Projection<V> projection, String id) {
            EventTag tag = projection.tag(id).orElse(null);
            if (tag == null) {
                return projection
                        .type()
                        .cast(folded.computeIfAbsent(projection, this::foldedAll)
                                .get(id));
            }
            Set<String> types = ProjectionGroup.looksAt(List.of(projection));
            return Folding.one(projection, id, events(record.withTag(tag, size), types))
                    .orElse(null);
        }

        private <V> SortedMap<String, V> foldedAll(Projection<V> projection) {
            Set<String> types = ProjectionGroup.looksAt(List.of(projection));
            SortedMap<String, V> views = new TreeMap<>();
            Folding.fold(projection, events(record.ofTypes(types, 0, size), types))
                    .forEach((id, view) -> views.put(id, view.view()));
            return views;
        }

        /// A few at a time, since there may be many.
        private Iterable<ProjectedEvent> events(long[] positions, Set<String> types) {
            return () -> IntStream.iterate(0, from -> from < positions.length, from -> from + BATCH)
                    .mapToObj(from -> Arrays.copyOfRange(positions, from, Math.min(from + BATCH, positions.length)))
                    .flatMap(some -> record.events(some, types, group.unsealing()).stream())
                    .iterator();
        }
    }
}
