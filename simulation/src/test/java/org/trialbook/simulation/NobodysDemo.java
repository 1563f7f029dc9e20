package org.trialbook.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.trialbook.event.StudyId;

/// A demo without a server of ours: any token will do, and its trial has no time of its own.
final class NobodysDemo implements Demo {

    @Override
    public String token(String person, StudyId study, Duration ago, Duration validity) {
        return "of " + person;
    }

    @Override
    public Clock wall() {
        return Clock.systemUTC();
    }

    @Override
    public boolean begun() {
        return false;
    }

    @Override
    public void advanceTo(Instant instant) {
        // Nobody asks what time it is.
    }

    @Override
    public Map<String, String> commitments() {
        return Map.of();
    }
}
