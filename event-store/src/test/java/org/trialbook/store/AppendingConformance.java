package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.trialbook.ledger.OversizedLineException;

/// No gap, one order, batches whole, and what is acknowledged is there.
interface AppendingConformance {
    LogPlace place();

    Duration patience();

    /// Who appended which events, and the size of the log it was told.
    record Acknowledged(List<String> ids, long size) {}

    @Test
    default void positionsHaveNoGapAndBatchesAreWhole() throws Exception {
        List<Log> writers = List.of(place().writer(), place().otherWriter());
        List<Callable<List<Acknowledged>>> callers = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            Log log = writers.get(caller % 2);
            String name = "c" + caller + "-";
            callers.add(() -> appendBatches(log, name));
        }
        List<Acknowledged> acknowledged = LogPlace.together(callers).stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Acknowledged::size))
                .toList();
        List<String> expected =
                acknowledged.stream().flatMap(a -> a.ids().stream()).toList();
        long before = 0;
        for (Acknowledged one : acknowledged) {
            assertThat(one.size()).isEqualTo(before + one.ids().size());
            before = one.size();
        }
        assertThat(Drafts.ids(place().reader())).isEqualTo(expected);
        for (Log writer : writers) {
            await().atMost(patience()).until(() -> writer.size() == expected.size());
            assertThat(Drafts.ids(writer)).isEqualTo(expected);
        }
    }

    private List<Acknowledged> appendBatches(Log log, String name) throws Exception {
        List<Acknowledged> acknowledged = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<String> ids = new ArrayList<>();
            for (int j = 0; j <= i % 3; j++) {
                ids.add(name + i + "." + j);
            }
            Long size = place().append(
                            log,
                            null,
                            ids.stream().map(id -> Drafts.draft(id, List.of())).toArray(Draft[]::new));
            acknowledged.add(new Acknowledged(ids, Objects.requireNonNull(size)));
        }
        return acknowledged;
    }

    @Test
    default void appendsOfOneCallerStandInTheirOrder() throws Exception {
        Log one = place().writer();
        Log two = place().otherWriter();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            // Now through this process, now through the other, which may not have seen the last one yet.
            place().append(i % 3 == 0 ? two : one, null, Drafts.draft("e" + i, List.of()));
            ids.add("e" + i);
        }
        assertThat(Drafts.ids(place().reader())).isEqualTo(ids);
    }

    @Test
    default void whatWasAcknowledgedIsInTheStoreAtOnce() throws Exception {
        Log writer = place().writer();
        for (int i = 0; i < 6; i++) {
            Long size =
                    place().append(writer, null, Drafts.draft("e" + i, List.of()), Drafts.draft("f" + i, List.of()));
            assertThat(place().reader().size()).isEqualTo(size);
            assertThat(place().reader().root()).isEqualTo(writer.root());
        }
    }

    @Test
    default void anAppendWithALineTooLongLeavesNothing() throws Exception {
        Log writer = place().writer();
        Draft tooLong = Drafts.draft("long", "trial.Noted", List.of(), "{\"text\":\"" + "x".repeat(65_536) + "\"}");
        assertThatThrownBy(() -> place().append(writer, null, Drafts.draft("with it", List.of()), tooLong))
                .hasCauseInstanceOf(OversizedLineException.class);
        place().append(writer, null, Drafts.draft("next", List.of()));
        assertThat(Drafts.ids(place().reader())).containsExactly("next");
    }

    @Test
    default void aLogOpenedAgainHasTheSameBytesAndRootAndGoesOn() throws Exception {
        Log first = place().writer();
        for (int i = 0; i < 5; i++) {
            place().append(first, null, Drafts.draft("a" + i, List.of()), Drafts.draft("b" + i, List.of()));
        }
        first.close();
        Log again = place().otherWriter();
        assertThat(again.root()).isEqualTo(first.root());
        for (long position = 0; position < first.size(); position++) {
            assertThat(again.lineBytes(position)).isEqualTo(first.lineBytes(position));
            assertThat(again.line(position).position()).isEqualTo(position);
        }
        assertThat(place().append(again, null, Drafts.draft("c", List.of()))).isEqualTo(11);
        assertThat(place().reader().root()).isEqualTo(again.root());
    }
}
