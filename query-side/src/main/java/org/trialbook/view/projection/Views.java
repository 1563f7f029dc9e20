package org.trialbook.view.projection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventTag;

/// Answers questions from a group's views: from the newest picture of them, or as of another moment.
public final class Views {

    /// A fold looks up between two batches whether it is still wanted, and leaves anchors there.
    static final int BATCH = 1_000;
    /// So many views may be in memory for the past alone: some 100 MB where subjects have many forms.
    private static final long MOST_VIEWS_OF_THE_PAST = 50_000;

    private final ProjectionGroup group;
    private final TrialRecord record;
    private final ViewPlace.Stored stored;
    private final Clock clock;
    private final List<Projection<?>> kept;
    /// The stored names of the events that some projections look at.
    private final Map<List<Projection<?>>, Set<String>> looksAt = new ConcurrentHashMap<>();
    private final PastPictures past;
    /// What is being folded.
    private final Map<PastPictures.Asked, Picture> making = new ConcurrentHashMap<>();
    private final Object grown = new Object();
    private volatile Picture newest = Picture.NONE;
    /// How many events the views contained that were stored.
    private volatile long restored;

    public Views(ProjectionGroup group, TrialRecord record, Clock clock) {
        this(group, record, ViewPlace.nowhere(), clock);
    }

    public Views(ProjectionGroup group, TrialRecord record, ViewPlace place, Clock clock) {
        this(group, record, place, clock, MOST_VIEWS_OF_THE_PAST);
    }

    Views(ProjectionGroup group, TrialRecord record, ViewPlace place, Clock clock, long mostViewsOfThePast) {
        this.group = group;
        this.record = record;
        this.stored = place.of(group, record);
        this.clock = clock;
        this.kept = group.kept();
        this.past = new PastPictures(mostViewsOfThePast);
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

    PastPictures past() {
        return past;
    }

    /// What a question about now is answered from.
    public Picture newest() {
        return newest;
    }

    /// @throws BeyondTheRecordException when the record has not come so far
    /// @throws org.trialbook.event.UnknownEventException when this release does not know all of it
    public <A> Answer<A> ask(AsOf asOf, Function<Snapshot, A> question) {
        long size = size(asOf);
        Picture now = newest;
        Snapshot snapshot = asOf instanceof AsOf.Now ? new Moment(now.size(), now) : new Moment(size, null);
        return new Answer<>(snapshot.size(), question.apply(snapshot));
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
                picture = next(picture, views.through(), Picture.NONE);
            }
            show(picture);
            past.passed(picture);
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
        return true;
    }

    private void show(Picture picture) {
        synchronized (grown) {
            newest = picture;
            grown.notifyAll();
        }
    }

    /// Goes on towards the first `size` events, by one batch. For one thread.
    ///
    /// @return how many events the views contain then
    /// @throws org.trialbook.event.UnknownEventException at an event that this release does not know
    long goOn(long size) {
        Picture now = newest;
        if (now.size() < size) {
            long to = Math.min(size, record.known());
            if (to <= now.size()) {
                record.requireKnown(size);
            }
            show(next(now, to, Picture.NONE));
            past.passed(newest);
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

    private Picture next(Picture from, long most, Picture later) {
        return next(kept, from, most, later);
    }

    /// @param of which projections the next picture goes on
    /// @param later whose views are shared where they are the same
    private Picture next(List<Projection<?>> of, Picture from, long most, Picture later) {
        long to = Math.min(most, from.size() + BATCH);
        Set<String> types = looksAt.computeIfAbsent(of, ProjectionGroup::looksAt);
        long[] positions = record.ofTypes(types, from.size(), to);
        return from.after(of, record.events(positions, types, group.unsealing()), to, later);
    }

    /// The kept views after the first `size` events, folded from an earlier picture and nothing else.
    public Picture from(Picture earlier, long size) {
        Picture picture = earlier;
        while (picture.size() < size) {
            picture = next(picture, size, Picture.NONE);
        }
        return picture;
    }

    /// A picture of a moment that is true for some projections, folded from the newest one in memory that is not
    /// behind it.
    Picture at(long size, List<Projection<?>> of) {
        PastPictures.Asked asked = new PastPictures.Asked(size, of);
        Picture picture = making.computeIfAbsent(asked, this::folded);
        past.asked(asked, picture);
        making.remove(asked);
        return picture;
    }

    private Picture folded(PastPictures.Asked asked) {
        long size = asked.size();
        Picture now = newest;
        Picture picture = past.from(asked);
        if (now.size() <= size && now.size() > picture.size()) {
            picture = now;
        }
        Picture behind = past.behind(size);
        while (picture.size() < size) {
            picture = next(asked.of(), picture, size, behind == null ? now : behind);
        }
        return picture;
    }

    private Picture nextOfThePast(Picture from, long size) {
        Picture behind = past.behind(size);
        Picture next = next(from, size, behind == null ? newest : behind);
        past.passed(next);
        return next;
    }

    /// Makes anchors of the time before the views that were restored; at half the pace that it could, since nobody
    /// waits for it.
    ///
    /// @param ends asked between two batches
    void recallPast(BooleanSupplier ends) {
        Picture picture = Picture.NONE;
        while (picture.size() < restored && !ends.getAsBoolean()) {
            long began = System.nanoTime();
            picture = nextOfThePast(picture, restored);
            LockSupport.parkNanos(System.nanoTime() - began);
        }
    }

    /// The views of one moment: of the newest picture, or such as can be folded from few events, or of a picture
    /// that is made when it is needed, of the projection that is asked for and no other.
    private final class Moment implements Snapshot {
        private final long size;
        private final @Nullable Picture picture;

        Moment(long size, @Nullable Picture picture) {
            this.size = size;
            this.picture = picture;
        }

        @Override
        public long size() {
            return size;
        }

        /// Null where the views have to be folded from the events that the projection looks at.
        private @Nullable Picture picture(Projection<?> projection) {
            if (!kept.contains(projection)) {
                return null;
            }
            if (picture != null) {
                return picture;
            }
            return projection.ofFewEvents() ? null : at(size, List.of(projection));
        }

        @Override
        public <V> SortedMap<String, V> all(Projection<V> projection) {
            Picture made = picture(projection);
            if (made != null) {
                return made.all(projection);
            }
            Set<String> types = ProjectionGroup.looksAt(List.of(projection));
            SortedMap<String, V> views = new TreeMap<>();
            Folding.fold(projection, events(record.ofTypes(types, 0, size), types))
                    .forEach((id, view) -> views.put(id, view.view()));
            return Collections.unmodifiableSortedMap(views);
        }

        @Override
        public <V> Optional<V> one(Projection<V> projection, String id) {
            Optional<EventTag> tag = projection.tag(id);
            if (tag.isEmpty() || (picture != null && kept.contains(projection))) {
                return Optional.ofNullable(all(projection).get(id));
            }
            Set<String> types = ProjectionGroup.looksAt(List.of(projection));
            return Folding.one(projection, id, events(record.withTag(tag.get(), size), types));
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
