package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.course.SubjectProjection;
import org.trialbook.view.overview.StudyProjection;
import org.trialbook.view.readresults.ReadProjection;
import org.trialbook.view.sites.SiteProjection;
import org.trialbook.view.timeline.TimelineProjection;
import org.trialbook.view.unblinded.OpenedEvents;
import org.trialbook.view.worklist.WorkListProjection;

/// Two histories equal but for what is sealed give equal blinded views, to the byte.
class PairedHistoriesTest {

    private static final List<Projection<?>> BLINDED = List.of(
            StudyProjection.STUDY,
            SiteProjection.SITES,
            SubjectProjection.SUBJECTS,
            TimelineProjection.TIMELINES,
            WorkListProjection.WORK_LIST,
            ReadProjection.READS);

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void blindedViewsAreEqualToTheByte(long seed) {
        Story one = HistoryPairs.history(seed, 1_000 + seed);
        Story other = HistoryPairs.history(seed, 2_000 + seed);

        assertThat(one.size()).isEqualTo(other.size());
        for (Projection<?> projection : BLINDED) {
            assertThat(ViewJson.mapper().writeValueAsString(one.views(projection)))
                    .as("projection %s of seed %d", projection.name(), seed)
                    .isEqualTo(ViewJson.mapper().writeValueAsString(other.views(projection)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theRecordsOfAPairAreEqualToTheByte(long seed) {
        Story one = HistoryPairs.history(seed, 1_000 + seed);
        Story other = HistoryPairs.history(seed, 2_000 + seed);

        for (long position = 0; position < one.size(); position++) {
            assertThat(Arrays.equals(
                            one.line(position).format(), other.line(position).format()))
                    .as("position %d of seed %d", position, seed)
                    .isTrue();
        }
    }

    /// The comparison bites: a view that counts by arm is found out.
    @Test
    void aViewThatLeaksTheArmIsFoundOut() {
        long caught = seeds().filter(seed -> {
                    String one = leaked(HistoryPairs.history(seed, 1_000 + seed));
                    String other = leaked(HistoryPairs.history(seed, 2_000 + seed));
                    return !one.equals(other);
                })
                .count();

        assertThat(caught).isGreaterThan(15);
    }

    private static String leaked(Story story) {
        var events = story.events(0, story.size(), new OpenedEvents(story.key()));
        return ViewJson.mapper().writeValueAsString(Folding.fold(new ByArm(), events));
    }

    private static final class ByArm implements Projection<Counts> {
        @Override
        public String name() {
            return "by-arm";
        }

        @Override
        public Class<Counts> type() {
            return Counts.class;
        }

        @Override
        public Set<String> ids(TrialEvent event) {
            return event instanceof SubjectEvent.SubjectRandomized ? Set.of("study") : Set.of();
        }

        @Override
        public Counts initial(String id) {
            return Counts.NONE;
        }

        @Override
        public Counts apply(Counts view, RecordedEvent event) {
            return event.event() instanceof SubjectEvent.SubjectRandomized randomized
                    ? view.plusOne(randomized.arm().opened().value())
                    : view;
        }
    }
}
