package org.trialbook.benchmark.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.trialbook.access.demo.DemoIdentity;
import org.trialbook.access.demo.TrialClock;
import org.trialbook.event.StudyId;
import org.trialbook.simulation.Demo;
import org.trialbook.trial.DemoCommitments;

/// The demo in the directory of a trial, with as many people as its sites need.
final class DemoOfATrial implements Demo {
    private final Path directory;
    private final TrialClock clock;

    DemoOfATrial(Path directory) {
        this.directory = directory;
        this.clock = TrialClock.open(directory, Clock.systemUTC());
    }

    /// What time it is in the trial.
    Instant now() {
        return clock.instant();
    }

    @Override
    public String token(String person, StudyId study, Duration ago, Duration validity) {
        return DemoIdentity.open(directory, Clock.offset(wall(), ago.negated()))
                .token(Staff.of(person), study, validity);
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
