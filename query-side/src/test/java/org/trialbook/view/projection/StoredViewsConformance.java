package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trialbook.view.projection.Acts.*;
import static org.trialbook.view.projection.Stored.*;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.LogUnavailableException;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.sites.SiteProjection;

/// What is asked of stored views wherever they are.
abstract class StoredViewsConformance {
    private static final int SUBJECTS = 8;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Story story = GeneratedTrial.story(7, SUBJECTS);
    private final ProjectionGroup group = group(1);
    private final AtomicLong nanos = new AtomicLong();

    /// Always the same in one test.
    abstract ViewDocuments documents();

    private LeasedViews by(String node, TrialRecord record) {
        return in(documents(), group, record, node, nanos);
    }

    private void keep(TrialRecord record, long size) {
        by("a", record).keep(folded(group, record, size));
    }

    private Picture restored(TrialRecord record) {
        return Stored.restored(by("a", record), group, record);
    }

    private ViewDocuments.Progress progress(ProjectionGroup of) {
        return documents().progress(of.key()).orElseThrow();
    }

    @Test
    void nothingIsStoredAtFirst() {
        assertThat(by("a", story).load()).isEmpty();
        assertThat(restored(story)).isSameAs(Picture.NONE);
    }

    @Test
    void keptInAnyStepsTheyAreWhatTheFoldSays() {
        for (long size = 0; size <= story.size(); size += 7) {
            keep(story, size);
            assertSame(restored(story), folded(group, story, size), group);
        }
    }

    @Test
    void keptTwiceNothingChanges() {
        keep(story, 30);
        keep(story, 30);
        assertSame(restored(story), folded(group, story, 30), group);
    }

    /// A process that is behind the others, because it read the record later, sets nothing back.
    @Test
    void anOlderPictureChangesNothing() {
        keep(story, story.size());
        keep(story, 20);
        assertSame(restored(story), folded(group, story, story.size()), group);
        assertThat(progress(group).size()).isEqualTo(story.size());
    }

    /// As after the end of a process between writing some views and the progress that covers them.
    @Test
    void viewsAheadOfTheOthersAreGoneOnWith() {
        keep(story, 20);
        ViewDocuments cut = new HeldUp(documents(), () -> {
            throw new IllegalStateException("the process ended");
        });
        LeasedViews ending = in(cut, group, story, "a", nanos);
        assertThatThrownBy(() -> ending.keep(folded(group, story, story.size())))
                .hasMessage("the process ended");
        assertThat(progress(group).size()).isEqualTo(20);

        assertSame(restored(story), folded(group, story, story.size()), group);
        keep(story, story.size() - 3);
        assertThat(progress(group).size()).isEqualTo(story.size() - 3);
        assertSame(restored(story), folded(group, story, story.size()), group);
    }

    /// An old and a new release beside one another: neither clears what the other has stored.
    @Test
    void anotherVersionOfTheFoldsHasViewsOfItsOwn() {
        ProjectionGroup next = group(2);
        LeasedViews ofTheNext = in(documents(), next, story, "b", nanos);
        for (long size = 10; size <= story.size(); size += 10) {
            keep(story, size);
            ofTheNext.keep(folded(next, story, size - 5));
            assertSame(restored(story), folded(group, story, size), group);
            assertSame(Stored.restored(ofTheNext, next, story), folded(next, story, size - 5), next);
        }
        assertThat(LeasedViews.collection(group, "e", SiteProjection.SITES))
                .isNotEqualTo(LeasedViews.collection(next, "e", SiteProjection.SITES));
    }

    @Test
    void whoeverDoesNotHaveTheLeaseStoresNothing() {
        LeasedViews owner = by("a", story);
        LeasedViews other = by("b", story);
        owner.keep(folded(group, story, 10));
        for (int beat = 0; beat < 50; beat++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            owner.keep(folded(group, story, 10));
            other.keep(folded(group, story, 20));
            assertThat(progress(group).size()).isEqualTo(10);
        }
        long fence = progress(group).fence();

        nanos.addAndGet(LONG.toNanos());
        other.keep(folded(group, story, 20));
        assertThat(progress(group).size()).isEqualTo(20);
        assertThat(progress(group).fence()).isEqualTo(fence + 1);
        owner.keep(folded(group, story, 30));
        assertThat(progress(group).size()).isEqualTo(20);
    }

