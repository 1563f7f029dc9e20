package org.trialbook.standalone;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.StudyEvent.ClockConfirmed;
import org.trialbook.event.StudyId;
import org.trialbook.store.SystemEvents;
import org.trialbook.view.projection.SystemEntries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trialbook confirm-clock`: somebody has compared this machine's clock with another one, and it is right. The record
/// then says so, and recording goes on.
@Command(
        name = "confirm-clock",
        description = {
            "Records that this machine's clock is right. Two alarms end so: that the clock was set while the server"
                    + " ran,",
            "which goes on by itself when it reads this in the record; and that the record's last event lies in the"
                    + " future,",
            "because it was recorded under a clock that was ahead. What follows then bears that event's time until the"
                    + " clock",
            "has passed it; when it happened, each event says itself."
        },
        mixinStandardHelpOptions = true)
final class ConfirmClockCommand implements Callable<Integer> {

    /// How far somebody's watch may be off.
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private StoppedLog stopped = new StoppedLog();

    @Option(names = "--study", description = "default: ${DEFAULT-VALUE}")
    private String study = DemoCommand.STUDY;

    @Option(
            names = "--it-is",
            required = true,
            paramLabel = "TIME",
            description = "the time, read from something else than this machine, such as 2026-03-02T10:15+01:00")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String itIs;

    @Override
    public Integer call() throws IOException {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        Duration off = Duration.between(read(), now);
        if (off.abs().compareTo(TOLERANCE) > 0) {
            System.err.printf(
                    "This machine's clock says %s, which is %s off from %s: set the clock; nothing was recorded.%n",
                    now, off, itIs);
            return 2;
        }
        return stopped.openFor((log, keeper, ids, random) -> {
            @Nullable Instant last = log.lastRecordedAt().orElse(null);
            new SystemEvents(log, ids)
                    .recordOnce(
                            "t" + ids.next(),
                            SystemEntries.of(new ClockConfirmed(new StudyId(study), now, last, stopped.reason())),
                            stopped.actor(),
                            stopped.reason());
            keeper.sign(log);
            System.out.printf(
                    "The record says at position %d that the clock was right at %s.%s%n",
                    log.size() - 1,
                    now,
                    last != null && last.isAfter(now) ? " What is recorded before " + last + " bears that time." : "");
        });
    }

    private Instant read() {
        try {
            return OffsetDateTime.parse(itIs).toInstant();
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(), "--it-is takes a time with its offset, such as 2026-03-02T10:15+01:00");
        }
    }
}
