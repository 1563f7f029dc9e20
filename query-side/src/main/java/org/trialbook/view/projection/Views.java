package org.trialbook.view.projection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers questions from a group's views: from the newest picture of them, or as of another moment.
public final class Views {
    private final ProjectionGroup group;
    private final TrialRecord record;
    private final ViewPlace.Stored stored;
    private final Clock clock;
    /// Of another group, whose views are shown together with these.
    private final @Nullable Views others;
    private final PictureFolding folding;
    private final Object goingOn = new Object();
    private final Object grown = new Object();
    private volatile Picture newest = Picture.NONE;
    /// As far as the time before the views that were restored has been folded again.
    private volatile Picture recalled = Picture.NONE;
    private volatile boolean recalling;
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
        this.folding = new PictureFolding(group, record);
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

    private ViewsOfMoment now() {
        Picture own = newest;
        if (others == null) {
            return new ViewsOfMoment(folding, own, own.size(), this::recalled, null);
        }
        ViewsOfMoment their = others.now();
        long size = Math.min(own.size(), their.size());
        return new ViewsOfMoment(folding, own, size, this::recalled, their.at(size));
    }

    private ViewsOfMoment then(long size) {
        return new ViewsOfMoment(
                folding, knowing(size), size, this::recalled, others == null ? null : others.then(size));
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
            record.requireKnown(views.through());
            Picture picture = folding.from(Picture.of(group.kept(), views), views.through());
            show(picture.rolledUp(group.rollups()));
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
        synchronized (goingOn) {
            Picture now = newest;
            if (now.size() < size) {
                long to = Math.min(size, record.known());
                if (to <= now.size()) {
                    record.requireKnown(size);
                }
                show(folding.next(now, to));
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

    /// The kept views after the first `size` events, folded from an earlier picture and nothing else.
    public Picture from(Picture earlier, long size) {
        return folding.from(earlier, size);
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
        recalling = true;
        try {
            while (recalled.size() < restored && !ends.getAsBoolean()) {
                recalled = folding.next(recalled, restored);
                wake();
            }
            if (restored > 0 && recalled.size() == restored) {
                synchronized (goingOn) {
                    show(newest.behind(recalled));
                }
                restored = 0;
                recalled = Picture.NONE;
            }
        } finally {
            recalling = false;
            wake();
        }
    }

    private void wake() {
        synchronized (grown) {
            grown.notifyAll();
        }
    }

    /// A picture that knows a moment of the past, once that has been recalled so far: sooner than many views would be
    /// folded one by one. Null where nobody recalls it.
    private @Nullable Picture recalled(long size) {
        synchronized (grown) {
            while (recalling && restored > 0 && recalled.size() < size) {
                try {
                    grown.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
        }
        Picture before = recalled;
        return size <= before.size() ? before : restored == 0 ? newest : null;
    }

    /// Whether nothing of the past is missing in memory.
    boolean recalled() {
        return restored == 0;
    }
}
