package org.trialbook.trial.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.media.Dicom;
import org.trialbook.store.DocumentServer;
import org.trialbook.store.media.MediaStore;
import org.trialbook.store.media.MongoMediaStore;
import org.trialbook.store.media.StoredMedia;
import org.trialbook.trial.TrialServer;
import org.trialbook.trial.TrialServer.Answer;

/// More than is taken: of one person on a day, of everybody at once, of the disk. Each is told so, when to come
/// again where that is known, and nothing of the file is kept.
class TooManyUploadsTest {

    @Test
    void whoHasSentEnoughForTodayIsToldWhenToComeAgainAndNobodyElseIsHeldUp() throws Exception {
        try (TrialServer server = TrialServer.start(List.of("--trialbook.media.quota.files-of-a-person=2"))) {
            assertThat(server.upload("coordinator@01", Dicom.clean(1)).status()).isEqualTo(201);
            assertThat(server.upload("coordinator@01", "no media".getBytes(StandardCharsets.US_ASCII))
                            .status())
                    .isEqualTo(415);

            Answer third = server.upload("coordinator@01", Dicom.clean(3));

            assertThat(third.status() + " " + third.problem()).isEqualTo("429 upload-quota");
            assertThat(third.json().get("quota").asString()).isEqualTo("person");
            assertThat(Long.parseLong(third.header("Retry-After"))).isBetween(1L, 86_401L);
            assertThat(server.bean(MediaStore.class).find(hash(Dicom.clean(3)))).isEmpty();
            assertThat(server.upload("investigator@01", Dicom.clean(3)).status())
                    .isEqualTo(201);
        }
    }

    @Test
    void bytesOfASiteCountWhoeverSendsThem() throws Exception {
        try (TrialServer server =
                TrialServer.start(List.of("--trialbook.media.quota.of-a-site=" + Dicom.clean(1).length + "B"))) {
            assertThat(server.upload("coordinator@01", Dicom.clean(1)).status()).isEqualTo(201);

            Answer another = server.upload("investigator@01", Dicom.clean(2));

            assertThat(another.status() + " " + another.problem()).isEqualTo("429 upload-quota");
            assertThat(another.json().get("quota").asString()).isEqualTo("site");
            assertThat(server.upload("coordinator@02", Dicom.clean(2)).status()).isEqualTo(201);
        }
    }

    /// As long as nobody looks, whoever waits is sent away.
    @Test
    void whoWouldWaitTooLongToBeLookedIntoIsToldToComeAgain() throws Exception {
        try (TrialServer server =
                TrialServer.start(List.of("--trialbook.media.at-once=0", "--trialbook.media.patience=0s"))) {
            Answer answer = server.upload("coordinator@01", Dicom.clean(1));

            assertThat(answer.status() + " " + answer.problem()).isEqualTo("503 uploads-busy");
            assertThat(answer.header("Retry-After")).isEqualTo("10");
            assertThat(server.bean(MediaStore.class).find(hash(Dicom.clean(1)))).isEmpty();
            assertThat(left()).isEmpty();
        }
    }

    /// The first that is looked into is held up by the store, which does not answer before the second was.
    @Test
    void asLongAsOneIsLookedIntoTheNextWaitsAndNoLongerThanItsPatience() throws Exception {
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CommandListener slow = new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (event.getCommandName().equals("insert") && storing.getCount() > 0) {
                    storing.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        };
        try (DocumentServer store = DocumentServer.inMemory();
                MongoClient media = MongoClients.create(MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(store.connectionString()))
                        .addCommandListener(slow)
                        .build());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            MediaIntake intake = new MediaIntake(new MongoMediaStore(media.getDatabase("media")), 1, Duration.ZERO);
            Future<StoredMedia> first = threads.submit(() -> taken(intake, 1));
            storing.await();

            try {
                assertThatThrownBy(() -> taken(intake, 2)).isInstanceOf(UploadsBusyException.class);
            } finally {
                goOn.countDown();
            }
            assertThat(first.get().hash()).isEqualTo(hash(Dicom.clean(1)));
            assertThat(taken(intake, 2).hash()).isEqualTo(hash(Dicom.clean(2)));
        }
    }

    private static StoredMedia taken(MediaIntake intake, int id) throws IOException {
        return intake.take(new ByteArrayInputStream(Dicom.clean(id)), bytes -> {});
    }

    @Configuration
    static class FullDisk {
        @Bean
        @Primary
        MediaIntake onAFullDisk(MediaStore store) {
            return new MediaIntake(store, 1, Duration.ofSeconds(20), file -> 0);
        }
    }

    @Test
    void aFileThatTheDiskHasNoRoomForIsNotBegunWith() throws Exception {
        try (TrialServer server = TrialServer.start(FullDisk.class)) {
            Answer answer = server.upload("coordinator@01", Dicom.clean(1));

            assertThat(answer.status() + " " + answer.problem()).isEqualTo("507 insufficient-storage");
            assertThat(server.bean(MediaStore.class).find(hash(Dicom.clean(1)))).isEmpty();
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void aDiskThatFillsUpMeanwhileIsNotTakenForAFaultOfTheFile() throws Exception {
        try (TrialServer server = TrialServer.start()) {
            long[] room = {1L << 30};
            long[] counted = {0};
            MediaIntake intake =
                    new MediaIntake(server.bean(MediaStore.class), 1, Duration.ofSeconds(20), file -> room[0]);
            InputStream body = new InputStream() {
                private int read;

                @Override
                public int read() throws IOException {
                    if (++read > 40_000) {
                        room[0] = 0;
                        throw new IOException("No space left on device");
                    }
                    return 7;
                }
            };

            assertThat(catchThrowableOfType(
                                    ProblemException.class, () -> intake.take(body, bytes -> counted[0] = bytes))
                            .problem()
                            .status())
                    .isEqualTo(507);
            assertThat(counted[0]).as("what came counts").isPositive();
            assertThat(left()).isEmpty();
        }
    }

    private static List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(path -> path.getFileName().toString().startsWith("trialbook-media"))
                    .toList();
        }
    }

    private static String hash(byte[] file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    }
}
