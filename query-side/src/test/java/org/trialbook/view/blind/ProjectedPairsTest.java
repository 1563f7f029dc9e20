package org.trialbook.view.blind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.trialbook.event.SubjectEvent;
import org.trialbook.event.TrialEvent;
import org.trialbook.view.QuerySideConfiguration;
import org.trialbook.view.comparison.ReencryptedRecord;
import org.trialbook.view.projection.Counts;
import org.trialbook.view.projection.Folding;
import org.trialbook.view.projection.ProjectedEvent;
import org.trialbook.view.projection.Projection;
import org.trialbook.view.projection.Story;
import org.trialbook.view.projection.TrialRecord;
import org.trialbook.view.projection.ViewJson;
import org.trialbook.view.unblinded.OpenedEvents;

/// The property at the level of views, for very many pairs: `./mvnw -Plong -pl query-side -am test
/// -Dtest=ProjectedPairsTest` folds 100,000.
class ProjectedPairsTest {

    private static final long PAIRS = Long.getLong("trialbook.pairs", 300);
    private static final int THREADS = 2;
    private static final int SUBJECTS = 4;

    private final AtomicLong next = new AtomicLong();
    private final AtomicLong views = new AtomicLong();

    @Test
    void noBlindedViewDependsOnWhatIsSealed() throws Exception {
        long start = System.nanoTime();
        List<String> differing = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<List<String>>> folding = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                folding.add(threads.submit(() -> fold()));
            }
            for (Future<List<String>> folded : folding) {
                differing.addAll(folded.get());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%,d pairs, %,d views compared, %d differing, in %.0f s: %.0f pairs/s%n",
                PAIRS, views.get(), differing.size(), seconds, PAIRS / seconds);

        assertThat(differing).isEmpty();
        assertThat(views.get()).isGreaterThan(10 * PAIRS);
    }

    private List<String> fold() {
        List<String> differing = new ArrayList<>();
        for (long seed = next.getAndIncrement(); seed < PAIRS; seed = next.getAndIncrement()) {
            GeneratedTrial.Pair pair = GeneratedTrial.pair(seed, SUBJECTS);
            Map<String, String> one = views(GeneratedTrial.story(pair.one()));
            Map<String, String> other = views(new ReencryptedRecord(GeneratedTrial.story(pair.other())));
            views.addAndGet(one.size());
            if (!one.equals(other)) {
                differing.add("seed " + seed);
            }
        }
        return differing;
    }

    /// Under a key that tells nothing, the lines of a pair say the same.
    @Test
    void theRecordsOfAPairAreEqualToTheByte() {
        for (long seed = 0; seed < 25; seed++) {
            GeneratedTrial.Pair pair = GeneratedTrial.pair(seed, SUBJECTS);
            Story one = GeneratedTrial.story(pair.one());
            Story other = GeneratedTrial.story(pair.other());
            assertThat(one.size()).isEqualTo(other.size());
            for (long position = 0; position < one.size(); position++) {
                assertThat(one.line(position).format())
                        .as("position %d of seed %d", position, seed)
                        .isEqualTo(other.line(position).format());
            }
        }
    }

    /// The comparison bites: a view that counts by arm is found out.
    @Test
    void aViewThatLeaksTheArmIsFoundOut() {
        int caught = 0;
        for (long seed = 0; seed < 25; seed++) {
            GeneratedTrial.Pair pair = GeneratedTrial.pair(seed, 3 * SUBJECTS);
            String one = leaked(GeneratedTrial.story(pair.one()));
            caught += one.equals(leaked(GeneratedTrial.story(pair.other()))) ? 0 : 1;
        }
        assertThat(caught).isGreaterThan(10);
    }

    private static String leaked(Story story) {
        List<ProjectedEvent> events = new ArrayList<>();
        story.events(0, story.size(), new OpenedEvents(story.key())).forEach(events::add);
        Map<String, String> views = new TreeMap<>();
        fold(new ByArm(), events, views);
        return views.toString();
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
        public Counts apply(Counts view, ProjectedEvent event) {
            return event.event() instanceof SubjectEvent.SubjectRandomized randomized
                    ? view.plusOne(randomized.arm().opened().value())
                    : view;
        }
    }

    private static Map<String, String> views(TrialRecord record) {
        List<ProjectedEvent> events = new ArrayList<>();
        record.events(0, record.size(), event -> event).forEach(events::add);
        Map<String, String> views = new TreeMap<>();
        for (Projection<?> projection : QuerySideConfiguration.BLINDED.projections()) {
            fold(projection, events, views);
        }
        return views;
    }

    private static <V> void fold(Projection<V> projection, List<ProjectedEvent> events, Map<String, String> views) {
        Folding.fold(projection, events)
                .forEach((id, view) -> views.put(
                        projection.name() + " " + id, ViewJson.mapper().writeValueAsString(view)));
    }
}
