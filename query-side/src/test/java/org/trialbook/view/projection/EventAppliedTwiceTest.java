package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.course.SubjectProjection;
import org.trialbook.view.overview.StudyProjection;
import org.trialbook.view.readresults.ReadProjection;
import org.trialbook.view.sites.SiteProjection;
import org.trialbook.view.timeline.TimelineProjection;
import org.trialbook.view.unblinded.OpenedEvents;
import org.trialbook.view.unblinded.allocation.AllocationProjection;
import org.trialbook.view.unblinded.crossovers.CrossoverProjection;
import org.trialbook.view.unblinded.subject.TreatmentProjection;
import org.trialbook.view.worklist.WorkListProjection;

class EventAppliedTwiceTest {

    private static final int SUBJECTS = 8;

    static Stream<Projection<?>> projections() {
        return Stream.of(
                StudyProjection.STUDY,
                SiteProjection.SITES,
                SubjectProjection.SUBJECTS,
                TimelineProjection.TIMELINES,
                WorkListProjection.WORK_LIST,
                ReadProjection.READS,
                AllocationProjection.ALLOCATION,
                CrossoverProjection.CROSSOVERS,
                TreatmentProjection.TREATMENTS);
    }

    @ParameterizedTest
    @MethodSource("projections")
    <V> void changesNothing(Projection<V> projection) {
        Story story = GeneratedTrial.story(42, SUBJECTS);
        List<ProjectedEvent> once = new ArrayList<>();
        story.events(0, story.size(), new OpenedEvents(story.key())).forEach(once::add);
        List<ProjectedEvent> twice = new ArrayList<>();
        once.forEach(event -> twice.addAll(List.of(event, event)));
        twice.addAll(once);

        assertThat(Folding.fold(projection, once)).isNotEmpty();
        assertThat(Folding.fold(projection, twice)).isEqualTo(Folding.fold(projection, once));
    }

    static Stream<Projection<?>> all() {
        return EventOfALaterReleaseTest.projections();
    }

    /// The next start goes on from what was stored, and must not tell that from what was folded. In one of the
    /// trials the study is unblinded.
    @ParameterizedTest
    @MethodSource("all")
    <V> void aViewSurvivesBeingStored(Projection<V> projection) {
        List<Versioned<V>> views = new ArrayList<>();
        for (long seed : List.of(42L, 5L)) {
            Story story = GeneratedTrial.story(seed, SUBJECTS);
            var events = story.events(0, story.size(), new OpenedEvents(story.key()));
            views.addAll(Folding.fold(projection, events).values());
        }
        assertThat(views).isNotEmpty().allSatisfy(versioned -> {
            String json = ViewJson.mapper().writeValueAsString(versioned.view());
            V read = ViewJson.mapper().readValue(json, projection.type());
            assertThat(ViewJson.mapper().writeValueAsString(read)).isEqualTo(json);
            assertThat(read).isEqualTo(versioned.view());
        });
    }
}
