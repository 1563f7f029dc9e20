package org.trialbook.trial;

import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.trialbook.event.UnknownEventException;
import org.trialbook.store.CheckpointSigning;
import org.trialbook.store.Log;

/// Whether the log can be relied on, followed, appended to and signed: its size and root, or what is wrong
/// with it. Asks nobody, so that it answers at once.
final class CommandLogHealth implements HealthIndicator {

    private final Log log;
    private final CheckpointSigning signing;

    CommandLogHealth(Log log, CheckpointSigning signing) {
        this.log = log;
        this.signing = signing;
    }

    @Override
    public Health health() {
        Optional<String> trouble = log.trouble()
                .or(signing::trouble)
                .or(() -> KnownEvents.missing(log).map(UnknownEventException::sentence));
        if (trouble.isPresent()) {
            return Health.down().withDetail("failure", trouble.get()).build();
        }
        long size = log.size();
        return Health.up()
                .withDetail("size", size)
                .withDetail("root", log.root(size).base64())
                .build();
    }
}
