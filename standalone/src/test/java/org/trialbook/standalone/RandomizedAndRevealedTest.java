package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.Log;
import org.trialbook.verify.randomization.RandomizationRecheck;
import org.trialbook.verify.randomization.RandomizationReport;

/// From the first commitment to the reveal, over HTTP: the record that comes of it can be recomputed by anybody.
class RandomizedAndRevealedTest {

    private static final List<String> SITES = List.of("01", "02", "03");

    @Test
    void whatWasRandomizedIsRecomputedFromTheRecordAlone() throws IOException {
        try (House house = new House(false)) {
            TwoHistories history = new TwoHistories(house);
            history.begin(SITES);
            for (int i = 0; i < 12; i++) {
                String subject = "%s-%03d".formatted(SITES.get(i % 3), 1 + i / 3);
                history.enrol(subject, i % 2 == 0 ? "ischaemic" : "non-ischaemic");
            }
            House.Answer early = house.act("statistician", "/acts/reveal-seed", "{}");
            assertThat(early.status()).isEqualTo(422);
            assertThat(early.text()).contains("study-not-unblinded");

            history.done("data-manager", "/acts/lock-study", """
                    {"reason": "the last visit is done"}""");
            history.done("safety-board", "/acts/approve-unblinding", "{}");
            history.done("sponsor", "/acts/approve-unblinding", "{}");
            assertThat(recheck(house)).isEmpty();
            history.done("statistician", "/acts/reveal-seed", "{}");

            assertThat(recheck(house)).hasValueSatisfying(report -> {
                assertThat(report.findings()).isEmpty();
                assertThat(report.sound()).isTrue();
                assertThat(report.subjects()).isEqualTo(12);
            });
        }
    }

    private static Optional<RandomizationReport> recheck(House house) {
        RandomizationRecheck recheck = new RandomizationRecheck();
        EventSealing sealing = new EventSealing(house.bean(BlindingKey.class));
        Log log = house.bean(Log.class);
        LongStream.range(0, log.size()).forEach(position -> {
            EventLine line = log.line(position);
            TrialEvent event = EventJson.read(line.type(), line.version(), line.payload());
            recheck.next(position, sealing.open(event, line.id()));
        });
        return recheck.report();
    }
}
