package org.trialbook.trial.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.trialbook.media.Dicom;
import org.trialbook.media.Media;
import org.trialbook.media.Pdf;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.SharedServer;
import org.trialbook.trial.Trial;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.TrialServer.Answer;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedServer.class)
class UploadingMediaTest {

    private static final long MOST = 64L << 20;

    @Test
    void aFileIsKeptUnderItsHashAndARepeatGetsTheSameAnswer(Trial trial) throws Exception {
        byte[] file = Dicom.clean();
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        long before = trial.server().log().size();

        Answer first = trial.server().upload("coordinator@01", file);
        Answer repeat = trial.server().upload("data-manager", file);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.json().get("hash").asString()).isEqualTo(hash);
        assertThat(first.json().get("contentType").asString()).isEqualTo("application/dicom");
        assertThat(first.json().get("bytes").asLong()).isEqualTo(file.length);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(trial.server().bean(MediaStore.class).find(hash))
                .contains(new StoredMedia(hash, "application/dicom", file.length, "US"));
        assertThat(trial.server().log().size()).isEqualTo(before);
    }

    @Test
    void everyFormatIsTaken(Trial trial) {
        for (byte[] file : List.of(Media.png(), Media.pdf(), Media.aecg(""))) {
            assertThat(trial.server().upload("investigator@01", file).status()).isEqualTo(201);
        }
    }

    @Test
    void whatTellsWhoseItIsIsRefusedByNameAndNotKept(Trial trial) throws Exception {
        byte[] file = Dicom.file(Dicom.EXPLICIT)
                .text(0x0008_0080, "LO", "University Hospital")
                .text(0x0010_0010, "PN", "Mustermann^Erika")
                .element(0x7fe0_0010, "OW", new byte[64])
                .bytes();

        Answer answer = trial.server().upload("coordinator@01", file);

        assertThat(answer.status() + " " + answer.problem()).isEqualTo("422 identifying-media");
        assertThat(answer.json().get("found").valueStream().map(JsonNode::asString))
                .containsExactly("InstitutionName (0008,0080)", "PatientName (0010,0010)");
        assertThat(answer.body()).doesNotContain("University").doesNotContain("Mustermann");
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        assertThat(trial.server().bean(MediaStore.class).find(hash)).isEmpty();
    }

    @Test
    void whatIsNoMediaOrNotWholeIsRefused(Trial trial) {
        TrialServer server = trial.server();
        byte[] half = java.util.Arrays.copyOf(Dicom.clean(), Dicom.clean().length - 3);

        assertThat(problem(
                        server.upload("coordinator@01", "GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII))))
                .isEqualTo("415 unknown-media-format");
        assertThat(problem(server.upload("coordinator@01", half))).isEqualTo("422 malformed-media");
        assertThat(problem(server.upload("coordinator@01", new byte[0]))).isEqualTo("400 missing-body");
    }

    @Test
    void aRefusalSaysWhatToDo(Trial trial) {
        TrialServer server = trial.server();
        Answer refused = server.upload(
                "coordinator@01",
                Pdf.page().information("/Title (Erika Muster)").bytes());
        Answer nearly = server.upload(
                "coordinator@01",
                new String(Media.aecg(""), java.nio.charset.StandardCharsets.UTF_8)
                        .replace(" xmlns=\"urn:hl7-org:v3\"", "")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(problem(refused)).isEqualTo("422 identifying-media");
        assertThat(refused.json().get("remedy").asString()).contains("qpdf --linearize");
        assertThat(refused.body()).doesNotContain("Erika");
        assertThat(problem(nearly)).isEqualTo("415 unknown-media-format");
        assertThat(nearly.json().get("nearly").asString()).contains("namespace urn:hl7-org:v3");
    }

    @Test
    void aFileBelongsToOneRecordingAndNothingIsSaidOfTheOther(Trial trial) {
        TrialServer server = trial.server();
        String hash = trial.uploaded();
        String first = trial.consented("01");
        String second = trial.consented("02");
        String echo = "{\"visit\":\"pre-implant\",\"modality\":\"echo\",\"media\":\"sha256:%s\"}".formatted(hash);
        server.recorded(
                "coordinator@01",
                first + "/acts/register-read",
                Map.of("visit", "pre-implant", "modality", "echo", "media", "sha256:" + hash));
        JsonNode ecg = server.recorded("coordinator@02", second + "/acts/register-read", trial.recording());
        String read = second.substring(0, second.indexOf("/subjects")) + "/reads/"
                + ecg.get("read").asString();

        Answer registered = server.act("coordinator@02", second + "/acts/register-read", key(), echo);
        Answer attached = server.act(
                "coordinator@02", read + "/acts/attach-media", key(), "{\"media\":\"sha256:%s\"}".formatted(hash));

        for (Answer answer : List.of(registered, attached)) {
            assertThat(problem(answer)).isEqualTo("422 media-of-another-recording");
            assertThat(answer.body()).doesNotContain(first.substring(first.lastIndexOf('/') + 1));
        }
    }

    @Test
    void anEcgIsNotRegisteredAsAnEchoNorAnUltrasoundAsAnEcg(Trial trial) {
        for (var file : Map.of("echo", Media.aecg("<id nullFlavor='MSK'/>"), "ecg", Dicom.clean(4711, "US"))
                .entrySet()) {
            String hash = trial.server()
                    .upload("coordinator@01", file.getValue())
                    .json()
                    .get("hash")
                    .asString();

            Answer answer = trial.server()
                    .act(
                            "coordinator@01",
                            trial.consented("01") + "/acts/register-read",
                            key(),
                            "{\"visit\":\"pre-implant\",\"modality\":\"%s\",\"media\":\"sha256:%s\"}"
                                    .formatted(file.getKey(), hash));

            assertThat(problem(answer)).as(file.getKey()).isEqualTo("422 media-of-another-modality");
        }
    }

    @Test
    void onlyThoseMayUploadWhoRegisterRecordingsOrFillInForms(Trial trial) {
        for (String person : List.of("reader-1", "monitor", "pharmacist@01", "sponsor")) {
            assertThat(problem(trial.server().upload(person, Dicom.clean()))).isEqualTo("403 not-permitted");
        }
    }

    @Test
    void aFileThatIsTooLargeIsRefusedByItsLengthOrWhenItTurnsOutToBe(Trial trial) throws Exception {
        TrialServer server = trial.server();
        Path file = Files.createTempFile("large", null);
        try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.position(MOST);
            channel.write(java.nio.ByteBuffer.wrap(new byte[1]));
        }

        Answer unannounced =
                server.upload("coordinator@01", HttpRequest.BodyPublishers.ofInputStream(() -> open(file)));

        assertThat(problem(unannounced)).isEqualTo("413 payload-too-large");
        assertThat(unannounced.json().get("limit").asLong()).isEqualTo(MOST);
        Files.delete(file);
    }

    @Test
    void nothingOfAnUploadIsLeftBesideTheStore(Trial trial) throws Exception {
        trial.server().upload("coordinator@01", Dicom.clean());
        trial.server().upload("coordinator@01", "no media".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.map(path -> path.getFileName().toString())
                            .filter(name -> name.startsWith("trialbook-media")))
                    .isEmpty();
        }
    }

    @Test
    void anActIsNotAllowedMoreBecauseMediaAre(Trial trial) {
        String path = trial.consented("01") + "/acts/register-read";
        Answer answer = trial.server()
                .act("coordinator@01", path, UUID.randomUUID().toString(), "{\"media\":\"" + "x".repeat(2_000_000));

        assertThat(problem(answer)).isEqualTo("413 payload-too-large");
    }

    @Test
    void aRecordingIsRegisteredWithItsMediaInOneAct(Trial trial) {
        TrialServer server = trial.server();
        String hash = trial.uploaded();
        String subject = trial.consented("01");
        long before = server.log().size();

        JsonNode receipt = server.recorded(
                "coordinator@01",
                subject + "/acts/register-read",
                Map.of("visit", "pre-implant", "modality", "echo", "media", "sha256:" + hash));

        // What becomes of a read after its registration is not the site's to be told.
        assertThat(receipt.get("events")
                        .valueStream()
                        .map(event -> event.get("type").asString()))
                .containsExactly("ReadRegistered");
        assertThat(server.lines().get(Math.toIntExact(before) + 1))
                .contains(hash)
                .contains("application/dicom");
    }

    @Test
    void twoWritersOfTheSameFileDoNotDisturbEachOther(Trial trial) throws Exception {
        byte[] file = Dicom.clean(4711);
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(
                    java.util.Collections.<java.util.concurrent.Callable<Answer>>nCopies(
                            8, () -> trial.server().upload("coordinator@01", file)),
                    60,
                    TimeUnit.SECONDS);
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(201);
            }
        }
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static java.io.InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (java.io.IOException e) {
            return new ByteArrayInputStream(new byte[0]);
        }
    }

    private static String problem(Answer answer) {
        return answer.status() + " " + answer.problem();
    }
}
