package org.trialbook.view.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.*;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.view.QuerySideConfiguration;
import org.trialbook.view.http.QuerySide;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedDifferenceTest {

    private QuerySide server;
    private MongoCollection<Document> sites;
    private Document untouched = new Document();

    @BeforeAll
    void start() {
        server = QuerySide.unblinded();
        server.story()
                .published()
                .then(opened("01"))
                .then(registered("01-001"))
                .then(consented("01-001"))
                .then(eligible("01-001"))
                .then(randomized("01-001", 1, "CSP"));
        server.recorded();
        MongoDatabase database = server.database("trialbook_views_blinded");
        Bson caughtUp = Filters.and(
                Filters.eq("_id", QuerySideConfiguration.BLINDED.key()),
                Filters.eq("size", server.story().size()));
        Awaitility.await().until(() -> database.getCollection("progress").countDocuments(caughtUp) == 1);
        sites = database.listCollectionNames().into(new ArrayList<>()).stream()
                .filter(name -> name.startsWith(QuerySideConfiguration.BLINDED.key() + "-sites-"))
                .map(database::getCollection)
                .findFirst()
                .orElseThrow();
        untouched = Objects.requireNonNull(sites.find().first());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void repair() {
        sites.deleteMany(new Document());
        sites.insertOne(untouched);
    }

    private JsonNode replay(String person) {
        QuerySide.Answer answer = server.as(person).get("/replay");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void anUntouchedDatabaseIsSound() {
        JsonNode report = replay("inspector");

        assertThat(report.get("sound").booleanValue()).isTrue();
        assertThat(report.at("/groups/blinded/views").intValue()).isEqualTo(3);
        assertThat(report.at("/groups/unblinded/views").intValue()).isEqualTo(5);
    }

    @Test
    void aChangedValueIsNamedWithItsField() {
        sites.updateOne(
                Filters.eq("_id", "01"),
                Updates.set("view", untouched.getString("view").replace("Site 01", "Site 07")));

        JsonNode report = replay("data-manager");

        assertThat(report.get("sound").booleanValue()).isFalse();
        assertThat(report.at("/groups/blinded/differences").toString())
                .isEqualTo("[{\"of\":\"stored\",\"projection\":\"sites\",\"id\":\"01\",\"path\":\"/view/name\","
                        + "\"found\":\"Site 07\",\"recomputed\":\"Site 01\"}]");
    }

    @Test
    void aMissingViewAndAnInventedOneAreNamed() {
        sites.deleteMany(new Document());
        sites.insertOne(new Document(untouched).append("_id", "09"));

        JsonNode differences = replay("data-manager").at("/groups/blinded/differences");

        assertThat(differences.valueStream().map(d -> d.get("id").stringValue()))
                .containsExactly("01", "09");
        assertThat(differences.get(0).get("found").isNull()).isTrue();
        assertThat(differences.get(1).get("recomputed").isNull()).isTrue();
    }

    @Test
    void aViewThatIsNoLongerJsonIsNamed() {
        sites.updateOne(Filters.eq("_id", "01"), Updates.set("view", "{"));

        assertThat(replay("data-manager")
                        .at("/groups/blinded/differences/0/path")
                        .stringValue())
                .isEqualTo("/view");
    }

    @Test
    void aViewThatClaimsToBeAheadIsNamed() {
        sites.updateOne(Filters.eq("_id", "01"), Updates.set("position", 99L));

        assertThat(replay("data-manager")
                        .at("/groups/blinded/differences/0/path")
                        .stringValue())
                .isEqualTo("/position");
    }

    @Test
    void somebodyBlindedHearsOfBlindedViewsOnly() {
        assertThat(replay("data-manager").get("groups").propertyNames()).containsExactly("blinded");
        assertThat(replay("inspector").get("groups").propertyNames()).containsExactly("blinded", "unblinded");
    }
}
