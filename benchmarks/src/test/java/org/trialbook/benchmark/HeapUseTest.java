package org.trialbook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.benchmark.measure.HeapUse;

class HeapUseTest {

    @Test
    void theHighestIsWhatWasInUseWhenACollectionBegan(@TempDir Path directory) throws IOException {
        Path log = Files.writeString(directory.resolve("gc.log"), """
                [0.004s][info][gc] Using G1
                [0.9s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 23M->5M(512M) 6.1ms
                [1.2s][info][gc] GC(1) Concurrent Mark Cycle
                [1.7s][info][gc] GC(2) Pause Young (Normal) (G1 Evacuation Pause) 301M->41M(512M) 9.3ms
                [2.9s][info][gc] GC(1) Pause Remark 90M->88M(512M) 2.2ms
                """);
        assertThat(HeapUse.in(log)).isEqualTo(new HeapUse(301, 88, 3));
    }

    @Test
    void whereNobodyWaitsItMayBeWhatIsInUseWhenOneEnds(@TempDir Path directory) throws IOException {
        Path log = Files.writeString(directory.resolve("gc.log"), """
                [0.038s][info][gc] Using The Z Garbage Collector
                [0.510s][info][gc] GC(2) Major Collection (Warmup)
                [0.530s][info][gc] GC(2) Major Collection (Warmup) 40M(31%)->84M(66%) 0.020s
                [0.534s][info][gc] GC(3) Minor Collection (Allocation Rate) 72M(67%)->28M(22%) 0.003s
                """);
        assertThat(HeapUse.in(log)).isEqualTo(new HeapUse(84, 84, 2));
    }

    @Test
    void whereNothingWasCollectedNothingIsKnown(@TempDir Path directory) throws IOException {
        Path log = Files.writeString(directory.resolve("gc.log"), "[0.004s][info][gc] Using Serial\n");
        assertThatThrownBy(() -> HeapUse.in(log)).isInstanceOf(IOException.class);
    }
}
