package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trialbook.event.EventJson;
import org.trialbook.event.SiteId;
import org.trialbook.event.StudyEvent.ClockConfirmed;
import org.trialbook.event.StudyEvent.SiteOpened;
import org.trialbook.event.StudyId;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.ClockBehindException;
import org.trialbook.store.EventIds;
import org.trialbook.store.FileLogStore;
import org.trialbook.store.Log;
import org.trialbook.store.LogSettings;
import org.trialbook.store.SystemEvents;
import org.trialbook.view.projection.SystemEntries;
import picocli.CommandLine;

/// An operator has read the time from a watch, and has the record say that the machine's clock is right.
class ConfirmClockCommandTest {

    private static final EventLine.Actor SOMEBODY = new EventLine.Actor("a", "A", "administrator", null);

    private final SecureRandom random = new SecureRandom();
    private final StringWriter said = new StringWriter();

    @TempDir
    Path data;

    @BeforeEach
    void aLogWithNothingInIt() {
        try (FileLogStore store = FileLogStore.open(data.resolve("log"))) {
            CheckpointSigning.open(data.resolve("keys"), "trialbook.test/HOT-CRT", store, random)
                    .close();
        }
    }

    private int confirm(String... words) {
        return new CommandLine(new TrialbookMain())
                .setErr(new PrintWriter(said, true))
                .execute(Stream.concat(Stream.of("confirm-clock", "--data=" + data), Stream.of(words))
                        .toArray(String[]::new));
    }

    private int confirm(Instant itIs) {
        return confirm("--it-is=" + itIs.atOffset(ZoneOffset.ofHours(13)), "--by=An Operator", "--reason=my watch");
    }

    private interface Work {
        void on(Log log);
    }

    private void open(Clock clock, Work work) {
        try (FileLogStore store = FileLogStore.open(data.resolve("log"));
                CheckpointSigning signing = CheckpointSigning.reopen(data.resolve("keys"), store);
                Log log = Log.openForWriting(store, LogSettings.of(clock, random), signing.checkpoints())) {
            work.on(log);
        }
    }

    private List<EventLine> recorded() {
        List<EventLine> lines = new ArrayList<>();
        open(Clock.systemUTC(), log -> {
            for (long position = 0; position < log.size(); position++) {
                lines.add(log.line(position));
            }
        });
        return lines;
    }

    private static ClockConfirmed event(EventLine line) {
        return (ClockConfirmed) EventJson.read(line.type(), line.version(), line.payload());
    }

    private static void append(Log log, String command) {
        new SystemEvents(log, new EventIds(Clock.systemUTC(), new SecureRandom()))
                .recordOnce(
                        command,
                        SystemEntries.of(
                                new SiteOpened(new StudyId("HOT-CRT"), new SiteId("01"), "Nordstadt", "Europe/Berlin")),
                        SOMEBODY,
                        null);
    }

    /// What a server recorded while its clock was a day ahead.
    private Instant aDayAhead() {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
        open(ahead, log -> append(log, "c1"));
        return recorded().getLast().recordedAt();
    }

    @Test
    void theRecordSaysWhoReadWhatAndWhy() {
        Instant before = Instant.now();

        assertThat(confirm(before)).isZero();

        EventLine line = recorded().getLast();
        ClockConfirmed confirmed = event(line);
        assertThat(confirmed.study()).isEqualTo(new StudyId("HOT-CRT"));
        assertThat(confirmed.clock()).isBetween(before.minusSeconds(1), Instant.now());
        assertThat(confirmed.reason()).isEqualTo("my watch");
        assertThat(line.reason()).isEqualTo("my watch");
        assertThat(line.actor()).isNotNull().extracting(EventLine.Actor::name).isEqualTo("An Operator");
        assertThat(line.recordedAt()).isBetween(before.minusSeconds(1), Instant.now());
    }

    @Test
    void aRecordThatIsADayAheadGoesOn() {
        Instant ahead = aDayAhead();
        open(
                Clock.systemUTC(),
                log -> assertThatThrownBy(log::requireClockNotBehind).isInstanceOf(ClockBehindException.class));

        assertThat(confirm(Instant.now())).isZero();

        EventLine line = recorded().getLast();
        assertThat(line.recordedAt()).isEqualTo(ahead);
        assertThat(event(line).recorded()).isEqualTo(ahead);
        assertThat(event(line).clock()).isBefore(ahead.minus(Duration.ofHours(23)));
        open(Clock.systemUTC(), log -> {
            log.requireClockNotBehind();
            append(log, "c2");
        });
        assertThat(recorded().getLast().recordedAt()).isEqualTo(ahead);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT3M", "PT-3M", "PT24H", "PT-24H"})
    void aClockThatIsOffIsNotConfirmed(Duration off) {
        assertThat(confirm(Instant.now().plus(off))).isEqualTo(2);
        assertThat(recorded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026-03-02", "2026-03-02T10:15", "10:15", "2026-02-30T10:15Z"})
    void whatIsNoTimeWithItsOffsetIsRefused(String itIs) {
        assertThat(confirm("--it-is=" + itIs, "--by=An Operator", "--reason=my watch"))
                .isEqualTo(2);
        assertThat(said.toString()).contains("--it-is takes a time with its offset");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void whoDoesItAndWhyHasToBeSaid() {
        String now = "--it-is=" + Instant.now().atZone(ZoneId.of("UTC")).toOffsetDateTime();
        assertThat(confirm(now, "--by=An Operator")).isEqualTo(2);
        assertThat(confirm(now, "--reason=my watch")).isEqualTo(2);
        assertThat(confirm("--by=An Operator", "--reason=my watch")).isEqualTo(2);
        assertThat(recorded()).isEmpty();
    }
}
