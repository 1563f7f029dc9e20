package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trialbook.view.projection.Acts.*;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.trialbook.store.LogUnavailableException;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.course.SubjectProjection;
import org.trialbook.view.overview.StudyProjection;
import org.trialbook.view.sites.SiteProjection;
/// What is asked of live views wherever they are kept.

abstract class LiveViewsConformance {
    private static final int SUBJECTS = 8;

    private final Story story = GeneratedTrial.story(7, SUBJECTS);

    /// Always the same in one test.
    abstract ViewStore store();

    private static ProjectionGroup group(int version) {
        return new ProjectionGroup(
                "test",
                true,
                version,
                List.of(StudyProjection.STUDY, SiteProjection.SITES, SubjectProjection.SUBJECTS),
                UnaryOperator.identity());
    }

    private LiveViews live(TrialRecord record) {
        return new LiveViews(group(1), record, store());
    }

    private Views views(Story record) {
        return new Views(group(1), record, store(), Clock.systemUTC());
    }

    private String now(Story record) {
        return now(views(record));
    }

    private static String now(Views views) {
        return ViewJson.mapper()
                .writeValueAsString(views.ask(
                                new AsOf.Now(),
                                moment -> List.of(
                                        moment.all(StudyProjection.STUDY),
                                        moment.all(SiteProjection.SITES),
                                        moment.all(SubjectProjection.SUBJECTS)))
                        .body());
    }

    private String folded(Story record, long size) {
        return ViewJson.mapper()
                .writeValueAsString(views(record)
                        .ask(
                                new AsOf.Size(size),
                                moment -> List.of(
                                        moment.all(StudyProjection.STUDY),
                                        moment.all(SiteProjection.SITES),
                                        moment.all(SubjectProjection.SUBJECTS)))
                        .body());
    }

    @Test
    void caughtUpInAnyStepsTheyAreWhatTheFoldSays() {
        for (long size = 0; size <= story.size(); size += 7) {
            live(story).catchUp(size);
            assertThat(now(story)).isEqualTo(folded(story, size));
        }
    }

    @Test
    void aBatchDoneTwiceChangesNothing() {
        live(story).catchUp(3);
        ViewStore.Progress before = store().progress(group(1).key());
        live(story).catchUp(story.size());
        String once = now(story);

        // As after a crash between writing the views and their progress.
        new LiveViews(group(1), story, new SetBack(store(), before)).catchUp(story.size());

        assertThat(now(story)).isEqualTo(once);
    }

    @Test
    void aViewWrittenAheadOfTheGroupIsNotMixedIntoAnAnswer() {
        live(story).catchUp(20);
        ViewStore.Progress before = store().progress(group(1).key());
        live(story).catchUp(story.size());
        // The views are ahead, as in the middle of a batch.
        ViewStore ahead = new SetBack(store(), before);

        assertThat(now(new Views(group(1), story, ahead, Clock.systemUTC()))).isEqualTo(folded(story, 20));
    }

    /// As it was when it had `size` events.
    private Story beginning(long size) {
        Story beginning = new Story();
        for (long position = 0; position < size; position++) {
            beginning.then(story.line(position));
        }
        return beginning;
    }

    /// An old and a new release beside one another: neither clears what the other has made.
    @Test
    void anotherVersionOfTheFoldsHasViewsOfItsOwn() {
        live(story).catchUp(story.size());
        String before = now(story);

        new LiveViews(group(2), story, store()).catchUp(story.size());
        live(story).catchUp(story.size());

        assertThat(now(story)).isEqualTo(before).isEqualTo(folded(story, story.size()));
        assertThat(store().progress(group(2).key()).size()).isEqualTo(story.size());
        assertThat(store().progress(group(2).key()).edition())
                .isNotEqualTo(store().progress(group(1).key()).edition());
    }

    /// A writer that was held up between reading views and writing them, while another went on.
    @Test
    void aWriterThatComesLateReplacesNothingNewer() {
        live(story).catchUp(20);
        ViewStore views = store();
        ViewStore late = new HeldUpViewStore(views, () -> live(story).catchUp(story.size()));

        new LiveViews(group(1), story, late).catchUp(30);

        assertThat(views.progress(group(1).key()).size()).isEqualTo(story.size());
        assertThat(now(story)).isEqualTo(folded(story, story.size()));
    }

    @Test
    void progressOnlyGrows() {
        live(story).catchUp(story.size());
        ViewStore views = store();
        ViewStore.Progress reached = views.progress(group(1).key());

        assertThat(views.advance(group(1).key(), new ViewStore.Progress(reached.edition(), 20, "")))
                .isFalse();
        assertThat(views.advance(group(1).key(), new ViewStore.Progress("another", reached.size() + 1, "")))
                .isFalse();
        assertThat(views.progress(group(1).key())).isEqualTo(reached);
    }

