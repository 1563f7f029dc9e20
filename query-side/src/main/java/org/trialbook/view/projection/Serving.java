package org.trialbook.view.projection;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.trialbook.event.EventJson;
import org.trialbook.store.JacksonConverter;
import org.trialbook.store.Log;
import org.trialbook.store.MongoEventStorageEngine;
import org.trialbook.store.MongoTokenStore;

/// A group of projections at work: kept up with the log, and asked.
public record Serving(Views views, ProjectionProcessor processor) {

    private static final Duration CLAIM = Duration.ofSeconds(10);

    /// @param node name of this process, different in every one
    public static Serving of(
            ProjectionGroup group, TrialRecord record, Log log, MongoDatabase database, String node, Clock clock) {
        ViewDatabase views = new ViewDatabase(database);
        return new Serving(
                new Views(group, record, views, clock),
                new ProjectionProcessor(
                        group,
                        record,
                        new LiveViews(group, record, views),
                        new EngineEvents(new MongoEventStorageEngine(log, new JacksonConverter(EventJson.mapper()))),
                        new MongoTokenStore(database, node, CLAIM, clock)));
    }
}
