package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.opened;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.event.DocumentEvent.DocumentActivated;
import org.trialbook.event.DocumentEvent.DocumentOpened;
import org.trialbook.event.DocumentEvent.DocumentPublished;
import org.trialbook.event.SiteId;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.Sha256;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.StoredDocuments;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.view.projection.Story;
import tools.jackson.databind.JsonNode;

/// Which documents there are, where each holds, who opened it, and the file for whoever did.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsTest {
    private static final byte[] FILE = "%PDF-1.7 consent".getBytes(StandardCharsets.US_ASCII);
    private static final EventLine.Actor CARLA =
            new EventLine.Actor("coordinator@01", "Carla Costa", "coordinator", "01");
    private static final EventLine.Actor PER = new EventLine.Actor("implanter@01", "Per Pettersson", "implanter", "01");

    private QuerySide server;

    @BeforeAll
    void start() throws Exception {
        server = QuerySide.blinded();
        Story story = server.story().published().then(opened("01")).then(opened("02"));
        for (String document : List.of("consent-form", "unblinded-manual")) {
            story.then(new DocumentPublished(
                            Story.STUDY, document, "2.1", "manual", "The " + document, hash(), FILE.length))
                    .then(new DocumentActivated(
                            Story.STUDY, new SiteId("01"), document, "2.1", LocalDate.of(2026, 5, 4)));
        }
        story.then(open("consent-form"), CARLA).then(open("unblinded-manual"), PER);
        server.recorded();
        server.application()
                .getBean(MediaStore.class)
                .store(
                        new StoredMedia(hash(), StoredDocuments.TYPE, FILE.length, null),
                        new ByteArrayInputStream(FILE));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static TrialEvent open(String document) {
        return new DocumentOpened(Story.STUDY, new SiteId("01"), document, "2.1");
    }

    private static String hash() {
        return HexFormat.of().formatHex(Sha256.digest().digest(FILE));
    }

    private JsonNode ask(String person, String path) {
        QuerySide.Answer answer = server.as(person).get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void theListSaysWhereAVersionHoldsAndWhetherOneHasOpenedIt() {
        JsonNode own = ask("coordinator@01", "/documents").get("documents");
        assertThat(own).hasSize(1);
        assertThat(own.at("/0/document").asString()).isEqualTo("consent-form");
        assertThat(own.at("/0/sites/01").asString()).isEqualTo("2026-05-04");
        assertThat(own.at("/0/openedAt").isNull()).isFalse();
        JsonNode elsewhere = ask("coordinator@02", "/documents").get("documents");
        assertThat(elsewhere.at("/0/sites").size()).isZero();
        assertThat(elsewhere.at("/0/openedAt").isNull()).isTrue();
    }

    @Test
    void whatIsForTheUnblindedIsListedForThemAlone() {
        assertThat(ask("implanter@01", "/documents").get("documents")).hasSize(2);
        assertThat(ask("statistician", "/documents").get("documents")).hasSize(2);
        for (String blinded : List.of("coordinator@01", "monitor", "data-manager")) {
            assertThat(ask(blinded, "/documents").toString()).doesNotContain("unblinded-manual");
        }
        assertThat(ask("monitor", "/documents/openings").toString()).doesNotContain("unblinded-manual");
    }

    @Test
    void whoOpenedWhichIsKnown() {
        JsonNode openings = ask("statistician", "/documents/openings").get("openings");
        assertThat(openings.valueStream()
                        .map(each -> each.get("document").asString() + " "
                                + each.get("by").asString()))
                .containsExactly("consent-form coordinator@01", "unblinded-manual implanter@01");
        assertThat(ask("monitor", "/documents/openings").get("openings")).hasSize(1);
        assertThat(ask("investigator@02", "/documents/openings").get("openings"))
                .isEmpty();
        assertThat(server.as("coordinator@01").get("/documents/openings").status())
                .isEqualTo(403);
    }

    @Test
    void theFileIsForWhoeverHasOpenedIt() {
        String file = "/documents/consent-form/versions/2.1/file";
        QuerySide.Answer given = server.as("coordinator@01").get(file);
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.body()).isEqualTo("%PDF-1.7 consent");
        assertThat(given.header("content-disposition")).isEqualTo("attachment; filename=\"consent-form-2.1.pdf\"");
        assertThat(given.header("cache-control")).isEqualTo("no-store, private");
        QuerySide.Answer refused = server.as("investigator@01").get(file);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("document-not-opened");
        assertThat(server.as("reader-1").get(file).status()).isEqualTo(403);
    }

    /// As one that there is not, to the byte but for its address.
    @Test
    void aFileForTheUnblindedIsNoneToAnybodyElse() {
        assertThat(server.as("implanter@01")
                        .get("/documents/unblinded-manual/versions/2.1/file")
                        .status())
                .isEqualTo(200);
        for (String document : List.of("unblinded-manual", "no-document")) {
            assertThat(server.as("coordinator@01")
                            .get("/documents/" + document + "/versions/2.1/file")
                            .status())
                    .isEqualTo(404);
        }
    }
}
