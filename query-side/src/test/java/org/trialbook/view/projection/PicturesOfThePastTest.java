package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.opened;
import static org.trialbook.view.projection.Stored.*;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.course.SubjectProjection;

/// Whatever is in memory of the past, and in whatever order moments are asked for: the views of a moment are
/// those of the fold from the beginning. The property `seed` draws other histories.
class PicturesOfThePastTest {

    private static final long SEED = Long.getLong("seed", 3);
    private static final int SUBJECTS = 8;

    private final ProjectionGroup group = group(1);
    private final Story story = GeneratedTrial.story(SEED, SUBJECTS);

    private Views views(TrialRecord record, long most) {
        return new Views(group, record, ViewPlace.nowhere(), Clock.systemUTC(), most);
    }

    /// Each picture folded an event behind the last, from the beginning.
    private List<Picture> each() {
        List<Picture> all = new ArrayList<>(List.of(Picture.NONE));
        while (all.size() <= story.size()) {
            all.add(views(story, 0).from(all.getLast(), all.size()));
        }
        return all;
    }

    @Test
    void asOfEveryPositionTheViewsAreThoseOfTheFoldFromTheBeginning() {
        List<Picture> folded = each();
        assertSame(folded.getLast(), folded(group, story, story.size()), group);
        for (long most : List.of(0L, 60L, 1_000_000L)) {
            Views views = views(story, most);
            List<Long> moments = new ArrayList<>(
                    LongStream.rangeClosed(0, story.size()).boxed().toList());
            Collections.shuffle(moments, new Random(SEED));
            // Half of them while the views have come half as far.
            views.goOn(story.size() / 2);
            for (long size : moments.subList(0, moments.size() / 2)) {
                assertSame(views.at(size, group.kept()), folded.get(Math.toIntExact(size)), group);
            }
            views.caughtUp();
            for (long size : moments) {
                assertSame(views.at(size, group.kept()), folded.get(Math.toIntExact(size)), group);
            }
        }
    }

    /// A trial that is long enough for anchors: each event is told 40 times over, at other positions.
    private Story longer() {
        Story longer = new Story();
        for (int again = 0; again < 40; again++) {
            for (ProjectedEvent event : story.events(0, story.size(), event -> event)) {
                longer.then(event.event());
            }
        }
        return longer;
    }

    @Test
    void anchorsAreLeftWhereAFoldComesByAndUsed() {
        Story longer = longer();
        Views views = views(longer, 1_000_000).caughtUp();
        assertThat(views.past().all().keySet())
                .contains(1_000L, 2_000L, 10_000L)
                .hasSize(Math.toIntExact(longer.size() / PastPictures.SPACING));
        long size = 12_345;
        assertSame(views.at(size, group.kept()), folded(group, longer, size), group);
        assertThat(views.past().from(new PastPictures.Asked(size, group.kept())))
                .isSameAs(views.at(size, group.kept()));
        assertThat(views.past()
                        .from(new PastPictures.Asked(size - 1, group.kept()))
                        .size())
                .isEqualTo(12_000);
    }

    /// Counted by what lies in memory, not by what the pictures say of themselves.
    @Test
    void whatThePastAloneKeepsInMemoryIsBounded() {
        Story longer = longer();
        Random chance = new Random(SEED);
        for (long most : List.of(0L, 50L, 400L, 5_000L)) {
            Views views = views(longer, most);
            while (views.newest().size() < longer.size()) {
                views.goOn(longer.size());
                views.at(chance.nextLong(views.newest().size() + 1), group.kept());
                assertThat(viewsBesideTheLast(views)).isLessThanOrEqualTo(most);
            }
            assertThat(views.past().all().isEmpty()).isEqualTo(false);
        }
    }

