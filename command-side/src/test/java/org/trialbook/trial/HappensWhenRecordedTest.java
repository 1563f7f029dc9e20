package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.trial.Asked.ask;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.Log;
import org.trialbook.trial.TrialServer.Answer;
import org.trialbook.trial.act.CommandContext;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.randomization.RandomizeSubject;

/// An act that is done by recording it has no other time; what happened in the clinic is entered when there is time.
@ExtendWith(SharedServer.class)
class HappensWhenRecordedTest {

    static List<ActExample<?, ?>> acts() {
        return ActExamples.all();
    }

    @ParameterizedTest
    @MethodSource("acts")
    void aPastIsTakenOfWhatHappenedInTheClinicAndOfNothingElse(ActExample<?, ?> row) {
        assertThat(row.act().act().happensWhenRecorded()).isNotEqualTo(ActTable.says(row.name(), "late"));
    }

    @ParameterizedTest(name = "{0} s from now")
    @ValueSource(longs = {-31_536_000L * 126, -86_400, -301, 301})
    void aRandomizationIsNotDatedToAnotherTime(long seconds) {
        Instant then = HotCrt.NOW.plusSeconds(seconds);

        Scenario.given(HotCrt.eligible())
                .when(ask(RandomizeSubject.class, randomizer(then), HotCrt.SUBJECT, new RandomizeSubject.Body()))
                .thenRefused(
                        "happens-when-recorded",
                        Map.of(
                                "act",
                                "randomize",
                                "occurredAt",
                                then.atZone(HotCrt.ZONE).toString(),
                                "now",
                                HotCrt.NOW.toString()));
    }

    @ParameterizedTest(name = "{0} s from now")
    @ValueSource(longs = {-300, -1, 0, 1, 300})
    void aClockMayBeFiveMinutesOff(long seconds) {
        assertThat(Scenario.given(HotCrt.eligible())
                        .when(ask(
                                RandomizeSubject.class,
                                randomizer(HotCrt.NOW.plusSeconds(seconds)),
                                HotCrt.SUBJECT,
                                new RandomizeSubject.Body()))
                        .outcome())
                .isInstanceOf(Outcome.Recorded.class);
    }

    @Test
    void whatIsStoredIsTheMomentOfRecordingAndARepeatGetsTheFirstReceipt(Trial trial) {
        TrialServer server = trial.server();
        String path = trial.eligible("01") + "/acts/randomize";
        Log log = server.log();

        Answer backdated = server.act("coordinator@01", path, Map.of("occurredAt", "2026-03-05T10:00:00+01:00"));
        assertThat(backdated.status()).isEqualTo(422);
        assertThat(backdated.problem()).isEqualTo("happens-when-recorded");
        assertThat(backdated.json().path("detail").asString()).contains("leave occurredAt out");
        // That somebody tried is kept, as of every randomization that is refused.
        assertThat(log.line(log.size() - 1).type()).isEqualTo("trialbook.ActRefused");

        Instant said = Instant.now().minus(Duration.ofMinutes(4));
        String body =
                "{\"occurredAt\":\"%s\"}".formatted(said.atZone(HotCrt.ZONE).toOffsetDateTime());
        Instant before = Instant.now();
        Answer taken = server.act("coordinator@01", path, "the-key-of-a-randomization", body);
        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        EventLine line = log.line(log.size() - 1);
        assertThat(ZonedDateTime.parse(line.occurredAt()).toInstant()).isBetween(before, line.recordedAt());

        Answer repeated = server.act("coordinator@01", path, "the-key-of-a-randomization", body);
        assertThat(repeated.status()).isEqualTo(201);
        assertThat(repeated.body()).isEqualTo(taken.body());
        Answer later = server.send(server.request(path, body)
                .header("Authorization", "Bearer " + server.token("coordinator@01"))
                .header("Idempotency-Key", "the-key-of-a-randomization")
                .header(
                        RequestClock.HEADER,
                        Instant.now().plus(Duration.ofHours(3)).toString()));
        assertThat(later.body()).isEqualTo(taken.body());
    }

    private static CommandContext randomizer(Instant then) {
        return HotCrt.context(HotCrt.COORDINATOR, HotCrt.NOW, then.atZone(HotCrt.ZONE));
    }
}
