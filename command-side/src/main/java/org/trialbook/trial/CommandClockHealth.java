package org.trialbook.trial;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.trialbook.access.clock.ClockWatch;

/// Whether the system's clock is believed, and if not, why: nothing is recorded meanwhile.
final class CommandClockHealth implements HealthIndicator {

    private final ClockWatch watch;

    CommandClockHealth(ClockWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        return watch.alarm()
                .map(step ->
                        Health.down().withDetail("stepped", step.sentence()).build())
                .orElseGet(() -> Health.up().build());
    }
}
