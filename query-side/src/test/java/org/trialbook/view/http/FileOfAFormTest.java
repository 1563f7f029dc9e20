package org.trialbook.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trialbook.view.projection.Acts.DAY;
import static org.trialbook.view.projection.Acts.readRegistered;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.ItemValue;
import org.trialbook.event.ItemValue.NamedFile;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.view.projection.Acts;
import org.trialbook.view.projection.Story;

/// A file that answers an item of a form is for whoever may ask for the form, and nobody else; and no other file is
/// found where it is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileOfAFormTest {

    private static final byte[] REPORT = "a report".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RECORDING = "a recording".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOBODYS = "uploaded only".getBytes(StandardCharsets.US_ASCII);

    private QuerySide server;

    @BeforeAll
    void start() throws IOException {
        server = QuerySide.blinded();
        SmallTrial.tell(server.story());
        server.story()
                .then(new AssessmentRecorded(
                        Story.STUDY,
                        Acts.id("01-001"),
                        Acts.id("01-001").site(),
                        null,
                        "report",
                        null,
                        DAY,
                        Map.of("file", ItemValue.file(hash(REPORT), new NamedFile("application/pdf", REPORT.length))),
                        null,
                        Map.of(),
                        null))
                .then(readRegistered("R-AAAAAAAA", "01-001", "month-6", "echo"))
                .then(new ReadingEvent.MediaAttached(
                        Story.STUDY, new ReadCode("R-AAAAAAAA"), hash(RECORDING), "application/pdf", RECORDING.length));
        server.recorded();
        for (byte[] file : new byte[][] {REPORT, RECORDING, NOBODYS}) {
            server.application()
                    .getBean(MediaStore.class)
                    .store(new StoredMedia(hash(file), "application/pdf", file.length), new ByteArrayInputStream(file));
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private QuerySide.Answer asked(String person, String subject, byte[] file) {
        return server.as(person).get("/subjects/%s/files/%s".formatted(subject, hash(file)));
    }

    @Test
    void whoeverMayAskForTheFormIsGivenItsFile() {
        for (String person : new String[] {"coordinator@01", "monitor"}) {
            QuerySide.Answer answer = asked(person, "01-001", REPORT);
            assertThat(answer.status()).as(person).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("a report");
        }
        QuerySide.Answer answer = asked("coordinator@01", "01-001", REPORT);
        assertThat(answer.header("content-type")).isEqualTo("application/pdf");
        // No name that its sender gave it: that could be a patient's.
        assertThat(answer.header("content-disposition"))
                .isEqualTo("attachment; filename=\"01-001-%s.pdf\""
                        .formatted(hash(REPORT).substring(0, 8)));
        assertThat(answer.header("content-security-policy")).contains("sandbox");
    }

    @Test
    void nobodyOfAnotherSiteAndNoReaderIs() {
        assertThat(asked("coordinator@02", "01-001", REPORT).status()).isEqualTo(404);
        assertThat(asked("reader-1", "01-001", REPORT).status()).isEqualTo(403);
    }

    @Test
    void noOtherFileIsFoundThere() {
        assertThat(asked("monitor", "01-001", RECORDING).status()).isEqualTo(404);
        assertThat(asked("monitor", "01-001", NOBODYS).status()).isEqualTo(404);
        assertThat(asked("monitor", "01-002", REPORT).status()).isEqualTo(404);
        assertThat(server.as("monitor").get("/subjects/01-001/files/x").status())
                .isEqualTo(404);
    }

    private static String hash(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
