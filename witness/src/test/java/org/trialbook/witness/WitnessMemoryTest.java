package org.trialbook.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.Cosignature;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.WitnessAnswer;

/// What a witness knows after it was stopped, killed, asked by many at once, or started wrongly.
class WitnessMemoryTest {

    @TempDir
    Path directory;

    private final NoteSigner key = WatchedLog.key(WatchedLog.ORIGIN, 1);
    private final WatchedLog log = new WatchedLog(key, 40);

    private Witness open(NoteVerifier... logs) throws IOException {
        return open(Clock.systemUTC(), logs);
    }

    private Witness open(Clock clock, NoteVerifier... logs) throws IOException {
        return Witness.open(directory, Served.NAME, List.of(logs), clock, new SecureRandom());
    }

    private Path file(String name) {
        return Witness.place(directory, WatchedLog.ORIGIN).resolve(name);
    }

    @Test
    void aRestartedWitnessKnowsItsKeyAndWhatItCosigned() throws IOException {
        NoteVerifier before;
        try (Witness witness = open(key.verifier())) {
            before = witness.verifier();
            assertThat(witness.add(log.request(0, 7)).status()).isEqualTo(200);
        }
        try (Witness witness = open(key.verifier())) {
            assertThat(witness.verifier()).isEqualTo(before);
            assertThat(witness.add(log.request(0, 7))).isEqualTo(new WitnessAnswer.OtherSize(7));
            assertThat(witness.add(new WatchedLog(key, 40, 5).request(7, 12)).status())
                    .isEqualTo(422);
            assertThat(witness.add(log.request(7, 12)).status()).isEqualTo(200);
        }
    }

    /// The log got no answer and asks again, as it did, and then from the size it is told.
    @Test
    void anAnswerThatWasLostIsGivenAnew() throws Exception {
        try (Witness witness = open(key.verifier())) {
            assertThat(witness.add(log.request(0, 7)).status()).isEqualTo(200);
        }
        try (Witness witness = open(key.verifier())) {
            assertThat(witness.add(log.request(0, 7))).isEqualTo(new WitnessAnswer.OtherSize(7));
            WitnessAnswer again = witness.add(log.request(7, 7));
            SignedNote note = log.note(7).with(((WitnessAnswer.Cosigned) again).signatures());
            assertThat(Cosignature.of(note, List.of(witness.verifier()))).hasSize(1);
        }
    }

    @Test
    void whatCanNotBeRememberedIsNotCosigned() throws Exception {
        try (Witness witness = open(key.verifier())) {
            assertThat(witness.add(log.request(0, 7)).status()).isEqualTo(200);
            // A directory stands where the new file has to be written: no disk would say so more reliably.
            Files.createDirectories(file("checkpoint.new").resolve("in-the-way"));
            assertThatThrownBy(() -> witness.add(log.request(7, 12))).isInstanceOf(IOException.class);
            assertThat(witness.add(log.request(0, 12))).isEqualTo(new WitnessAnswer.OtherSize(7));
            Files.delete(file("checkpoint.new").resolve("in-the-way"));
            assertThat(witness.add(log.request(7, 12)).status()).isEqualTo(200);
        }
    }

    @Test
    void halfAFileFromACrashIsIgnored() throws IOException {
        try (Witness witness = open(key.verifier())) {
            assertThat(witness.add(log.request(0, 7)).status()).isEqualTo(200);
        }
        Files.writeString(file("checkpoint.new"), "trialbook.exa");
        try (Witness witness = open(key.verifier())) {
            assertThat(witness.add(log.request(7, 12)).status()).isEqualTo(200);
        }
    }

    @Test
    void aDamagedMemoryKeepsItFromStarting() throws IOException {
        try (Witness witness = open(key.verifier())) {
            assertThat(witness.add(log.request(0, 7)).status()).isEqualTo(200);
        }
        String kept = Files.readString(file("checkpoint"));
        for (String damaged : List.of(
                "",
                kept.substring(0, 60),
                kept.replace("\n7\n", "\n6\n"),
                WatchedLog.text(log.note(5).format()))) {
            Files.writeString(file("checkpoint"), damaged);
            assertThatThrownBy(() -> open(key.verifier())).isInstanceOf(MisuseException.class);
        }
        Files.writeString(file("checkpoint"), kept);
        open(key.verifier()).close();
    }

    @Test
    void twoWitnessesInOneDirectoryAreRefused() throws IOException {
        try (Witness witness = open(key.verifier())) {
            assertThat(witness.verifier().name()).isEqualTo(Served.NAME);
            assertThatThrownBy(() -> open(key.verifier()))
                    .isInstanceOf(MisuseException.class)
                    .hasMessageContaining("Another witness");
        }
        open(key.verifier()).close();
    }

    @Test
    void anotherKeyForAKnownLogIsRefused() throws IOException {
        open(key.verifier()).close();
        NoteVerifier other = WatchedLog.key(WatchedLog.ORIGIN, 2).verifier();
        assertThatThrownBy(() -> open(other))
                .isInstanceOf(MisuseException.class)
                .hasMessageContaining(key.verifier().toString());
        assertThatThrownBy(() -> open(key.verifier(), key.verifier())).hasMessageContaining("twice");
    }

    @Test
    void anotherNameForTheSameKeyIsRefused() throws IOException {
        open(key.verifier()).close();
        assertThatThrownBy(() -> Witness.open(
                        directory, "somebody-else", List.of(key.verifier()), Clock.systemUTC(), new SecureRandom()))
                .isInstanceOf(MisuseException.class)
                .hasMessageContaining(Served.NAME);
    }

    @Test
    void theKeyIsReadableByItsOwnerOnly() throws IOException {
        open(key.verifier()).close();
        Path secret = directory.resolve("witness.key");
        if (Files.getFileStore(secret).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(directory.resolve("witness.pub"))).doesNotContain("PRIVATE");
    }

    @Test
    void aClockThatStepsBackDoesNotReorderCosignatures() throws Exception {
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        try (Witness witness = open(Clock.fixed(noon, ZoneOffset.UTC), key.verifier())) {
            assertThat(witness.add(log.request(0, 7)).status()).isEqualTo(200);
        }
        try (Witness witness = open(Clock.fixed(noon.minus(Duration.ofHours(1)), ZoneOffset.UTC), key.verifier())) {
            WitnessAnswer answer = witness.add(log.request(7, 8));
            SignedNote note = log.note(8).with(((WitnessAnswer.Cosigned) answer).signatures());
            assertThat(Cosignature.of(note, List.of(witness.verifier()))
                            .getFirst()
                            .time())
                    .isEqualTo(noon);
        }
    }

    /// Two histories race for the same witness: it must end up on one of them.
    @Test
    void ofTwoForksThatAskAtOnceOneIsCosigned() throws Exception {
        WatchedLog fork = new WatchedLog(key, 40, 7);
        for (int round = 0; round < 20; round++) {
            Path own = directory.resolve("round-" + round);
            try (Witness witness = Witness.open(
                            own, Served.NAME, List.of(key.verifier()), Clock.systemUTC(), new SecureRandom());
                    ExecutorService both = Executors.newFixedThreadPool(4)) {
                assertThat(witness.add(log.request(0, 7)).status()).isEqualTo(200);
                List<Callable<Integer>> asking = new ArrayList<>();
                for (WatchedLog one : List.of(log, fork, log, fork)) {
                    asking.add(() -> witness.add(one.request(7, 12)).status());
                }
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> status : both.invokeAll(asking)) {
                    statuses.add(status.get());
                }
                assertThat(statuses).containsOnlyOnce(200).contains(409);
            }
        }
    }
}
