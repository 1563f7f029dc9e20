package org.trialbook.simulation;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.trialbook.event.StudyId;

/// The demo that a simulated trial takes place in, as far as it isn't asked over HTTP: who signs in there, what time it
/// is in its trial, and what the parties to the seed commit to.
public interface Demo {

    /// A bearer token, of somebody who signed in as long ago as that.
    ///
    /// @param person the id of one of the demo's people, such as `coordinator@01`
    String token(String person, StudyId study, Duration ago, Duration validity);

    /// The clock on the wall, which goes on whatever time it is in the trial.
    Clock wall();

    /// Whether the trial's time has begun.
    boolean begun();

    /// From now on it is this time in the trial, and on from it. Does nothing when it is later already.
    void advanceTo(Instant instant);

    /// Party → what it commits to.
    ///
    /// @throws IOException when the server in demo has told of none
    Map<String, String> commitments() throws IOException;
}
