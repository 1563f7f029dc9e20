package org.trialbook.access.clock;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether the system's clock is believed, and if not, why.
public final class ClockHealth implements HealthIndicator {

    private final ClockWatch watch;

    public ClockHealth(ClockWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        return watch.alarm()
                .map(step -> Health.down().withDetail("stepped", step.sentence()).build())
                .orElseGet(() -> Health.up().build());
    }
}
