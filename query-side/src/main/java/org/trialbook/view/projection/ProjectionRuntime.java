package org.trialbook.view.projection;

import java.time.Clock;

/// A group of projections at work: kept up with the log, and asked.
public record ProjectionRuntime(Views views, ProjectionProcessor processor) {

    /// @param clock the record's time, by which a view is asked as of an instant
    public static ProjectionRuntime of(ProjectionGroup group, TrialRecord record, ViewPlace place, Clock clock) {
        Views views = new Views(group, record, place, clock);
        return new ProjectionRuntime(views, new ProjectionProcessor(views));
    }
}
