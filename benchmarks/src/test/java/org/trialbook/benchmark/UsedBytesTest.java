package org.trialbook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trialbook.benchmark.measure.Disk;
import org.trialbook.benchmark.peer.StoredEvents;
import org.trialbook.benchmark.peer.Trialbook;

/// What of a log's files is counted, and whose events they hold.
class UsedBytesTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 100000", "1, 0", "10, 5", "65536, 65536", "65537, 1000000", "200000, 3"})
    void zerosAtTheEndAreRoomThatIsNotUsedYet(int used, int room) throws IOException {
        byte[] bytes = new byte[used + room];
        // Zeros before the end are used like anything else.
        Arrays.fill(bytes, Math.max(0, used - 2), used, (byte) 10);
        Files.write(directory.resolve("one"), bytes);
        Files.write(directory.resolve("other"), new byte[] {0, 7, 0});
        assertThat(Disk.usedBytes(directory)).isEqualTo(used + 2);
        assertThat(Disk.bytes(directory)).isEqualTo(used + room + 3);
    }

    @Test
    void eventsOfAnotherLogAreAppendedAsTheyWere() {
        try (Trialbook log = Trialbook.open(directory.resolve("one"))) {
            log.fill(100, 7, List.of("01-001", "01-002"));
        }
        List<TaggedEventMessage<?>> events = StoredEvents.of(directory.resolve("one/log"));
        // A subject's event has its tag, and so the two are told apart.
        assertThat(events.stream().map(TaggedEventMessage::tags).distinct()).hasSize(2);
        long bytes;
        try (Trialbook log = Trialbook.open(directory.resolve("other"))) {
            log.fill(events, 32);
            assertThat(log.size()).isEqualTo(100);
            bytes = log.lineBytes();
        }
        List<TaggedEventMessage<?>> copied = StoredEvents.of(directory.resolve("other/log"));
        assertThat(copied)
                .extracting(UsedBytesTest::content)
                .isEqualTo(events.stream().map(UsedBytesTest::content).toList());
        assertThat(bytes).isBetween(430L * 100, 490L * 100);
    }

    /// All but when it was recorded.
    private static List<Object> content(TaggedEventMessage<?> tagged) {
        return List.of(
                tagged.tags(),
                tagged.event().identifier(),
                tagged.event().type(),
                String.valueOf(tagged.event().payload()),
                tagged.event().metadata());
    }
}
