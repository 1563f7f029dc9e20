package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.trialbook.store.FaultyConnection.State;

/// A store that takes a question and never answers holds nobody for ever.
class SilentStoreTest {

    @Test
    void aQuestionEndsInAnErrorAndTheNextIsAnswered() {
        try (DocumentServer server = DocumentServer.inMemory();
                FaultyConnection wire = new FaultyConnection(server.port());
                MongoClient client = StoreConnection.open(wire.connectionString(), Duration.ofSeconds(2))) {
            var views = client.getDatabase("trialbook_views").getCollection("subjects");
            views.insertOne(new Document("_id", "a"));
            wire.become(State.SILENT);
            assertThat(CompletableFuture.supplyAsync(views::countDocuments))
                    .failsWithin(Drafts.SHORTLY)
                    .withThrowableThat()
                    .withCauseInstanceOf(MongoException.class);
            wire.become(State.WORKS);
            assertThat(views.find(new Document("_id", "a")).first()).isNotNull();
        }
    }
}
