package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Stored.*;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.course.SubjectProjection;
import org.trialbook.view.readresults.ReadProjection;

/// Whatever is in memory of the past, and in whatever order moments are asked for: the views of a moment are
/// those of the fold from the beginning. The property `seed` draws other histories.
class PicturesOfThePastTest {

    private static final long SEED = Long.getLong("seed", 3);
    private static final int SUBJECTS = 8;

    private final AtomicLong folded = new AtomicLong();
    private final ProjectionGroup group = new ProjectionGroup("test", true, 1, group(1).projections(), event -> {
        folded.incrementAndGet();
        return event;
    });
    private final Story story = GeneratedTrial.story(SEED, SUBJECTS);

    private Views views(TrialRecord record) {
        return new Views(group, record, Clock.systemUTC());
    }

    /// A trial of many stretches: each event is told 10 times over, at other positions.
    private Story longer() {
        Story longer = new Story();
        for (int again = 0; again < 10; again++) {
            for (ProjectedEvent event : story.events(0, story.size(), event -> event)) {
                longer.then(event.event());
            }
        }
        return longer;
    }

    /// Around the seams of the stretches, and some others.
    private static SortedSet<Long> moments(long size) {
        SortedSet<Long> moments = new TreeSet<>(List.of(0L, 1L, size - 1, size));
        for (long seam = ViewHistory.GRAIN; seam < size; seam += 5 * ViewHistory.GRAIN) {
            moments.addAll(List.of(seam - 1, seam, seam + 1));
        }
        new Random(SEED).longs(40, 0, size).forEach(moments::add);
        return moments;
    }

    private void assertThatEachMomentIsAsFolded(Views views, TrialRecord record, Iterable<Long> moments) {
        TreeMap<Long, Picture> expected = new TreeMap<>();
        Picture picture = Picture.NONE;
        for (long size : moments(record.size())) {
            picture = views.from(picture, size);
            expected.put(size, picture);
        }
        for (long size : moments) {
            views.ask(new AsOf.Size(size), then -> {
                for (Projection<?> projection : group.kept()) {
                    assertThat(then.all(projection))
                            .as("%s after %d", projection.name(), size)
                            .isEqualTo(
                                    Objects.requireNonNull(expected.get(size)).all(projection));
                }
                return size;
            });
        }
    }

    private static List<Long> shuffled(Iterable<Long> moments) {
        List<Long> all = new ArrayList<>();
        moments.forEach(all::add);
        Collections.shuffle(all, new Random(SEED));
        return all;
    }

    @Test
    void asOfAnyMomentTheViewsAreThoseOfTheFoldFromTheBeginning() {
        Story longer = longer();
        Views views = views(longer);
        List<Long> moments = shuffled(moments(longer.size()));
        // Half of them while the views have come half as far.
        while (views.newest().size() < longer.size() / 2) {
            views.goOn(longer.size() / 2);
        }
        assertThatEachMomentIsAsFolded(views, longer, moments.subList(0, moments.size() / 2));
        views.caughtUp();
        assertThatEachMomentIsAsFolded(views, longer, moments);
    }

    /// Live views go on by a few events at a time, so that a stretch is put together of many pictures.
    @Test
    void howManyEventsWereFoldedAtOnceIsNotSeen() {
        Story growing = new Story();
        Views views = views(growing);
        for (int again = 0; again < 3; again++) {
            for (ProjectedEvent event : story.events(0, story.size(), event -> event)) {
                growing.then(event.event());
                views.caughtUp();
            }
        }
        assertThatEachMomentIsAsFolded(views, growing, moments(growing.size()));
    }

    private Views restored(Story record, long stored) {
        DocumentsInMemory documents = new DocumentsInMemory();
        new LeasedViews(documents, group, record, "a").keep(folded(group, record, stored));
        Views views =
                new Views(group, record, (of, in) -> new LeasedViews(documents, group, record, "b"), Clock.systemUTC());
        assertThat(views.restore()).isEqualTo(stored);
        return views;
    }

    @Test
    void afterAStartFromStoredViewsThePastIsTheSameBeforeItIsRecalledWhileAndAfter() {
        Story longer = longer();
        Views views = restored(longer, longer.size() - 700);
        List<Long> moments = shuffled(moments(longer.size())).subList(0, 8);
        assertThatEachMomentIsAsFolded(views, longer, moments);
        views.caughtUp();
        assertThatEachMomentIsAsFolded(views, longer, moments);
        views.recallPast(after(2));
        assertThatEachMomentIsAsFolded(views, longer, moments);
        views.recallPast(() -> false);
        assertThatEachMomentIsAsFolded(views, longer, moments(longer.size()));
        assertSame(views.newest(), folded(group, longer, longer.size()), group);
    }

    private static BooleanSupplier after(int batches) {
        int[] asked = new int[1];
        return () -> ++asked[0] > batches;
    }

    @Test
    void recallingThePastEndsWithTheProcess() {
        Story longer = longer();
        Views views = restored(longer, longer.size());
        folded.set(0);
        views.recallPast(after(2));
        assertThat(folded.get()).isPositive().isLessThanOrEqualTo(2L * PictureFolding.BATCH);
    }

