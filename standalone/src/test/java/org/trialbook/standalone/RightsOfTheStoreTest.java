package org.trialbook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.witness.Witness;
import org.trialbook.witness.WitnessServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What production's users of the store may do, in `deploy/mongo-rights.json`, is what the three processes do: each is
/// connected as `docker-compose.yml` says, and everything that can be done to the store is done once.
class RightsOfTheStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    @TempDir
    private static Path elsewhere;

    private static WitnessServer witness;
    private static ThreeSides sides;

    @BeforeAll
    static void start() throws IOException {
        NoteSigner log = NoteSigner.generate("trialbook.local/HOT-CRT", new SecureRandom());
        Files.createDirectories(directory.resolve("keys"));
        Files.writeString(directory.resolve("keys/log.key"), log.format());
        Files.writeString(directory.resolve("keys/log.pub"), log.verifier() + "\n");
        Witness cosigning = Witness.open(
                elsewhere, "witness.example/site-03", List.of(log.verifier()), Clock.systemUTC(), new SecureRandom());
        witness = WitnessServer.start(cosigning, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        sides = new ThreeSides(
                directory,
                "--trialbook.sign-every=1s",
                "--trialbook.witnesses[0].key=" + cosigning.verifier(),
                "--trialbook.witnesses[0].url=http://127.0.0.1:"
                        + witness.address().getPort());
    }

    @AfterAll
    static void stop() throws IOException {
        sides.close();
        witness.close();
    }

    @Test
    void everyRightIsNeededAndNoOther() throws IOException {
        sides.beginTrial();
        String read = aReadThatIsClaimed();
        for (ThreeSides.Side side : List.of(sides.blinded, sides.unblinded)) {
            String file = ThreeSides.API + "/reads/worklist/" + read + "/media/1";
            await().atMost(PATIENCE)
                    .until(() -> sides.get(side, "reader-1", file).statusCode() == 200);
        }
        assertThat(sides.get(sides.unblinded, "statistician", ThreeSides.API + "/unblinded/allocation")
                        .statusCode())
                .isEqualTo(200);
        assertThat(sides.signOut(sides.blinded, "monitor").statusCode()).isEqualTo(204);
        assertThat(sides.signOut(sides.unblinded, "sponsor").statusCode()).isEqualTo(204);
        viewsOfAnotherLog();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(used()).containsExactlyInAnyOrderElementsOf(granted()));
    }

    private static String aReadThatIsClaimed() throws IOException {
        done(sides.register());
        done(sides.act("coordinator@01", "/subjects/01-001/acts/sign-consent", """
            {"signedOn": "2026-01-06", "consentVersion": "2"}\
            """));
        JsonNode kept = done(sides.upload("coordinator@01", SmallDicom.of(1, 30)));
        done(sides.act("coordinator@01", "/subjects/01-001/acts/register-read", """
            {"visit": "pre-implant", "modality": "echo", "media": "sha256:%s",
             "occurredAt": "2026-02-07T10:00:00+01:00[Europe/Berlin]"}\
            """.formatted(
                        kept.get("hash").stringValue())));
        done(sides.act("data-manager", "/reads/acts/open-reading-batch", """
            {"modality": "echo", "reason": "the first recording"}\
            """));
        return done(sides.act("reader-1", "/reads/acts/claim-read", "{\"modality\": \"echo\"}"))
                .get("read")
                .stringValue();
    }

    private static JsonNode done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return JsonMapper.shared().readTree(answer.body());
    }

    /// The views are told to be of a log that went on otherwise: they are made anew, and the old ones dropped.
    private static void viewsOfAnotherLog() {
        try (MongoClient client = MongoClients.create(sides.connectionString())) {
            for (String database : List.of("trialbook_views_blinded", "trialbook_views_unblinded")) {
                assertThat(client.getDatabase(database)
                                .getCollection("progress")
                                .updateMany(new Document(), Updates.set("last", "another"))
                                .getMatchedCount())
                        .isPositive();
            }
        }
        done(sides.register());
    }

    /// What was done, by collection where rights are by collection.
    private static Set<String> used() throws IOException {
        JsonNode rights = rights();
        Set<String> used = new TreeSet<>();
        for (ThreeSides.Side side : sides.all()) {
            for (StoreUse use : side.wire().uses()) {
                boolean whole = rights.path(use.user())
                        .valueStream()
                        .anyMatch(right -> right.get("db").stringValue().equals(use.database())
                                && right.get("collection").stringValue().isEmpty());
                used.add(text(use.user(), use.database(), whole ? "" : use.collection(), use.action()));
            }
        }
        return used;
    }

    private static Set<String> granted() throws IOException {
        Set<String> granted = new TreeSet<>();
        rights().propertyStream()
                .forEach(user -> user.getValue()
                        .valueStream()
                        .forEach(right -> right.get("actions")
                                .valueStream()
                                .forEach(action -> granted.add(text(
                                        user.getKey(),
                                        right.get("db").stringValue(),
                                        right.get("collection").stringValue(),
                                        action.stringValue())))));
        return granted;
    }

    private static String text(String user, String database, String collection, String action) {
        return "%s: %s.%s: %s".formatted(user, database, collection, action);
    }

    private static JsonNode rights() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(Path.of("..", "deploy", "mongo-rights.json")));
    }
}
