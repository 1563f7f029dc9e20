package org.trialbook.view.projection;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.trialbook.access.WallClock;
import org.trialbook.event.EventJson;
import org.trialbook.store.JacksonConverter;
import org.trialbook.store.Log;
import org.trialbook.store.MongoEventStorageEngine;
import org.trialbook.store.MongoTokenStore;

/// A group of projections at work: kept up with the log, and asked.
public record Serving(Views views, ProjectionProcessor processor) {

    private static final Duration CLAIM = Duration.ofSeconds(10);

    /// @param node name of this process, different in every one
    /// @param clock the record's time, by which a view is asked as of an instant
    /// @param wall by which a process that keeps the views holds its claim
    public static Serving of(
            ProjectionGroup group,
            TrialRecord record,
            Log log,
            MongoDatabase database,
            String node,
            Clock clock,
            WallClock wall) {
        ViewDatabase views = new ViewDatabase(database);
        return new Serving(
                new Views(group, record, views, clock),
                new ProjectionProcessor(
                        group,
                        record,
                        new LiveViews(group, record, views),
                        new EngineEvents(new MongoEventStorageEngine(log, new JacksonConverter(EventJson.mapper()))),
                        new MongoTokenStore(database, node, CLAIM, wall.clock())));
    }
}
