package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.junit.jupiter.api.Test;

/// Whoever follows the log gets every event once and in order, however it was written.
interface TailingConformance {
    LogPlace place();

    Duration patience();

    /// Appends from two processes at the same time; every third event bears the tag that some follow.
    private CompletableFuture<Void> appendFromTwoProcesses(int each) {
        List<Log> writers = List.of(place().writer(), place().otherWriter());
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
            Log log = writers.get(writer);
            String name = "w" + writer + "-";
            done.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < each; i++) {
                            var tag = Drafts.tag("followed", Boolean.toString(i % 3 == 0));
                            log.append(List.of(Drafts.draft(name + i, List.of(tag))), null)
                                    .join();
                        }
                    },
                    task -> Thread.ofVirtual().start(task)));
        }
        return CompletableFuture.allOf(done.toArray(CompletableFuture[]::new));
    }

    private void drain(MessageStream<EventMessage> stream, List<String> ids, int upTo) {
        await().atMost(patience()).until(() -> {
            for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                ids.add(next.get().message().identifier());
            }
            assertThat(stream.error()).isEmpty();
            return ids.size() >= upTo;
        });
    }

    @Test
    default void aFollowerMissesNothingAndSeesNothingTwice() {
        Log reader = place().reader();
        var fromTheStart = StreamingCondition.startingFrom(new GlobalSequenceTrackingToken(0));
        List<String> ids = new ArrayList<>();
        var stream = LogPlace.engine(reader).stream(fromTheStart, null);
        CompletableFuture<Void> writing = appendFromTwoProcesses(40);
        drain(stream, ids, 80);
        assertThat(writing).succeedsWithin(patience());
        assertThat(ids).isEqualTo(Drafts.ids(place().reader())).hasSize(80);
    }

    @Test
    default void aFollowerOfATagSeesThatTagOnly() {
        Log reader = place().reader();
        var tagged = StreamingCondition.conditionFor(
                new GlobalSequenceTrackingToken(0), EventCriteria.havingTags("followed", "true"));
        List<String> ids = new ArrayList<>();
        var stream = LogPlace.engine(reader).stream(tagged, null);
        CompletableFuture<Void> writing = appendFromTwoProcesses(30);
        drain(stream, ids, 20);
        assertThat(writing).succeedsWithin(patience());
        Log fresh = place().reader();
        List<String> expected = new ArrayList<>();
        for (long position : fresh.positionsWithTag("followed", "true")) {
            expected.add(fresh.line(position).id());
        }
        assertThat(ids).isEqualTo(expected).hasSize(20);
    }

    @Test
    default void aFollowerGoesOnFromItsToken() throws Exception {
        Log writer = place().writer();
        for (int i = 0; i < 6; i++) {
            place().append(writer, null, Drafts.draft("e" + i, List.of()));
        }
        TrackingToken token = new GlobalSequenceTrackingToken(0);
        List<String> ids = new ArrayList<>();
        // A new process for each event.
        for (int i = 0; i < 6; i++) {
            var stream = LogPlace.engine(place().reader()).stream(StreamingCondition.startingFrom(token), null);
            var entry = stream.next().orElseThrow();
            ids.add(entry.message().identifier());
            token = TrackingToken.fromContext(entry).orElseThrow();
        }
        assertThat(ids).containsExactly("e0", "e1", "e2", "e3", "e4", "e5");
    }

    @Test
    default void whoeverWaitsForAnEventIsWokenByAnotherProcess() throws Exception {
        Log reader = place().reader();
        Log writer = place().writer();
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Long> done = writer.append(List.of(Drafts.draft("e" + i, List.of())), null);
            // Beyond the position before the one that is being appended.
            assertThat(reader.awaitBeyond(i - 1, patience())).isTrue();
            assertThat(reader.line(i).id()).isEqualTo("e" + i);
            assertThat(done).succeedsWithin(patience());
        }
    }
}
