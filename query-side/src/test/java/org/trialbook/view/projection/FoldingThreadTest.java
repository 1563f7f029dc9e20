package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trialbook.store.DocumentServer;
import org.trialbook.view.blind.GeneratedTrial;
import org.trialbook.view.course.SubjectProjection;
import org.trialbook.view.overview.StudyProjection;

/// The thread that folds a group's views goes on whatever it met, or says that it does not.
class FoldingThreadTest {

    private static final int SUBJECTS = 8;

    private static final Duration SHORTLY = Duration.ofSeconds(30);

    private final Story story = GeneratedTrial.story(7, SUBJECTS);
    private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    private final List<ProjectionProcessor> started = new ArrayList<>();
    private DocumentServer server;
    private MongoClient client;
    private MongoDatabase database;

    @BeforeEach
    void start() {
        server = DocumentServer.inMemory();
        client = MongoClients.create(server.connectionString());
        database = client.getDatabase("views");
    }

    @AfterEach
    void stop() {
        started.forEach(ProjectionProcessor::stop);
        client.close();
        server.close();
    }

    /// What the views' unsealing meets: it is called for every event that is folded.
    private ProjectedEvent seen(ProjectedEvent event) {
        Throwable now = thrown.get();
        if (now instanceof Error error) {
            throw error;
        }
        if (now instanceof RuntimeException exception) {
            throw exception;
        }
        return event;
    }

    private ProjectionProcessor processor(String node, UnaryOperator<ProjectedEvent> unsealing) {
        return processor(database, node, unsealing);
    }

    private ProjectionProcessor processor(MongoDatabase in, String node, UnaryOperator<ProjectedEvent> unsealing) {
        return processor(views(in, node, unsealing));
    }

    private ProjectionProcessor processor(Views views) {
        ProjectionProcessor processor = new ProjectionProcessor(views);
        started.add(processor);
        return processor;
    }

    private Views views(MongoDatabase in, String node, UnaryOperator<ProjectedEvent> unsealing) {
        return new Views(group(unsealing), story, ViewPlace.in(in, node), Clock.systemUTC());
    }

    private static ProjectionGroup group(UnaryOperator<ProjectedEvent> unsealing) {
        return new ProjectionGroup(
                "test", true, 1, List.of(StudyProjection.STUDY, SubjectProjection.SUBJECTS), unsealing);
    }

    private void awaitStored() {
        await().atMost(SHORTLY)
                .until(() -> new ViewDatabase(database)
                        .progress(group(UnaryOperator.identity()).key())
                        .filter(progress -> progress.size() == story.size())
                        .isPresent());
    }

    private static void awaitWell(ProjectionProcessor processor) {
        await().atMost(SHORTLY).untilAsserted(() -> {
            assertThat(processor.trouble()).isEmpty();
            assertThat(processor.lag()).isZero();
        });
    }

    @Test
    void isCaughtUpWhenItHasStarted() {
        ProjectionProcessor processor = processor("a", this::seen);
        processor.start();
        assertThat(processor.lag()).isZero();
        assertThat(processor.trouble()).isEmpty();
    }

    @Test
    void whatCannotBeFoldedAtTheStartEndsTheStart() {
        thrown.set(new IllegalStateException("an event that nobody knows"));
        ProjectionProcessor processor = processor("a", this::seen);
        assertThatThrownBy(processor::start).isSameAs(thrown.get());
        assertThat(processor.isRunning()).isFalse();
        assertThat(processor.trouble()).isPresent();
    }

    @Test
    void comesBackAfterAnyNumberOfFailures() {
        ProjectionProcessor processor = processor("a", this::seen);
        processor.start();
        for (int outage = 0; outage < 3; outage++) {
            thrown.set(new IllegalStateException("gone"));
            story.then(Acts.opened("%02d".formatted(60 + outage)));
            await().atMost(SHORTLY)
                    .untilAsserted(() -> assertThat(processor.trouble()).contains("IllegalStateException"));
            assertThat(processor.lag()).isPositive();
            thrown.set(null);
            awaitWell(processor);
        }
    }

    @Test
    void aStoreOfViewsThatIsGoneHindersNobodyAndIsSaid() {
        AtomicBoolean gone = new AtomicBoolean();
        ProjectionProcessor processor = processor(FleetingStore.of(database, gone), "a", this::seen);
        processor.start();
        for (int outage = 0; outage < 2; outage++) {
            gone.set(true);
            story.then(Acts.opened("%02d".formatted(60 + outage)));
            await().atMost(SHORTLY)
                    .untilAsserted(() -> assertThat(processor.unstored()).contains("not stored: MongoException"));
            awaitWell(processor);
            gone.set(false);
            awaitStored();
            await().atMost(SHORTLY)
                    .untilAsserted(() -> assertThat(processor.unstored()).isEmpty());
        }
    }

    @Test
    void startsWhereTheStoreOfViewsIsGone() {
        AtomicBoolean gone = new AtomicBoolean();
        ProjectionProcessor processor = processor(FleetingStore.of(database, gone), "a", this::seen);
        gone.set(true);
        processor.start();
        assertThat(processor.lag()).isZero();
        assertThat(processor.trouble()).isEmpty();
    }

    @Test
    void anErrorIsSaidFromThenOn() {
        ProjectionProcessor processor = processor("a", this::seen);
        processor.start();
        thrown.set(new OutOfMemoryError("made up"));
        story.then(Acts.opened("60"));
        await().atMost(SHORTLY)
                .untilAsserted(() ->
                        assertThat(processor.trouble().orElse("")).contains("views-test died of OutOfMemoryError"));
        thrown.set(null);
        assertThat(processor.trouble()).isPresent();
    }

    @Test
    void whenOneCannotFoldAnotherDoes() {
        ProjectionProcessor first = processor("a", this::seen);
        ProjectionProcessor second = processor("b", UnaryOperator.identity());
        first.start();
        second.start();

        thrown.set(new IllegalStateException("only here"));
        story.then(Acts.opened("60"));

        awaitWell(second);
        // The one that cannot go on keeps the lease from nobody.
        awaitStored();
    }

    @Test
    void whatBefallsTheStoredViewsHindersNoAnswerAndTheyAreStoredAnew() {
        Views views = views(database, "a", this::seen);
        ProjectionProcessor processor = processor(views);
        processor.start();
        awaitStored();
        long size = views.newest().size();

        database.drop();

        assertThat(processor.trouble()).isEmpty();
        assertThat(views.newest().size()).isEqualTo(size);
        awaitStored();
    }

    @Test
    void theNextStartGoesOnFromWhatWasStoredAndRecallsThePast() {
        for (int n = 0; n < 3_000; n++) {
            story.then(Acts.registered("%02d-%03d".formatted(10 + n / 500, 1 + n % 500)));
        }
        ProjectionProcessor first = processor("a", UnaryOperator.identity());
        first.start();
        awaitStored();
        first.stop();
        long before = story.size();
        story.then(Acts.opened("60"));
        Set<Long> folded = ConcurrentHashMap.newKeySet();

        Views views = views(database, "b", event -> {
            if (Thread.currentThread().getName().equals("views-test")) {
                folded.add(event.position());
            }
            return event;
        });
        processor(views).start();

        assertThat(folded).containsExactly(before);
        Stored.assertSame(views.newest(), Stored.folded(views.group(), story, story.size()), views.group());
        await().atMost(SHORTLY).until(() -> views.recalled());
    }
}
