package org.trialbook.view;

import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.trialbook.store.Log;

/// Whether the log can be relied on, followed, appended to: its size and root, or what is wrong with it.
/// Asks nobody, so that it answers at once.
final class QueryLogHealth implements HealthIndicator {

    private final Log log;

    QueryLogHealth(Log log) {
        this.log = log;
    }

    @Override
    public Health health() {
        Optional<String> trouble = log.trouble();
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
