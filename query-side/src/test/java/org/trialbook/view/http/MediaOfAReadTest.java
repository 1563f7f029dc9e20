package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.assigned;
import static org.trialbook.view.projection.Acts.readRegistered;
import static org.trialbook.view.projection.Acts.takenBack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.view.projection.Story;

/// A reader gets the files of the recordings that are the reader's to read, under whichever code, and of no others.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MediaOfAReadTest {

    private static final String FIRST = "R-AAAAAAAA";
    private static final String SECOND = "R-BBBBBBBB";
    private static final String GONE = "R-CCCCCCCC";
    private static final String GONE_TOO = "R-DDDDDDDD";
    private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FILM = "a film".getBytes(StandardCharsets.US_ASCII);

    private QuerySide server;

    @BeforeAll
    void start() throws Exception {
        server = QuerySide.blinded();
        SmallTrial.tell(server.story());
        server.story()
                .then(readRegistered(FIRST, "01-001", "month-6", "echo"))
                .then(attached(PICTURE, "image/png"))
                .then(attached(FILM, "application/dicom"))
                .then(attached("never stored".getBytes(StandardCharsets.US_ASCII), "image/png"))
                .then(new ReadingEvent.FurtherReadRegistered(
                        Story.STUDY, new ReadCode(SECOND), new ReadCode(FIRST), "echo", "second"))
                .then(assigned(FIRST, "reader-1"))
                .then(assigned(SECOND, "reader-2"))
                .then(readRegistered(GONE, "01-002", "month-6", "echo"))
                .then(new ReadingEvent.MediaAttached(Story.STUDY, new ReadCode(GONE), "ab".repeat(32), "image/png", 9))
                .then(new ReadingEvent.FurtherReadRegistered(
                        Story.STUDY, new ReadCode(GONE_TOO), new ReadCode(GONE), "echo", "second"))
                .then(assigned(GONE, "reader-1"))
                .then(assigned(GONE_TOO, "reader-2"))
                .then(takenBack(GONE, "01-002", "month-6", "echo"));
        server.recorded();
        store(PICTURE, "image/png");
        store(FILM, "application/dicom");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void bothReadersGetTheSameFilesUnderTheirOwnCodes() {
        for (String[] own : new String[][] {{"reader-1", FIRST}, {"reader-2", SECOND}}) {
            QuerySide.Answer read = server.as(own[0]).get("/reads/worklist/" + own[1]);
            assertThat(read.json().get("media")).hasSize(3);
            assertThat(read.json().at("/media/0").toString())
                    .isEqualTo(
                            "{\"href\":\"/api/v1/studies/HOT-CRT/reads/worklist/%s/media/1\",\"contentType\":\"image/png\",\"bytes\":9}"
                                    .formatted(own[1]));
            assertThat(server.as(own[0]).get(media(own[1], 1)).body()).isEqualTo("a picture");
            assertThat(server.as(own[0]).get(media(own[1], 2)).body()).isEqualTo("a film");
        }
    }

    /// Whose it was, and that there was one, no answer says: it is as if there had been no such read.
    @Test
    void aReadOfWhatWasTakenBackIsNobodysAnyMore() {
        for (String[] own : new String[][] {{"reader-1", GONE}, {"reader-2", GONE_TOO}}) {
            QuerySide.Answer unknown = server.as(own[0]).get("/reads/worklist/R-00000000");
            QuerySide.Answer gone = server.as(own[0]).get("/reads/worklist/" + own[1]);
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.body()).isEqualTo(unknown.body().replace("R-00000000", own[1]));
            assertThat(server.as(own[0]).get(media(own[1], 1)).status()).isEqualTo(404);
            for (String list : new String[] {"/reads/worklist", "/reads/results", "/tasks"}) {
                assertThat(server.as(own[0]).get(list).body())
                        .doesNotContain(own[1])
                        .doesNotContain("01-002");
            }
            QuerySide.Answer worklist = server.as(own[0]).get("/reads/worklist?limit=1000");
            assertThat(worklist.json().get("assigned").asInt())
                    .isEqualTo(worklist.json().get("reads").size());
        }
        assertThat(server.as("data-manager").get("/tasks?limit=1000").body())
                .doesNotContain(GONE)
                .doesNotContain(GONE_TOO);
        assertThat(server.as("data-manager")
                        .get("/reads/results?limit=1000")
                        .json()
                        .get("reads")
                        .valueStream())
                .anySatisfy(row -> {
                    assertThat(row.get("read").asString()).isEqualTo(GONE);
                    assertThat(row.get("status").asString()).isEqualTo("taken-back");
                });
    }

    @Test
    void aPictureIsShownInPlaceAndAnythingElseIsADownload() {
        QuerySide.Answer picture = server.as("reader-1").get(media(FIRST, 1));
        assertThat(picture.header("content-disposition")).isEqualTo("inline; filename=\"R-AAAAAAAA-1.png\"");
        assertThat(picture.header("content-type")).isEqualTo("image/png");
        assertThat(picture.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(picture.header("content-security-policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(picture.header("cache-control")).isEqualTo("no-store, private");
        assertThat(picture.header("etag")).isEmpty();

        assertThat(server.as("reader-2").get(media(SECOND, 2)).header("content-disposition"))
                .isEqualTo("attachment; filename=\"R-BBBBBBBB-2.dcm\"");
    }

    @Test
    void anothersReadAndAnUnknownOneGetTheSameAnswer() {
        QuerySide.Answer others = server.as("reader-2").get(media(FIRST, 1));
        QuerySide.Answer unknown = server.as("reader-2").get(media("R-00000000", 1));

        assertThat(others.status()).isEqualTo(404);
        assertThat(others.body()).isEqualTo(unknown.body());
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String n : new String[] {"3", "4", "0", "x", "99999"}) {
            QuerySide.Answer answer = server.as("reader-1").get("/reads/worklist/" + FIRST + "/media/" + n);
            assertThat(answer.status()).as(n).isEqualTo(404);
            assertThat(answer.header("content-type")).startsWith("application/problem+json");
        }
    }

    @Test
    void noAnswerTellsTheHash() throws Exception {
        assertThat(server.as("reader-1").get("/reads/worklist/" + FIRST).body()).doesNotContain(hash(PICTURE));
    }

    private static String media(String read, int n) {
        return "/reads/worklist/%s/media/%d".formatted(read, n);
    }

    private static ReadingEvent attached(byte[] file, String contentType) throws Exception {
        return new ReadingEvent.MediaAttached(Story.STUDY, new ReadCode(FIRST), hash(file), contentType, file.length);
    }

    private void store(byte[] file, String contentType) throws Exception {
        try {
            server.application()
                    .getBean(MediaStore.class)
                    .store(new StoredMedia(hash(file), contentType, file.length), new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(byte[] file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    }
}