    /// Each subject by itself would be folded from the record: ten thousand of them for one answer.
    @Test
    void whoeverLooksAtManyViewsWaitsUntilThePastIsRecalledSoFar() throws InterruptedException {
        Story many = new Story();
        many.then(opened("10"));
        for (int n = 1; n <= 3 * ViewsOfMoment.FEW; n++) {
            many.then(Acts.registered("10-%03d".formatted(n)));
        }
        long half = many.size() / 2;
        Views views = restored(many, many.size());
        CompletableFuture<Boolean> release = new CompletableFuture<>();
        Thread recalling = Thread.ofPlatform().start(() -> views.recallPast(release::join));
        await().until(() -> recalling.getState() == Thread.State.WAITING);
        CompletableFuture<Integer> answered = new CompletableFuture<>();
        folded.set(0);
        Thread asking = Thread.ofPlatform().start(() -> answered.complete(subjects(views, half)));

        await().until(() -> asking.getState() == Thread.State.WAITING);
        assertThat(folded.get()).isLessThanOrEqualTo(ViewsOfMoment.FEW + ViewHistory.GRAIN);
        views.ask(
                new AsOf.Size(half),
                then -> assertThat(then.one(SubjectProjection.SUBJECTS, "10-001"))
                        .isPresent());
        assertThat(answered).isNotDone();

        release.complete(false);
        assertThat(answered.join()).isEqualTo((int) half - 1);
        recalling.join();
        asking.join();
    }

    @Test
    void nobodyWaitsForAPastThatIsNotRecalledToItsEnd() throws InterruptedException {
        Story many = new Story();
        for (int n = 1; n <= 3 * ViewsOfMoment.FEW; n++) {
            many.then(Acts.registered("10-%03d".formatted(n)));
        }
        Views views = restored(many, many.size());
        CompletableFuture<Boolean> ends = new CompletableFuture<>();
        Thread recalling = Thread.ofPlatform().start(() -> views.recallPast(ends::join));
        await().until(() -> recalling.getState() == Thread.State.WAITING);
        CompletableFuture<Integer> answered = new CompletableFuture<>();
        Thread asking = Thread.ofPlatform().start(() -> answered.complete(subjects(views, many.size() / 2)));
        await().until(() -> asking.getState() == Thread.State.WAITING);

        ends.complete(true);
        assertThat(answered.join()).isEqualTo((int) (many.size() / 2));
        recalling.join();
        asking.join();
    }

    private static int subjects(Views views, long size) {
        return views.ask(
                        new AsOf.Size(size),
                        then -> then.all(SubjectProjection.SUBJECTS).size())
                .body();
    }

    /// However long the record is, and whichever moment it is.
    @Test
    void aMomentNeverAskedBeforeIsFoldedFromAStretchAtMost() {
        Story longer = longer();
        Views recalled = restored(longer, longer.size()).caughtUp();
        recalled.recallPast(() -> false);
        for (Views views : List.of(views(longer).caughtUp(), recalled)) {
            for (long size : moments(longer.size())) {
                folded.set(0);
                views.ask(
                        new AsOf.Size(size),
                        then -> then.all(SubjectProjection.SUBJECTS).size());
                assertThat(folded.get()).isLessThan(ViewHistory.GRAIN);
            }
        }
    }

    /// A study's arms are looked at again and again, each time of everybody.
    @Test
    void whatChangesOftenWithinAStretchIsKeptOnce() {
        List<Versioned<String>> changes = LongStream.range(0, 3 * ViewHistory.GRAIN)
                .mapToObj(position -> new Versioned<>(position, "after " + position))
                .toList();
        ViewHistory<String> history = ViewHistory.from(changes.getFirst()).with(changes);
        assertThat(history.length()).isEqualTo(3);
        assertThat(history.newest()).isEqualTo(changes.getLast());
        assertThat(history.at(2L * ViewHistory.GRAIN)).isEqualTo(changes.get(2 * ViewHistory.GRAIN - 1));
    }

    /// As the unblinded views take the subjects from the blinded ones, whichever have come further.
    @Test
    void whatIsTakenFromAnotherGroupIsOfTheSameMoment() {
        ProjectionGroup reads = new ProjectionGroup("reads", true, 1, List.of(ReadProjection.READS), event -> event);
        long half = story.size() / 2;
        for (long[] come : new long[][] {{half, story.size()}, {story.size(), half}, {half, half}}) {
            Views others = new Views(group(1), story, Clock.systemUTC());
            Views own = new Views(reads, story, ViewPlace.nowhere(), Clock.systemUTC(), others);
            while (own.newest().size() < come[0]) {
                own.goOn(come[0]);
            }
            while (others.newest().size() < come[1]) {
                others.goOn(come[1]);
            }
            Picture then = folded(group(1), story, half);
            for (AsOf moment : List.of(new AsOf.Now(), new AsOf.Size(half))) {
                var answer = own.ask(
                        moment, now -> List.of(now.all(ReadProjection.READS), now.all(SubjectProjection.SUBJECTS)));
                assertThat(answer.size()).isEqualTo(half);
                assertThat(answer.body())
                        .isEqualTo(List.of(then.all(ReadProjection.READS), then.all(SubjectProjection.SUBJECTS)));
            }
        }
    }

    @Test
    void anAnswerIsOfOneMomentWhateverIsRecordedMeanwhile() {
        Views views = views(story).caughtUp();
        long size = story.size();
        var answer = views.ask(new AsOf.Now(), now -> {
            int before = now.all(SubjectProjection.SUBJECTS).size();
            story.then(Acts.registered("09-999")).then(opened("98"));
            views.caughtUp();
            assertThat(now.one(SubjectProjection.SUBJECTS, "09-999")).isEmpty();
            return before == now.all(SubjectProjection.SUBJECTS).size();
        });
        assertThat(answer.size()).isEqualTo(size);
        assertThat(answer.body()).isTrue();
        assertThat(views.newest().size()).isEqualTo(size + 2);
    }
}
