package org.trialbook.trial;

import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.trialbook.event.UnknownEventException;
import org.trialbook.store.CheckpointKeeper;
import org.trialbook.store.Log;

/// Whether the log can be relied on, followed, appended to and signed: its size and root, or what is wrong
/// with it. Asks nobody, so that it answers at once.
final class LogHealth implements HealthIndicator {

    private final Log log;
    private final CheckpointKeeper keeper;

    LogHealth(Log log, CheckpointKeeper keeper) {
        this.log = log;
        this.keeper = keeper;
    }

    @Override
    public Health health() {
        Optional<String> trouble = log.trouble()
                .or(keeper::trouble)
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
