package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.agreement.AgreementRollup.AGREEMENT;
import static org.trialbook.view.readresults.ReadCountsRollup.READ_COUNTS;
import static org.trialbook.view.unblinded.blindingindex.GuessRollup.GUESS_COUNTS;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.event.SubjectEvent.SubjectRandomized;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.agreement.AgreementSums;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.course.SubjectProjection;
import org.trialbook.view.overview.StudyProjection;
import org.trialbook.view.readresults.ReadCounts;
import org.trialbook.view.readresults.ReadProjection;
import org.trialbook.view.replay.Replay;
import org.trialbook.view.unblinded.OpenedEvents;
import org.trialbook.view.unblinded.allocation.AllocationProjection;
import org.trialbook.view.unblinded.blindingindex.GuessCounts;
import org.trialbook.view.unblinded.blindingindex.GuessProjection;

/// What is carried on from event to event is what a walk over all views finds: now, as of any moment, and whatever of
/// the past is in memory.
class RollupsTest {

    private static final int SUBJECTS = 9;
    private static final List<Rollup<?>> ALL = List.of(READ_COUNTS, AGREEMENT, GUESS_COUNTS);

    private static ProjectionGroup group(Story story, List<Rollup<?>> rollups) {
        return new ProjectionGroup(
                "test",
                false,
                1,
                List.of(
                        StudyProjection.STUDY,
                        SubjectProjection.SUBJECTS,
                        ReadProjection.READS,
                        AllocationProjection.ALLOCATION,
                        GuessProjection.GUESSES),
                rollups,
                new OpenedEvents(story.key()));
    }

