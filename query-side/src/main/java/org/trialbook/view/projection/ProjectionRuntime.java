package org.trialbook.view.projection;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;

/// A group of projections at work: kept up with the log, and asked.
public record ProjectionRuntime(Views views, ProjectionProcessor processor) {

    /// Five times as long as the owner waits between two beats.
    private static final Duration LEASE = Duration.ofSeconds(5);

    /// @param node name of this process, different in every one
    /// @param clock the record's time, by which a view is asked as of an instant
    /// @param wall by which a process that keeps the views holds its claim
    public static ProjectionRuntime of(
            ProjectionGroup group, TrialRecord record, MongoDatabase database, String node, Clock clock) {
        ViewDatabase views = new ViewDatabase(database);
        return new ProjectionRuntime(
                new Views(group, record, views, clock),
                new ProjectionProcessor(
                        group,
                        record,
                        new LiveViews(group, record, views),
                        new ViewLease(database, group.key(), node, LEASE)));
    }
}
