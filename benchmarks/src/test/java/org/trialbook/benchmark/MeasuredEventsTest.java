package org.trialbook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.trialbook.benchmark.peer.MeasuredEvents;
import org.trialbook.ledger.EventLine;

class MeasuredEventsTest {

    @Test
    void aLineHasAbout450Bytes() {
        assertThat(LongStream.range(1_000_000, 1_001_000)
                        .mapToInt(position -> MeasuredEvents.line(position, "01-1000123").length)
                        .summaryStatistics())
                .satisfies(bytes -> {
                    assertThat(bytes.getMin()).isGreaterThan(430);
                    assertThat(bytes.getMax()).isLessThan(490);
                });
    }

    @Test
    void noTwoEventsHaveTheSameId() {
        Set<String> ids = new HashSet<>();
        LongStream.range(0, 10_000)
                .forEach(position -> ids.add(
                        EventLine.parse(MeasuredEvents.line(position, "01-1")).id()));
        assertThat(ids).hasSize(10_000);
    }
}
