package org.trialbook.view;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.trialbook.access.clock.ClockWatch;

/// Whether the system's clock is believed, and if not, why. A process that shows what is sealed records that
/// first, and records nothing under a clock that was set. A blinded process records nothing, and goes on.
final class QueryClockHealth implements HealthIndicator {

    private final ClockWatch watch;
    private final boolean records;

    /// @param records whether this process records anything
    QueryClockHealth(ClockWatch watch, boolean records) {
        this.watch = watch;
        this.records = records;
    }

    @Override
    public Health health() {
        return watch.alarm()
                .map(step -> (records ? Health.down() : Health.up())
                        .withDetail("stepped", step.sentence())
                        .build())
                .orElseGet(() -> Health.up().build());
    }
}
