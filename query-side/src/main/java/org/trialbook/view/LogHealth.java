package org.trialbook.view;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.trialbook.store.Log;

/// Whether the log is verified and can be relied on: its size and root, or what is wrong with it.
final class LogHealth implements HealthIndicator {

    private final Log log;

    LogHealth(Log log) {
        this.log = log;
    }

    @Override
    public Health health() {
        return log.failure().map(failure -> Health.down(failure).build()).orElseGet(() -> {
            long size = log.size();
            return Health.up()
                    .withDetail("size", size)
                    .withDetail("root", log.root(size).base64())
                    .build();
        });
    }
}