    @Test
    void whoeverEndsStoresTheLastOfItAndLeavesTheLeaseToTheNext() {
        by("a", story).end(folded(group, story, 10));
        by("b", story).keep(folded(group, story, 20));
        assertThat(progress(group).size()).isEqualTo(20);
        // It has nothing to leave any more.
        by("a", story).end(folded(group, story, 30));
        assertThat(progress(group).owner()).isEqualTo("b");
        assertThat(progress(group).size()).isEqualTo(20);
    }

    /// The lease must outlast the writing of very many views.
    @Test
    void theLeaseIsKeptWhileSomebodyWrites() {
        LeasedViews other = by("b", story);
        ViewDocuments slow = new HeldUp(documents(), null) {
            @Override
            public void write(String collection, Collection<StoredView> views, long fence) {
                nanos.addAndGet(Duration.ofSeconds(4).toNanos());
                other.keep(Picture.NONE);
                super.write(collection, views, fence);
            }
        };
        in(slow, group, story, "a", nanos).keep(folded(group, story, story.size()));
        assertThat(progress(group).owner()).isEqualTo("a");
        assertThat(progress(group).size()).isEqualTo(story.size());
    }

    /// Held up before its first view was written, while another took over and went on.
    @Test
    void whoeverSleptInMidBatchChangesNothing() {
        keep(story, 20);
        ViewDocuments.Progress[] after = new ViewDocuments.Progress[1];
        ViewDocuments late = new HeldUp(documents(), () -> {
            nanos.addAndGet(LONG.toNanos());
            LeasedViews other = by("b", story);
            other.keep(folded(group, story, 10));
            nanos.addAndGet(LONG.toNanos());
            other.keep(folded(group, story, story.size()));
            after[0] = progress(group);
        });

        in(late, group, story, "a", nanos).keep(folded(group, story, 30));

        assertThat(progress(group)).isEqualTo(after[0]);
        assertSame(restored(story), folded(group, story, story.size()), group);
    }

    /// As it was when it had `size` events.
    private Story beginning(long size) {
        Story beginning = new Story();
        for (long position = 0; position < size; position++) {
            beginning.then(story.line(position));
        }
        return beginning;
    }

    private void assertStoredAnew(Story other) {
        assertThat(restored(other)).isSameAs(Picture.NONE);
        String before = LeasedViews.collection(group, progress(group).edition(), SiteProjection.SITES);
        assertThat(documents().all(before)).isNotEmpty();

        keep(other, other.size());

        assertThat(documents().all(before)).isEmpty();
        assertSame(restored(other), folded(group, other, other.size()), group);
    }

    /// An older log put back beside newer views: they tell of events that there are no more.
    @Test
    void viewsAheadOfTheRecordAreStoredAnew() {
        keep(story, story.size());
        assertStoredAnew(beginning(story.size() - 5));
    }

    /// The older log went on otherwise, as far as the views had come and further.
    @Test
    void viewsOfALogThatWentOnOtherwiseAreStoredAnew() {
        keep(story, story.size());
        Story other = beginning(story.size() - 5);
        for (int more = 0; more < 9; more++) {
            other.then(opened("%02d".formatted(50 + more)));
        }
        assertStoredAnew(other);
    }

    /// Some views had been ahead of the others, and of a log that went on otherwise behind these.
    @Test
    void viewsOfWhichSomeAreOfALogThatWentOnOtherwiseAreStoredAnew() {
        keep(story, story.size() - 9);
        ViewDocuments cut = new HeldUp(documents(), () -> {
            throw new IllegalStateException("the process ended");
        });
        assertThatThrownBy(() -> in(cut, group, story, "a", nanos).keep(folded(group, story, story.size())))
                .hasMessage("the process ended");
        Story other = beginning(story.size() - 5);
        for (int more = 0; more < 9; more++) {
            other.then(opened("%02d".formatted(50 + more)));
        }
        assertStoredAnew(other);
    }

