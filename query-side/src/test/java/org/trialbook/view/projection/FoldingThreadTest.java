package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final Duration PATIENCE = Duration.ofSeconds(3);

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
        return processor(node, unsealing, PATIENCE);
    }

    private ProjectionProcessor processor(String node, UnaryOperator<ProjectedEvent> unsealing, Duration patience) {
        return processor(unsealing, new ViewLease(database, group(unsealing).key(), node, patience));
    }

    private ProjectionProcessor processor(UnaryOperator<ProjectedEvent> unsealing, ViewLease lease) {
        ProjectionGroup group = group(unsealing);
        ProjectionProcessor processor =
                new ProjectionProcessor(group, story, new LiveViews(group, story, new ViewDatabase(database)), lease);
        started.add(processor);
        return processor;
    }

    private static ProjectionGroup group(UnaryOperator<ProjectedEvent> unsealing) {
        return new ProjectionGroup(
                "test", true, 1, List.of(StudyProjection.STUDY, SubjectProjection.SUBJECTS), unsealing);
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

    /// Where the store is gone, the lease cannot be given back either.
    @Test
    void comesBackThoughTheLeaseCouldNotBeGivenBack() {
        AtomicBoolean gone = new AtomicBoolean();
        String key = group(this::seen).key();
        ProjectionProcessor processor =
                processor(this::seen, new ViewLease(FleetingStore.of(database, gone), key, "a", PATIENCE));
        processor.start();
        for (int outage = 0; outage < 2; outage++) {
            gone.set(true);
            await().atMost(SHORTLY)
                    .untilAsserted(() -> assertThat(processor.trouble()).isPresent());
            gone.set(false);
            story.then(Acts.opened("%02d".formatted(60 + outage)));
            awaitWell(processor);
        }
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
    }

    /// It spoils nothing, but one that folds what another folds does the same work again.
    @Test
    void whoeverDoesNotHaveTheLeaseFoldsNothing() throws InterruptedException {
        ProjectionGroup group = group(UnaryOperator.identity());
        assertThat(new ViewLease(database, group.key(), "a", SHORTLY).hold()).isTrue();
        AtomicInteger folded = new AtomicInteger();
        ProjectionProcessor other = processor(
                "b",
                event -> {
                    folded.incrementAndGet();
                    return event;
                },
                Duration.ofHours(1));
        Thread starting = Thread.startVirtualThread(other::start);

        LiveViews owners = new LiveViews(group, story, new ViewDatabase(database));
        for (long size : List.of(1L, story.size())) {
            owners.catchUp(size);
            await().atMost(SHORTLY).until(() -> other.lag() == story.size() - size);
        }

        starting.join();
        assertThat(folded).hasValue(0);
    }

    @Test
    void viewsOfAnotherRecordAreMadeAnewWhileItRuns() {
        ProjectionProcessor processor = processor("a", this::seen);
        processor.start();
        database.getCollection("progress").deleteMany(new org.bson.Document());

        story.then(Acts.opened("60"));

        awaitWell(processor);
        assertThat(new ViewDatabase(database)
                        .progress(group(UnaryOperator.identity()).key())
                        .size())
                .isEqualTo(story.size());
    }

    /// Until they are as far as they were, what they answer is old.
    @Test
    void viewsThatAreMadeAnewAreNotReady() {
        for (int site = 100; site < 1000; site++) {
            story.then(Acts.opened(Integer.toString(site)));
        }
        AtomicReference<CountDownLatch> held = new AtomicReference<>(new CountDownLatch(0));
        ProjectionProcessor processor = processor("a", event -> {
            if (event.position() > 600) {
                waitFor(held.get());
            }
            return event;
        });
        processor.start();

        held.set(new CountDownLatch(1));
        database.getCollection("progress").deleteMany(new org.bson.Document());
        story.then(Acts.opened("60"));
        try {
            await().atMost(SHORTLY)
                    .untilAsserted(() -> assertThat(processor.trouble()).contains("made anew from the record"));
        } finally {
            held.get().countDown();
        }
        awaitWell(processor);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLeaseIsKeptForAsLongAsItsOwnerLivesAndTakenWhenItIsStill() {
        ViewLease owner = new ViewLease(database, "group", "a", PATIENCE);
        ViewLease other = new ViewLease(database, "group", "b", PATIENCE);
        assertThat(owner.hold()).isTrue();
        for (int beat = 0; beat < 50; beat++) {
            assertThat(owner.hold()).isTrue();
            assertThat(other.hold()).isFalse();
        }
        await().atMost(SHORTLY).until(other::hold);
        assertThat(owner.hold()).isFalse();

        other.giveBack();
        owner.giveBack();
        assertThat(owner.hold()).isTrue();
        owner.giveBack();
        assertThat(other.hold()).isTrue();
    }
}