    @Test
    void manyWritersAtOnceLoseNoEvent() throws InterruptedException {
        // A story reckons its hashes when first asked, for one at a time.
        story.leafHash(story.size() - 1);
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < 6; writer++) {
            int step = 3 + writer;
            writers.add(Thread.startVirtualThread(() -> {
                LiveViews own = live(story);
                for (long size = 0; size < story.size(); size += step) {
                    own.catchUp(size);
                }
                own.catchUp(story.size());
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(now(story)).isEqualTo(folded(story, story.size()));
    }

    /// An older log put back beside newer views: they tell of events that there are no more.
    @Test
    void viewsAheadOfTheRecordAreMadeAnew() {
        live(story).catchUp(story.size());
        Story older = beginning(story.size() - 5);
        assertThat(live(older).size()).isZero();
        String sites = store().progress(group(1).key()).collection(SiteProjection.SITES);
        assertThat(store().all(sites)).isNotEmpty();

        live(older).catchUp(older.size());

        assertThat(store().all(sites)).isEmpty();

        assertThat(now(older)).isEqualTo(folded(older, older.size()));
        assertThat(store().progress(group(1).key()).size()).isEqualTo(older.size());
    }

    /// The older log went on otherwise, as far as the views had come and further.
    @Test
    void viewsOfALogThatWentOnOtherwiseAreMadeAnew() {
        live(story).catchUp(story.size());
        Story other = beginning(story.size() - 5);
        for (int more = 0; more < 9; more++) {
            other.then(opened("%02d".formatted(50 + more)));
        }

        live(other).catchUp(other.size());

        assertThat(now(other)).isEqualTo(folded(other, other.size()));
    }

    /// A process that still has the newer log before it does not make the views anew that were made of the
    /// older one.
    @Test
    void nobodyMakesViewsAnewFromALogThatIsNoLongerThere() {
        Story older = beginning(story.size() - 5);
        live(story).catchUp(story.size());
        live(older).catchUp(older.size());
        older.then(opened("77"));
        live(older).catchUp(older.size());
        ViewStore.Progress made = store().progress(group(1).key());

        LiveViews stale = new LiveViews(group(1), new RecordNoLongerThere(story), store());

        assertThatThrownBy(() -> stale.catchUp(story.size())).isInstanceOf(LogUnavailableException.class);
        assertThat(store().progress(group(1).key())).isEqualTo(made);
    }

    /// Held up between reading views and writing them, while they were made anew of another log.
    @Test
    void whoeverStillWritesTheViewsOfAnotherLogSpoilsNothing() {
        Story other = beginning(10);
        for (int more = 0; other.size() <= story.size(); more++) {
            other.then(opened("%03d".formatted(100 + more)));
        }
        live(story).catchUp(20);
        ViewStore late = new HeldUpViewStore(store(), () -> live(other).catchUp(other.size()));
        LiveViews stale = new LiveViews(group(1), new RecordNoLongerThere(story), late);

        assertThatThrownBy(() -> stale.catchUp(story.size())).isInstanceOf(LogUnavailableException.class);

        assertThat(now(other)).isEqualTo(folded(other, other.size()));
    }

    @Test
    void noAnswerIsReadFromViewsThatWereDroppedMeanwhile() {
        live(story).catchUp(story.size());
        Story older = beginning(story.size() - 5);
        AtomicBoolean anew = new AtomicBoolean();

        Views.Answer<?> answer = views(older).ask(new AsOf.Now(), moment -> {
            if (!anew.getAndSet(true)) {
                live(older).catchUp(older.size());
            }
            return moment.all(SubjectProjection.SUBJECTS).keySet();
        });

        assertThat(answer.size()).isEqualTo(older.size());
        assertThat(answer.body())
                .isEqualTo(views(older)
                        .recomputed(SubjectProjection.SUBJECTS, older.size())
                        .keySet());
    }

    @Test
    void theViewsOfAnotherRecordAreNotTakenOver() {
        live(story).catchUp(story.size());
        Story other = new Story();
        var first = new Story().published().last();
        other.then(new org.trialbook.ledger.EventLine(
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

        live(other).catchUp(other.size());

        assertThat(now(other)).isEqualTo(folded(other, 1));
    }

    /// Knows of less progress than there was, until there is some.
    private static final class SetBack extends HeldUpViewStore {
        private final Progress before;
        private boolean advanced;

        SetBack(ViewStore store, Progress before) {
            super(store, () -> {});
            this.before = before;
        }

        @Override
        public Progress progress(String group) {
            return advanced ? super.progress(group) : before;
        }

        @Override
        public boolean advance(String group, Progress reached) {
            advanced = true;
            return super.advance(group, reached);
        }
    }
}
