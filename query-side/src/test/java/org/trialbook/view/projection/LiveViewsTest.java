package org.trialbook.view.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.*;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trialbook.store.EmbeddedServer;
import org.trialbook.view.course.SubjectProjection;
import org.trialbook.view.overview.StudyProjection;
import org.trialbook.view.sites.SiteProjection;

class LiveViewsTest {

    private EmbeddedServer server;
    private MongoClient client;
    private MongoDatabase database;
    private final Story story = HistoryPairs.history(7, 8);

    @BeforeEach
    void start() {
        server = EmbeddedServer.inMemory();
        client = MongoClients.create(server.connectionString());
        database = client.getDatabase("views");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static ProjectionGroup group(int version) {
        return new ProjectionGroup(
                "test",
                true,
                version,
                List.of(StudyProjection.STUDY, SiteProjection.SITES, SubjectProjection.SUBJECTS),
                UnaryOperator.identity());
    }

    private LiveViews live(Story record) {
        return new LiveViews(group(1), record, new ViewDatabase(database));
    }

    private Views views(Story record) {
        return new Views(group(1), record, new ViewDatabase(database), Clock.systemUTC());
    }

    private String now(Story record) {
        return ViewJson.mapper()
                .writeValueAsString(views(record)
                        .ask(
                                new AsOf.Now(),
                                moment -> List.of(
                                        moment.all(StudyProjection.STUDY),
                                        moment.all(SiteProjection.SITES),
                                        moment.all(SubjectProjection.SUBJECTS)))
                        .body());
    }

    private String folded(Story record, long size) {
        return ViewJson.mapper()
                .writeValueAsString(views(record)
                        .ask(
                                new AsOf.Size(size),
                                moment -> List.of(
                                        moment.all(StudyProjection.STUDY),
                                        moment.all(SiteProjection.SITES),
                                        moment.all(SubjectProjection.SUBJECTS)))
                        .body());
    }

    @Test
    void caughtUpInAnyStepsTheyAreWhatTheFoldSays() {
        for (long size = 0; size <= story.size(); size += 7) {
            live(story).catchUp(size);
            assertThat(now(story)).isEqualTo(folded(story, size));
        }
    }

    @Test
    void aBatchDoneTwiceChangesNothing() {
        live(story).catchUp(story.size());
        String once = now(story);

        // As after a crash between writing the views and their progress.
        new ViewDatabase(database).progress("test", new ViewDatabase.Progress(3, "1/event-000000"));
        live(story).catchUp(story.size());

        assertThat(now(story)).isEqualTo(once);
    }

    @Test
    void aViewWrittenAheadOfTheGroupIsNotMixedIntoAnAnswer() {
        live(story).catchUp(20);
        ViewDatabase views = new ViewDatabase(database);
        live(story).catchUp(story.size());
        // The views are ahead, as in the middle of a batch.
        views.progress("test", new ViewDatabase.Progress(20, "1/event-000000"));

        assertThat(now(story)).isEqualTo(folded(story, 20));
    }

    @Test
    void anotherVersionOfTheFoldsBeginsAnew() {
        live(story).catchUp(story.size());
        database.getCollection("sites")
                .insertOne(new org.bson.Document("_id", "99")
                        .append("position", 0L)
                        .append("view", "{}"));

        new LiveViews(group(2), story, new ViewDatabase(database)).catchUp(story.size());

        assertThat(now(story)).isEqualTo(folded(story, story.size()));
    }

    @Test
    void theViewsOfAnotherRecordAreNotTakenOver() {
        live(story).catchUp(story.size());
        Story other = new Story();
        var first = new Story().published().last();
        other.then(new org.trialbook.ledger.EventLine(
                0,
                "another-record",
                first.type(),
                first.version(),
                first.study(),
                first.tags(),
                first.recordedAt(),
                null,
                null,
                null,
                null,
                first.metadata(),
                first.payload()));

        live(other).catchUp(other.size());

        assertThat(now(other)).isEqualTo(folded(other, 1));
    }
}
