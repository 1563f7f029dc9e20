package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.processing.streaming.segmenting.Segment;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.MergedTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.ReplayToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToClaimTokenException;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToInitializeTokenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How far a view has come is kept beside it, and belongs to one node at a time.
class ViewPositionTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final TestDatabase database = TestDatabase.open();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final MongoTokenStore one = store("one");
    private final MongoTokenStore two = store("two");

    private MongoTokenStore store(String node) {
        return new MongoTokenStore(database.database(), node, TIMEOUT, clock);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void startsWhereItWasToldTo() throws Exception {
        List<Segment> segments = get(one.initializeTokenSegments("matrix", 4, token(7), null));
        assertThat(segments).hasSize(4);
        assertThat(get(two.fetchSegments("matrix", null))).containsExactlyInAnyOrderElementsOf(segments);
        assertThat(get(one.fetchSegment("matrix", 2, null))).isEqualTo(segments.get(2));
        assertThat(get(one.fetchSegment("matrix", 9, null))).isNull();
        assertThat(get(one.fetchSegments("another", null))).isEmpty();
        assertThat(get(one.fetchToken("matrix", segments.getFirst(), null))).isEqualTo(token(7));
        requireUnclaimable(one.initializeTokenSegments("matrix", 1, null, null));
        assertThatThrownBy(() -> get(one.initializeSegment(null, "matrix", segments.getFirst(), null)))
                .hasCauseInstanceOf(UnableToInitializeTokenException.class);
    }

    @Test
    void belongsToTheNodeThatClaimedItFirst() throws Exception {
        get(one.initializeTokenSegments("matrix", 2, null, null));
        assertThat(get(one.fetchToken("matrix", 0, null))).isNull();
        requireUnclaimable(two.fetchToken("matrix", 0, null));
        requireUnclaimable(two.storeToken(token(1), "matrix", 0, null));
        requireUnclaimable(two.extendClaim("matrix", 0, null));
        requireUnclaimable(two.deleteToken("matrix", 0, null));
        assertThat(get(two.fetchAvailableSegments("matrix", null)))
                .extracting(Segment::getSegmentId)
                .containsExactly(1);
        get(two.releaseClaim("matrix", 0, null));
        requireUnclaimable(two.fetchToken("matrix", 0, null));
        get(one.storeToken(token(5), "matrix", 0, null));
        get(one.releaseClaim("matrix", 0, null));
        assertThat(get(two.fetchToken("matrix", 0, null))).isEqualTo(token(5));
        get(two.deleteToken("matrix", 0, null));
        requireUnclaimable(two.fetchToken("matrix", 0, null));
    }

    @Test
    void passesToAnotherNodeWhenTheClaimRunsOut() throws Exception {
        get(one.initializeTokenSegments("matrix", 1, token(0), null));
        get(one.fetchToken("matrix", 0, null));
        now.set(now.get().plus(TIMEOUT));
        get(one.extendClaim("matrix", 0, null));
        now.set(now.get().plus(TIMEOUT));
        requireUnclaimable(two.fetchToken("matrix", 0, null));
        now.set(now.get().plusMillis(1));
        assertThat(get(two.fetchToken("matrix", 0, null))).isEqualTo(token(0));
        requireUnclaimable(one.storeToken(token(3), "matrix", 0, null));
        requireUnclaimable(one.extendClaim("matrix", 0, null));
    }

    @Test
    void isNotClaimedForASegmentThatWasSplitMeanwhile() throws Exception {
        get(one.initializeTokenSegments("matrix", 2, null, null));
        requireUnclaimable(one.fetchToken("matrix", Segment.ROOT_SEGMENT, null));
        assertThat(get(two.fetchAvailableSegments("matrix", null))).hasSize(2);
    }

    static List<TrackingToken> tokens() {
        return List.of(
                token(3),
                ReplayToken.createReplayToken(token(9), token(2)),
                ReplayToken.createReplayToken(token(9)),
                ReplayToken.createReplayToken(token(9), token(2), "after a new fold"),
                MergedTrackingToken.merged(token(1), token(4)));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void comesBackAsItWasStored(TrackingToken token) throws Exception {
        get(one.initializeTokenSegments("matrix", 1, null, null));
        get(one.storeToken(token, "matrix", 0, null));
        assertThat(get(one.fetchToken("matrix", 0, null))).isEqualTo(token);
    }

    @Test
    void isOnlyKeptIfItIsOfAKindThatIsHandedOut() throws Exception {
        get(one.initializeTokenSegments("matrix", 1, null, null));
        TrackingToken withObject = ReplayToken.createReplayToken(token(9), token(2), new Object());
        assertThatThrownBy(() -> get(one.storeToken(withObject, "matrix", 0, null)))
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isStoredAfterTheViewItself() throws Exception {
        get(one.initializeTokenSegments("matrix", 1, null, null));
        get(one.fetchToken("matrix", 0, null));
        List<String> order = new ArrayList<>();
        var work = new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE).create();
        work.runOnPrepareCommit(context -> {
            CompletableFuture<Void> stored = one.storeToken(token(8), "matrix", 0, context);
            assertThat(stored).isCompleted();
        });
        work.runOnCommit(context ->
                order.add("token: " + one.fetchToken("matrix", 0, null).join()));
        get(work.execute());
        assertThat(order).containsExactly("token: null");
        assertThat(get(one.fetchToken("matrix", 0, null))).isEqualTo(token(8));
    }

    @Test
    void isNotStoredWhenTheViewFailed() throws Exception {
        get(one.initializeTokenSegments("matrix", 1, null, null));
        get(one.fetchToken("matrix", 0, null));
        var work = new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE).create();
        work.runOnPrepareCommit(
                context -> one.storeToken(token(8), "matrix", 0, context).join());
        work.runOnCommit(context -> {
            throw new IllegalStateException("the view's database is gone");
        });
        assertThatThrownBy(() -> get(work.execute())).hasMessageContaining("gone");
        assertThat(get(one.fetchToken("matrix", 0, null))).isNull();
    }

    @Test
    void namesTheSameStoreFromEveryNode() throws Exception {
        String identifier = get(one.retrieveStorageIdentifier(null));
        assertThat(identifier).isNotBlank();
        assertThat(get(two.retrieveStorageIdentifier(null))).isEqualTo(identifier);
    }

    private static void requireUnclaimable(CompletableFuture<?> answer) {
        assertThatThrownBy(() -> get(answer)).hasCauseInstanceOf(UnableToClaimTokenException.class);
    }

    private static <T> T get(CompletableFuture<T> answer) throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }

    private static GlobalSequenceTrackingToken token(long position) {
        return new GlobalSequenceTrackingToken(position);
    }
}
