package org.trialbook.view.projection;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// A group of projections at work: kept up with the log, and asked.
public record ProjectionRuntime(Views views, ProjectionProcessor processor) {

    /// @param clock the record's time, by which a view is asked as of an instant
    public static ProjectionRuntime of(ProjectionGroup group, TrialRecord record, ViewPlace place, Clock clock) {
        return of(group, record, place, clock, null);
    }

    /// @param others whose views are shown together with these; null for none
    public static ProjectionRuntime of(
            ProjectionGroup group, TrialRecord record, ViewPlace place, Clock clock, @Nullable Views others) {
        Views views = new Views(group, record, place, clock, others);
        return new ProjectionRuntime(views, new ProjectionProcessor(views));
    }
}