    /// A generated history in which some are randomized when their first recordings were read already, as those from
    /// before the implant may be.
    private static Story story(long seed) {
        Story generated = GeneratedTrial.story(seed, SUBJECTS);
        Random random = new Random(seed);
        List<TrialEvent> events = new ArrayList<>();
        generated
                .events(0, generated.size(), new OpenedEvents(generated.key()))
                .forEach(event -> events.add(event.event()));
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof SubjectRandomized && random.nextInt(3) > 0) {
                events.add(random.nextInt(i, events.size()), events.remove(i));
            }
        }
        Story story = new Story();
        events.forEach(story::then);
        return story;
    }

    /// Of many stretches: each event is told again, at other positions.
    private static Story longer(Story story) {
        Story longer = new Story();
        for (int again = 0; again < 8; again++) {
            for (ProjectedEvent event : story.events(0, story.size(), new OpenedEvents(story.key()))) {
                longer.then(event.event());
            }
        }
        return longer;
    }

    private static void assertAsWalked(Views views, Iterable<Long> moments) {
        for (long size : moments) {
            views.ask(new AsOf.Size(size), then -> {
                for (Rollup<?> rollup : ALL) {
                    assertThat((Object) then.rolled(rollup))
                            .as("%s after %d", rollup.name(), size)
                            .isEqualTo(rollup.walked(then));
                }
                return size;
            });
        }
    }

    private static SortedSet<Long> moments(long size) {
        SortedSet<Long> moments = new TreeSet<>(List.of(0L, 1L, size - 1, size));
        for (long seam = ViewHistory.GRAIN; seam < size; seam += ViewHistory.GRAIN) {
            moments.addAll(List.of(seam - 1, seam, seam + 1));
        }
        new Random(7).longs(40, 0, size).forEach(moments::add);
        return moments;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void afterEachEventTheyAreWhatAWalkFinds(long seed) {
        Story whole = story(seed);
        Story growing = new Story();
        Views views = new Views(group(growing, ALL), growing, Clock.systemUTC());
        for (ProjectedEvent event : whole.events(0, whole.size(), new OpenedEvents(whole.key()))) {
            growing.then(event.event());
            views.caughtUp();
            Picture now = views.newest();
            for (Rollup<?> rollup : ALL) {
                assertThat((Object) now.rolled(rollup))
                        .as("%s after %s", rollup.name(), event)
                        .isNotNull()
                        .isEqualTo(now.walked(rollup));
            }
        }
        assertAsWalked(views, moments(growing.size()));
        assertThat(Replay.of(views).differences()).isEmpty();
    }

    /// Of the further read nothing changes but that its recording was taken back.
    @Test
    void ofARecordingThatWasTakenBackNothingIsCounted() {
        Story story = new Story()
                .then(Acts.readRegistered("R-00000001", "01-001", "month-6", "ecg"))
                .then(new ReadingEvent.FurtherReadRegistered(
                        Story.STUDY, new ReadCode("R-00000002"), new ReadCode("R-00000001"), "ecg", "second"))
                .then(Acts.submitted("R-00000001", "reader-1", "118", "CSP"))
                .then(Acts.submitted("R-00000002", "reader-2", "120", null));
        long read = story.size();
        story.then(Acts.takenBack("R-00000001", "01-001", "month-6", "ecg"));
        Views views = new Views(group(story, ALL), story, Clock.systemUTC()).caughtUp();
        for (long size : List.of(read, story.size())) {
            boolean counts = size == read;
            views.ask(new AsOf.Size(size), then -> {
                ReadCounts reads = then.rolled(READ_COUNTS);
                assertThat(reads.ofReader("reader-1").submitted()).isEqualTo(counts ? 1 : 0);
                assertThat(reads.ofReader("reader-2").submitted()).isEqualTo(counts ? 1 : 0);
                assertThat(reads.bySite().isEmpty()).isEqualTo(!counts);
                assertThat(then.rolled(AGREEMENT).sums().isEmpty()).isEqualTo(!counts);
                assertThat(then.rolled(GUESS_COUNTS).waiting().isEmpty()).isEqualTo(!counts);
                return size;
            });
        }
        assertAsWalked(views, List.of(read, story.size()));
    }

    /// Otherwise nothing was compared.
    @Test
    void inSomeHistoryThereIsSomethingOfEach() {
        List<ReadCounts> reads = new ArrayList<>();
        List<AgreementSums> sums = new ArrayList<>();
        List<GuessCounts> guesses = new ArrayList<>();
        for (long seed = 0; seed < 8; seed++) {
            Story story = story(seed);
            Views views = new Views(group(story, ALL), story, Clock.systemUTC()).caughtUp();
            for (long size = 0; size <= story.size(); size += 3) {
                views.ask(new AsOf.Size(size), then -> {
                    reads.add(then.rolled(READ_COUNTS));
                    sums.add(then.rolled(AGREEMENT));
                    guesses.add(then.rolled(GUESS_COUNTS));
                    return then.size();
                });
            }
        }
        assertThat(reads).anyMatch(counts -> !counts.adjudicationsDue().isEmpty());
        assertThat(reads).anyMatch(counts -> !counts.bySite().isEmpty());
        assertThat(sums)
                .anyMatch(counts -> counts.sums().keySet().stream()
                        .anyMatch(cell -> cell.kind().equals("inter-reader")))
                .anyMatch(counts -> counts.sums().keySet().stream()
                        .anyMatch(cell -> cell.kind().equals("intra-reader")));
        assertThat(guesses)
                .anyMatch(counts -> !counts.waiting().isEmpty())
                .anyMatch(counts -> !counts.counts().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4})
    void asOfAnyMomentAndAfterAStartFromStoredViewsTheyAreWhatAWalkFinds(long seed) {
        Story story = longer(story(seed));
        ProjectionGroup group = group(story, ALL);
        assertAsWalked(new Views(group, story, Clock.systemUTC()).caughtUp(), moments(story.size()));
        DocumentsInMemory documents = new DocumentsInMemory();
        long stored = story.size() - 700;
        new LeasedViews(documents, group, story, "a").keep(Stored.folded(group, story, stored));
        Views views =
                new Views(group, story, (of, in) -> new LeasedViews(documents, group, story, "b"), Clock.systemUTC());
        assertThat(views.restore()).isEqualTo(stored);
        List<Long> some = List.of(0L, 700L, stored - 300, stored - 1, stored, story.size());
        assertAsWalked(views, some);
        views.caughtUp();
        assertAsWalked(views, some);
        views.recallPast(() -> false);
        assertAsWalked(views, moments(story.size()));
        assertThat(Replay.of(views).differences()).isEmpty();
    }

    /// Without its memory of what it counted before, a recording that is read again would be counted twice.
    @Test
    void oneThatForgetsToTakeOutWhatIsNoMoreIsNamed() {
        Rollup<Long> forgets = new Rollup<>() {
            @Override
            public String name() {
                return "forgets";
            }

            @Override
            public List<Projection<?>> of() {
                return List.of(ReadProjection.READS);
            }

            @Override
            public Long walked(Snapshot views) {
                return views.all(ReadProjection.READS).values().stream()
                        .filter(read -> read.reader() != null)
                        .count();
            }

            @Override
            public Long after(Long rolled, Change change) {
                return rolled
                        + change.changed(ReadProjection.READS).stream()
                                .map(read -> change.after(ReadProjection.READS, read))
                                .filter(read -> read != null && read.reader() != null)
                                .count();
            }
        };
        Story story = story(1);
        Views views = new Views(group(story, List.of(forgets)), story, Clock.systemUTC()).caughtUp();
        assertThat(Replay.of(views).differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.projection()).isEqualTo("forgets"));
    }
}
