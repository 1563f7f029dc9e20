package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.trialbook.allocation.RandomizationRecheck;
import org.trialbook.allocation.RandomizationReport;
import org.trialbook.blinding.BlindingKey;
import org.trialbook.blinding.sealing.EventSealing;
import org.trialbook.event.EventJson;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.trial.TrialServer.Answer;

/// From the first commitment to the reveal, over HTTP: the record that comes of it can be recomputed by anybody.
class RandomizedAndRevealedTest {

    @Test
    void whatWasRandomizedIsRecomputedFromTheRecordAlone() {
        Trial trial = SharedServer.fresh();
        try (TrialServer server = trial.server()) {
            for (int i = 0; i < 12; i++) {
                trial.randomized(List.of("01", "02", "03").get(i % 3));
            }
            Answer early = server.act("statistician", "/acts/reveal-seed", Map.of());
            assertThat(early.status() + " " + early.problem()).isEqualTo("422 study-not-unblinded");

            trial.locked();
            trial.unblindedForAll();
            assertThat(audit(server)).isEmpty();
            server.recorded("statistician", "/acts/reveal-seed", Map.of());

            assertThat(audit(server)).hasValueSatisfying(report -> {
                assertThat(report.findings()).isEmpty();
                assertThat(report.sound()).isTrue();
                assertThat(report.subjects()).isEqualTo(12);
            });
        }
    }

    @Test
    void beforeBothPartiesHaveCommittedNobodyIsRandomized() {
        Trial trial = new Trial(TrialServer.start());
        try (TrialServer server = trial.server()) {
            server.recorded("data-manager", "/acts/publish-protocol", Map.of("protocol", HotCrt.YAML));
            trial.open("01");
            String subject = trial.eligible("01");

            Answer refused = server.act("coordinator@01", subject + "/acts/randomize", Map.of());

            assertThat(refused.status() + " " + refused.problem()).isEqualTo("422 seed-not-committed");
            assertThat(refused.json().at("/evidence/party").asString()).isEqualTo("sponsor");
            trial.commitSeed();
            server.recorded("coordinator@01", subject + "/acts/randomize", Map.of());
        }
    }

    private static Optional<RandomizationReport> audit(TrialServer server) {
        RandomizationRecheck recheck = new RandomizationRecheck();
        EventSealing sealing = new EventSealing(server.bean(BlindingKey.class));
        LongStream.range(0, server.log().size()).forEach(position -> {
            EventLine line = server.log().line(position);
            TrialEvent event = EventJson.read(line.type(), line.version(), line.payload());
            recheck.next(position, sealing.open(event, line.id()));
        });
        return recheck.report();
    }
}