    @Test
    void theViewsOfAnotherRecordAreNotTakenOver() {
        keep(story, 1);
        Story other = new Story();
        EventLine first = new Story().published().last();
        other.then(new EventLine(
                0,
                "another-record",
                first.type(),
                first.version(),
                first.study(),
                first.tags(),
                first.recordedAt(),
                null,
                null,
                null,
                null,
                first.metadata(),
                first.payload()));

        assertThat(restored(other)).isSameAs(Picture.NONE);
        keep(other, 1);
        assertSame(restored(other), folded(group, other, 1), group);
    }

    /// A process that still has the newer log before it does not replace the views that were made of the older one.
    @Test
    void nobodyStoresViewsOfALogThatIsNoLongerThere() {
        Story older = beginning(story.size() - 5);
        keep(story, story.size());
        keep(older, older.size());
        older.then(opened("77"));
        keep(older, older.size());
        ViewDocuments.Progress made = progress(group);

        RecordNoLongerThere gone = new RecordNoLongerThere(story);
        assertThatThrownBy(() -> keep(gone, story.size())).isInstanceOf(LogUnavailableException.class);

        assertThat(progress(group)).isEqualTo(made);
        assertSame(restored(older), folded(group, older, older.size()), group);
    }

    /// Held up before its first view was written, while the views were stored anew of another log.
    @Test
    void whoeverStillWritesTheViewsOfAnotherLogSpoilsNothing() {
        Story ours = beginning(200);
        Story other = beginning(10);
        for (int more = 0; other.size() <= ours.size(); more++) {
            other.then(opened("%03d".formatted(100 + more)));
        }
        keep(ours, 20);
        ViewDocuments late = new HeldUp(documents(), () -> {
            nanos.addAndGet(LONG.toNanos());
            LeasedViews others = by("b", other);
            others.keep(Picture.NONE);
            nanos.addAndGet(LONG.toNanos());
            others.keep(folded(group, other, other.size()));
        });

        in(late, group, ours, "a", nanos).keep(folded(group, ours, ours.size()));

        assertSame(restored(other), folded(group, other, other.size()), group);
    }

    /// Read while they were stored anew of another log, and the old ones dropped.
    @Test
    void nothingIsReadHalfFromViewsThatWereDroppedMeanwhile() {
        keep(story, story.size());
        Story older = beginning(story.size() - 5);
        ViewDocuments meanwhile = new HeldUp(documents(), () -> keep(older, older.size())) {
            @Override
            public List<StoredView> all(String collection) {
                List<StoredView> all = super.all(collection);
                heldUp();
                return all;
            }
        };

        assertSame(
                Stored.restored(in(meanwhile, group, older, "b", nanos), group, older),
                folded(group, older, older.size()),
                group);
    }

    /// What somebody changed by hand is not taken for a view, and hinders no start.
    @Test
    void whatIsNoViewIsNotGoneOnWith() {
        keep(story, story.size());
        String sites = LeasedViews.collection(group, progress(group).edition(), SiteProjection.SITES);
        documents().write(sites, List.of(new StoredView("99", 1, "{")), 9);

        Views views = new Views(group, story, (of, in) -> by("a", story), java.time.Clock.systemUTC());
        assertThatThrownBy(views::restore).isInstanceOf(tools.jackson.core.JacksonException.class);
        assertThat(views.newest()).isSameAs(Picture.NONE);
        assertSame(views.caughtUp().newest(), folded(group, story, story.size()), group);
    }

    /// Documents whose first write is held up until something else was done.
    private static class HeldUp implements ViewDocuments {
        private final ViewDocuments documents;
        private @Nullable Runnable before;

        HeldUp(ViewDocuments documents, @Nullable Runnable before) {
            this.documents = documents;
            this.before = before;
        }

        void heldUp() {
            Runnable first = before;
            before = null;
            if (first != null) {
                first.run();
            }
        }

        @Override
        public Optional<Progress> progress(String group) {
            return documents.progress(group);
        }

        @Override
        public boolean replace(String group, Progress seen, Progress next) {
            return documents.replace(group, seen, next);
        }

        @Override
        public void write(String collection, Collection<StoredView> views, long fence) {
            heldUp();
            documents.write(collection, views, fence);
        }

        @Override
        public List<StoredView> all(String collection) {
            return documents.all(collection);
        }

        @Override
        public void drop(String collection) {
            documents.drop(collection);
        }
    }
}
