package org.trialbook.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.trialbook.access.clock.ClockWatch;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTypes;
import org.trialbook.event.StudyEvent.ClockConfirmed;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.EventIds;
import org.trialbook.store.SystemEvents;
import org.trialbook.trial.TrialServer.Answer;

/// A whole command side whose machine's clock is set while it runs: nothing is recorded with a time that may be false,
/// an emergency does not wait, and everything goes on when the clock agrees again or was confirmed.
class SteppedClockOverHttpTest {

    private static final String EMERGENCY =
            "{\"reason\":\"urgent-procedure\",\"recipient\":\"Dr. Noether, intensive care\",\"note\":\"his lead\"}";

    private static volatile Duration step = Duration.ZERO;
    private TrialServer server;
    private Trial trial;

    @TestConfiguration
    static class SetClock {
        @Bean
        ClockWatch clockWatch() {
            Clock system = Clock.systemUTC();
            return new ClockWatch(
                    new Clock() {
                        @Override
                        public Instant instant() {
                            return system.instant().plus(step);
                        }

                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }
                    },
                    System::nanoTime,
                    Duration.ofMinutes(2));
        }
    }

    @BeforeEach
    void start() {
        server = TrialServer.start(SetClock.class);
        trial = new Trial(server);
        server.recorded("data-manager", "/acts/publish-protocol", Map.of("protocol", HotCrt.YAML));
        trial.commitSeed();
        trial.open("01");
    }

    @AfterEach
    void stop() {
        step = Duration.ZERO;
        server.close();
    }

    private Answer open(String site) {
        return server.act(
                "data-manager",
                "/acts/open-site",
                Map.of("site", site, "name", "Site " + site, "zone", "Europe/Berlin"));
    }

    private int readiness() {
        return server.get("/actuator/health/readiness").status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT24H", "PT-24H"})
    void nothingIsRecordedUntilTheClockAgreesAgain(Duration by) {
        String subject = trial.randomized("01");
        assertThat(readiness()).isEqualTo(200);
        long before = server.log().size();

        step = by;
        Answer refused = open("08");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem()).isEqualTo("clock-stepped");
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        assertThat(server.log().size()).isEqualTo(before);
        assertThat(readiness()).isEqualTo(503);

        Answer emergency = server.act("investigator@01", subject + "/acts/unblind-subject", EMERGENCY);
        assertThat(emergency.status()).isEqualTo(201);
        assertThat(emergency.json().path("shown").path("arm").asString()).isNotEmpty();
        EventLine line = server.log().line(server.log().size() - 1);
        assertThat(Duration.between(line.recordedAt(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(2));

        step = Duration.ZERO;
        assertThat(open("08").status()).isEqualTo(201);
        assertThat(readiness()).isEqualTo(200);
    }

    @Test
    void anOperatorsConfirmationInTheRecordEndsTheAlarm() {
        step = Duration.ofMinutes(30);
        assertThat(open("09").problem()).isEqualTo("clock-stepped");
        confirm(Instant.now().plus(Duration.ofMinutes(10)));
        assertThat(open("09").problem()).isEqualTo("clock-stepped");

        confirm(Instant.now().plus(step));
        assertThat(open("09").status()).isEqualTo(201);
        assertThat(readiness()).isEqualTo(200);
        EventLine line = server.log().line(server.log().size() - 1);
        assertThat(line.recordedAt()).isAfter(Instant.now().plus(Duration.ofMinutes(29)));

        // What the clock says now was not confirmed.
        step = Duration.ZERO;
        assertThat(open("10").problem()).isEqualTo("clock-stepped");
        confirm(Instant.now());
        // The record is half an hour ahead, and says so: what follows stays where it is.
        assertThat(open("10").status()).isEqualTo(201);
        assertThat(server.log().line(server.log().size() - 1).recordedAt())
                .isAfter(Instant.now().plus(Duration.ofMinutes(29)));
    }

    /// As the operator's command does it, in another process.
    private void confirm(Instant clock) {
        EventTypes.StoredName stored = EventTypes.nameOf(ClockConfirmed.class);
        EventIds ids = server.bean(EventIds.class);
        new SystemEvents(server.log(), ids)
                .recordOnce(
                        "t" + ids.next(),
                        new SystemEvents.Entry(
                                stored.qualified(),
                                stored.version(),
                                "HOT-CRT",
                                List.of(),
                                EventJson.write(new ClockConfirmed(HotCrt.STUDY, clock, null, "read from a watch"))),
                        new EventLine.Actor("o", "Operator", "administrator", null),
                        "read from a watch");
    }
}