    /// After a start from stored views, whose objects are others than those that are folded. Every view stays here as
    /// it was first, so that no earlier picture has one that the restored one hasn't.
    @Test
    void whatIsRecalledSharesWithWhatWasRestored() {
        Story registered = new Story();
        for (int n = 0; n < 3_000; n++) {
            registered.then(Acts.registered("%02d-%03d".formatted(10 + n / 500, 1 + n % 500)));
        }
        DocumentsInMemory documents = new DocumentsInMemory();
        new LeasedViews(documents, group, registered, "a").keep(folded(group, registered, registered.size()));
        Views views = new Views(
                group, registered, (of, in) -> new LeasedViews(documents, group, registered, "b"), Clock.systemUTC());
        assertThat(views.restore()).isEqualTo(registered.size());

        views.recallPast(() -> false);

        assertThat(views.past().all()).containsOnlyKeys(1_000L, 2_000L, 3_000L);
        assertThat(viewsBesideTheLast(views)).isZero();
        assertSame(views.at(1_777, group.kept()), folded(group, registered, 1_777), group);
    }

    @Test
    void recallingThePastEndsWithTheProcess() {
        Story longer = longer();
        DocumentsInMemory documents = new DocumentsInMemory();
        new LeasedViews(documents, group, longer, "a").keep(folded(group, longer, longer.size()));
        Views views =
                new Views(group, longer, (of, in) -> new LeasedViews(documents, group, longer, "b"), Clock.systemUTC());
        views.restore();
        int[] asked = new int[1];
        views.recallPast(() -> ++asked[0] > 2);
        assertThat(views.past().all().headMap(longer.size()).keySet()).containsExactly(1_000L, 2_000L);
    }

    @Test
    void aMomentAskedForAgainIsNotFoldedAgain() {
        Views views = views(story, 1_000_000).caughtUp();
        long size = story.size() / 2;
        List<Projection<?>> subjects = List.of(SubjectProjection.SUBJECTS);
        var asked = views.ask(new AsOf.Size(size), then -> then.all(SubjectProjection.SUBJECTS));

        Picture made = views.past().from(new PastPictures.Asked(size, subjects));
        assertThat(made.size()).isEqualTo(size);
        assertThat(views.at(size, subjects)).isSameAs(made);
        assertThat(asked.body()).isEqualTo(made.all(SubjectProjection.SUBJECTS));
        assertThat(asked.body()).isEqualTo(views.at(size, group.kept()).all(SubjectProjection.SUBJECTS));
    }

    /// Few moments are asked for again and again, and many once: these don't fill the memory.
    @Test
    void onlyTheLastMomentsAreRemembered() {
        Views views = views(story, 1_000_000).caughtUp();
        Picture early = views.at(50, group.kept());
        for (long size = 51; size < 99; size++) {
            views.at(size, group.kept());
        }
        Picture last = views.at(99, group.kept());

        assertThat(views.at(99, group.kept())).isSameAs(last);
        assertThat(views.at(50, group.kept())).isNotSameAs(early);
        assertThat(views.past().all().headMap(100L)).isEmpty();
    }

    @Test
    void anAnswerIsOfOneMomentWhateverIsRecordedMeanwhile() {
        Views views = views(story, 1_000).caughtUp();
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

    /// How many views, each counted once, are in pictures of the past and not in the last of these.
    private static long viewsBesideTheLast(Views views) {
        Map<Long, Picture> pictures = new TreeMap<>(views.past().all());
        Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        pictures.values().forEach(picture -> counted.addAll(contents(views, picture)));
        views.past().all().values().stream()
                .reduce((one, next) -> next)
                .ifPresent(last -> counted.removeAll(identical(contents(views, last))));
        return counted.size();
    }

    private static Set<Object> identical(List<Object> views) {
        Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(views);
        return set;
    }

    private static List<Object> contents(Views views, Picture picture) {
        List<Object> all = new ArrayList<>();
        views.group()
                .kept()
                .forEach(projection -> all.addAll(picture.all(projection).values()));
        return all;
    }
}
