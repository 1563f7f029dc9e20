package org.trialbook.view;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.trialbook.view.projection.ProjectionProcessor;

/// Whether the views have caught up with the record, and are kept so; and, as a detail that makes nobody unready,
/// whether they are stored for the next start. Asks nobody, so that it answers at once.
final class ViewsHealth implements HealthIndicator {

    private final List<ProjectionProcessor> processors;
    private final long mostLag;

    /// @param mostLag how many recorded events a group may lack
    ViewsHealth(List<ProjectionProcessor> processors, long mostLag) {
        this.processors = List.copyOf(processors);
        this.mostLag = mostLag;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (ProjectionProcessor processor : processors) {
            String name = processor.group().name();
            long lag = processor.lag();
            health.withDetail(name + "Lag", lag);
            processor.unstored().ifPresent(why -> health.withDetail(name + "Stored", why));
            processor.trouble().ifPresent(trouble -> health.outOfService().withDetail(name, trouble));
            if (lag > mostLag) {
                health.outOfService();
            }
        }
        return health.build();
    }
}
