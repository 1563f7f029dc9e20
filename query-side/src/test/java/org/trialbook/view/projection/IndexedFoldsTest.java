package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.event.EventTag;
import org.trialbook.event.EventTypes;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.timeline.TimelineProjection;
import org.trialbook.view.unblinded.OpenedEvents;
import org.trialbook.view.unblinded.subject.TreatmentProjection;

/// What a projection says of the events that it looks at, and of the tag by which those of one view are found,
/// holds for every event of any history: folded from these alone, a view is what the fold of the whole record
/// says.
class IndexedFoldsTest {

    private static final int SUBJECTS = 9;

    static Stream<Arguments> histories() {
        // In one of six the study is unblinded.
        return LongStream.range(0, 12)
                .boxed()
                .flatMap(seed -> EventOfALaterReleaseTest.projections().map(of -> Arguments.of(of, seed)));
    }

    @ParameterizedTest
    @MethodSource("histories")
    <V> void noEventThatConcernsAViewIsMissed(Projection<V> projection, long seed) {
        Story story = GeneratedTrial.story(seed, SUBJECTS);
        OpenedEvents opened = new OpenedEvents(story.key());
        Set<String> looksAt = ProjectionGroup.looksAt(List.of(projection));
        for (ProjectedEvent event : story.events(0, story.size(), opened)) {
            Set<String> ids = projection.ids(event.event());
            String type = EventTypes.nameOf(event.event().getClass()).qualified();
            assertThat(ids.isEmpty() || looksAt.contains(type))
                    .as("%s concerns %s", type, ids)
                    .isTrue();
            for (String id : ids) {
                Set<EventTag> tags = projection.tags(id);
                assertThat(tags.isEmpty()
                                || tags.stream().anyMatch(event.event().tags()::contains))
                        .as("%s of %s bears one of %s", type, id, tags)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    <V> void aViewFoldedFromWhatTheIndexFindsIsTheOneOfTheWholeRecord(Projection<V> projection, long seed) {
        Story story = GeneratedTrial.story(seed, SUBJECTS);
        OpenedEvents opened = new OpenedEvents(story.key());
        ProjectionGroup group = new ProjectionGroup("test", false, 1, List.of(projection), opened);
        DocumentsInMemory documents = new DocumentsInMemory();
        ViewPlace place = (of, in) -> new LeasedViews(documents, group, story, "a");
        place.of(group, story).keep(Stored.folded(group, story, story.size()));
        // What was restored knows nothing of the past, and asks the index.
        Views views = new Views(group, story, place, Clock.systemUTC());
        views.restore();
        for (long size : List.of(story.size() / 3, story.size() - 1, story.size())) {
            SortedMap<String, V> folded = new TreeMap<>();
            Folding.fold(projection, story.events(0, size, opened)).forEach((id, view) -> folded.put(id, view.view()));
            Set<String> ids = new HashSet<>(folded.keySet());
            ids.add("99-999");
            views.ask(new AsOf.Size(size), then -> {
                Map<String, V> ones = new TreeMap<>();
                ids.forEach(id -> then.one(projection, id).ifPresent(view -> ones.put(id, view)));
                assertThat(ones).isEqualTo(folded);
                assertThat(then.all(projection)).isEqualTo(folded);
                return size;
            });
        }
    }

    /// These would be most of the memory.
    @org.junit.jupiter.api.Test
    void whatIsNotKeptIsFoldedWhenSomebodyAsks() {
        Story story = GeneratedTrial.story(1, SUBJECTS);
        Views views = new Views(
                new ProjectionGroup(
                        "test",
                        false,
                        1,
                        List.of(TimelineProjection.TIMELINES, TreatmentProjection.TREATMENTS),
                        new OpenedEvents(story.key())),
                story,
                Clock.systemUTC());
        views.caughtUp();
        assertThat(views.newest().all(TimelineProjection.TIMELINES)).isEmpty();
        assertThat(views.newest().all(TreatmentProjection.TREATMENTS)).isEmpty();
        assertThat(views.ask(new AsOf.Now(), now -> now.all(TimelineProjection.TIMELINES))
                        .body())
                .isEqualTo(story.views(TimelineProjection.TIMELINES));
    }
}
