package org.trialbook.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.DemoPeople;
import org.trialbook.access.demo.TrialClock;
import org.trialbook.event.StudyId;
import org.trialbook.simulation.Demo;
import org.trialbook.simulation.SimulationNotPossibleException;
import org.trialbook.trial.DemoCommitments;

/// The demo whose identity, clock and commitments lie in a directory that its server has made.
public final class DemoInDirectory implements Demo {

    private final Path directory;
    private final TrialClock clock;

    private DemoInDirectory(Path directory, TrialClock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /// The demo of a server that was started before.
    ///
    /// @throws SimulationNotPossibleException when no server has made the directory
    public static DemoInDirectory open(Path directory) {
        if (!Files.exists(directory.resolve(DemoIdentity.FILE))) {
            // Opening it would make a new identity, which no server knows.
            throw new SimulationNotPossibleException(
                    "%s holds no demo's identity: it is made by the server in demo".formatted(directory));
        }
        return new DemoInDirectory(directory, TrialClock.open(directory, Clock.systemUTC()));
    }

    @Override
    public String token(String person, StudyId study, Duration ago, Duration validity) {
        return DemoIdentity.open(directory, Clock.offset(wall(), ago.negated()))
                .token(DemoPeople.withId(person).orElseThrow(), study, validity);
    }

    @Override
    public Clock wall() {
        return clock.wall();
    }

    @Override
    public boolean begun() {
        return clock.begun();
    }

    @Override
    public void advanceTo(Instant instant) {
        clock.advanceTo(instant);
    }

    @Override
    public Map<String, String> commitments() throws IOException {
        return DemoCommitments.read(directory).byParty();
    }
}
