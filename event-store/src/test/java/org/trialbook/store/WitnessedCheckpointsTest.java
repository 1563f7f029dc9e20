package org.trialbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Cosignature;
import org.trialbook.ledger.KeyType;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.SignedNote;
import org.trialbook.witness.Witness;
import org.trialbook.witness.WitnessServer;

/// A log has its checkpoints cosigned, and does not open below what a witness has cosigned.
class WitnessedCheckpointsTest {
    private static final String ORIGIN = "trialbook.example/HOT-CRT";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestDatabase database = TestDatabase.open();
    private final InetAddress here = InetAddress.getLoopbackAddress();

    @TempDir
    Path keys;

    @TempDir
    Path far;

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private CheckpointSigning keeper() {
        return CheckpointSigning.open(keys, ORIGIN, database.store(), new SecureRandom());
    }

    /// An open log with its keeper and one witness.
    private final class House implements AutoCloseable {
        final CheckpointSigning signing = keeper();
        final WitnessServer server;
        final NoteVerifier witness;
        final Log log;

        House(String place) throws IOException {
            Witness opened = Witness.open(
                    far.resolve(place),
                    "witness.example/" + place,
                    List.of(signing.checkpoints().verifier()),
                    Clock.systemUTC(),
                    new SecureRandom());
            witness = opened.verifier();
            server = WitnessServer.start(opened, new InetSocketAddress(here, 0));
            try {
                log = Log.openForWriting(database.store(), Drafts.settings(), signing.checkpoints());
                signing.ask(List.of(address()), log);
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        }

        WitnessAddress address() {
            return new WitnessAddress(witness, url(server.address().getPort()));
        }

        @Override
        public void close() throws IOException {
            signing.close();
            log.close();
            server.close();
        }
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static List<Cosignature> cosignatures(StoredCheckpoints.Signed signed, NoteVerifier... witnesses)
            throws Exception {
        return Cosignature.of(SignedNote.parse(signed.note()), List.of(witnesses));
    }

    @Test
    void cosignaturesStandBelowTheNoteInTheDatabaseAndOutsideIt() throws Exception {
        try (House house = new House("one")) {
            for (int round = 0; round < 3; round++) {
                Drafts.appendEach(house.log, "r" + round + "-", 3);
                StoredCheckpoints.Signed signed = house.signing.sign(house.log, PATIENCE);
                assertThat(cosignatures(signed, house.witness)).hasSize(1);
            }
            SignedNote outside = SignedNote.parse(Files.readAllBytes(keys.resolve("checkpoint")));
            assertThat(outside.verify(List.of(house.signing.checkpoints().verifier(), house.witness)))
                    .hasSize(2);
            assertThat(house.signing.checkpoints().all())
                    .hasSize(3)
                    .allSatisfy(signed ->
                            assertThat(cosignatures(signed, house.witness)).hasSize(1));
            assertThat(house.signing.checkpoints().witnessed(List.of(house.witness)))
                    .extracting(witnessed -> witnessed.checkpoint().size())
                    .containsExactly(9L);
        }
    }

    @Test
    void theLogGoesOnWhereTheWitnessRemembersIt() throws Exception {
        for (int start = 0; start < 3; start++) {
            try (House house = new House("one")) {
                Drafts.appendEach(house.log, "s" + start + "-", 2);
                assertThat(cosignatures(house.signing.sign(house.log, PATIENCE), house.witness))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aDeadWitnessDelaysNoAppendAndIsCaughtUpLater() throws Exception {
        try (House house = new House("one")) {
            int port = house.server.address().getPort();
            Drafts.appendEach(house.log, "a", 2);
            house.signing.sign(house.log, PATIENCE);
            house.server.close();

            Drafts.appendEach(house.log, "b", 20);
            StoredCheckpoints.Signed alone = house.signing.sign(house.log, PATIENCE);
            assertThat(cosignatures(alone, house.witness)).isEmpty();

            Witness again = Witness.open(
                    far.resolve("one"),
                    "witness.example/one",
                    List.of(house.signing.checkpoints().verifier()),
                    Clock.systemUTC(),
                    new SecureRandom());
            try (WitnessServer back = WitnessServer.start(again, new InetSocketAddress(here, port))) {
                assertThat(back.address().getPort()).isEqualTo(port);
                // The keeper's timer does this every few seconds.
                await().atMost(PATIENCE)
                        .until(() -> cosignatures(house.signing.sign(house.log, Duration.ofSeconds(1)), house.witness)
                                        .size()
                                == 1);
            }
        }
    }

    @Test
    void aWitnessThatNeverAnswersIsWaitedForNoLongerThanAsked() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, here);
                CheckpointSigning signing = keeper();
                Log log = Log.openForWriting(database.store(), Drafts.settings(), signing.checkpoints())) {
            NoteVerifier witness = NoteSigner.generate("silent", KeyType.WITNESS, new SecureRandom())
                    .verifier();
            signing.ask(List.of(new WitnessAddress(witness, url(silent.getLocalPort()))), log);
            Drafts.appendEach(log, "a", 3);
            long before = System.nanoTime();
            StoredCheckpoints.Signed signed = signing.sign(log, Duration.ofMillis(200));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            assertThat(signed.checkpoint().size()).isEqualTo(3);
        }
    }

    @Test
    void signaturesOfAnotherKeyAreNotKept() throws Exception {
        NoteSigner forger = NoteSigner.generate("witness.example/one", KeyType.WITNESS, new SecureRandom());
        try (CheckpointSigning signing = keeper();
                Log log = Log.openForWriting(database.store(), Drafts.settings(), signing.checkpoints())) {
            HttpServer liar = HttpServer.create(new InetSocketAddress(here, 0), 10);
            liar.createContext("/", exchange -> {
                Checkpoint any = new Checkpoint(ORIGIN, 3, log.root());
                byte[] line = (Cosignature.sign(any, forger, Clock.systemUTC().instant())
                                        .signature()
                                        .format()
                                + "\n")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, line.length);
                exchange.getResponseBody().write(line);
                exchange.close();
            });
            liar.start();
            try {
                NoteVerifier real = NoteSigner.generate("witness.example/one", KeyType.WITNESS, new SecureRandom())
                        .verifier();
                signing.ask(
                        List.of(new WitnessAddress(real, url(liar.getAddress().getPort()))), log);
                Drafts.appendEach(log, "a", 3);
                StoredCheckpoints.Signed signed = signing.sign(log, PATIENCE);
                assertThat(SignedNote.parse(signed.note()).signatures()).hasSize(1);
            } finally {
                liar.stop(0);
            }
        }
    }

    @Test
    void doesNotOpenBelowACosignedSize() throws Exception {
        try (House house = new House("one")) {
            Drafts.appendEach(house.log, "a", 5);
            house.signing.sign(house.log, PATIENCE);
        }
        // Whoever holds database and key cuts the tail and all that was signed here.
        database.database().getCollection("blocks").deleteMany(new Document("_id", new Document("$gte", 3L)));
        database.database().getCollection("checkpoints").drop();
        Files.delete(keys.resolve("checkpoint"));
        assertThatThrownBy(() -> new House("one").close())
                .asInstanceOf(type(DamagedLogException.class))
                .satisfies(damage -> assertThat(damage.position()).isEqualTo(3))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("witness.example/one", "5 events");
    }

    @Test
    void doesNotOpenWithAnotherHistoryThanTheCosignedOne() throws Exception {
        try (House house = new House("one")) {
            Drafts.appendEach(house.log, "a", 5);
            house.signing.sign(house.log, PATIENCE);
        }
        database.database().drop();
        Files.delete(keys.resolve("checkpoint"));
        try (Log rewritten = Log.openForWriting(database.store(), Drafts.settings(), null)) {
            Drafts.appendEach(rewritten, "forged", 6);
        }
        assertThatThrownBy(() -> new House("one").close())
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("witness.example/one");
    }

    @Test
    void aWitnessThatCanNotBeReachedKeepsNobodyFromOpening() throws Exception {
        int port;
        NoteVerifier witness;
        try (House house = new House("one")) {
            Drafts.appendEach(house.log, "a", 5);
            house.signing.sign(house.log, PATIENCE);
            port = house.server.address().getPort();
            witness = house.witness;
        }
        try (CheckpointSigning signing = keeper();
                Log log = Log.openForWriting(database.store(), Drafts.settings(), signing.checkpoints())) {
            signing.ask(List.of(new WitnessAddress(witness, url(port))), log);
            assertThat(log.size()).isEqualTo(5);
        }
    }

    @Test
    void aForgedCosignatureInTheDatabaseIsNoticed() throws Exception {
        try (House house = new House("one")) {
            Drafts.appendEach(house.log, "a", 2);
            house.signing.sign(house.log, PATIENCE);
            Drafts.appendEach(house.log, "b", 2);
            house.signing.sign(house.log, PATIENCE);
            Document first = database.database()
                    .getCollection("checkpoints")
                    .find(new Document("_id", 2L))
                    .first();
            // A cosignature of one checkpoint, moved below another.
            database.database()
                    .getCollection("checkpoints")
                    .updateOne(
                            new Document("_id", 4L),
                            new Document(
                                    "$set",
                                    new Document(
                                            "cosignatures",
                                            Objects.requireNonNull(first).get("cosignatures"))));
            assertThatThrownBy(() -> house.signing.checkpoints().witnessed(List.of(house.witness)))
                    .isInstanceOf(UntrustedCheckpointException.class)
                    .hasMessageContaining("wrong");
        }
    }

    private static List<SignedNote.Signature> cosignedEachSecond(Checkpoint checkpoint, NoteSigner witness, int times) {
        return IntStream.rangeClosed(1, times)
                .mapToObj(
                        second -> Cosignature.sign(checkpoint, witness, Instant.ofEpochSecond(1_800_000_000L + second))
                                .signature())
                .toList();
    }

    private Document kept(long size) {
        return Objects.requireNonNull(database.database()
                .getCollection("checkpoints")
                .find(new Document("_id", size))
                .first());
    }

    @Test
    void ofAWitnessThatCosignsAgainAndAgainTheNewestLineIsKept() throws Exception {
        NoteSigner one = NoteSigner.generate("witness.example/one", KeyType.WITNESS, new SecureRandom());
        NoteSigner two = NoteSigner.generate("witness.example/two", KeyType.WITNESS, new SecureRandom());
        try (CheckpointSigning signing = keeper();
                Log log = Log.openForWriting(database.store(), Drafts.settings(), signing.checkpoints())) {
            Drafts.appendEach(log, "a", 3);
            StoredCheckpoints.Signed signed = signing.sign(log);
            List<SignedNote.Signature> newest = new ArrayList<>();
            for (NoteSigner witness : List.of(one, two)) {
                List<SignedNote.Signature> lines = cosignedEachSecond(signed.checkpoint(), witness, 120);
                newest.add(lines.getLast());
                for (SignedNote.Signature line : lines) {
                    signing.checkpoints().keepCosignatures(signed.checkpoint(), List.of(line));
                }
                // One that comes late does not count any more.
                signing.checkpoints().keepCosignatures(signed.checkpoint(), List.of(lines.getFirst()));
            }
            assertThat(kept(3).getList("cosignatures", String.class))
                    .containsExactlyElementsOf(
                            newest.stream().map(SignedNote.Signature::format).toList());
            SignedNote expected = SignedNote.parse(signed.note()).with(newest);
            assertThat(Files.readAllBytes(keys.resolve("checkpoint"))).isEqualTo(expected.format());
            assertThat(signing.checkpoints().newest())
                    .hasValueSatisfying(served -> assertThat(served.note()).isEqualTo(expected.format()));
        }
    }

    @Test
    void whatAnEarlierReleaseKeptWithManyLinesOfOneWitnessOpensAndIsReduced() throws Exception {
        NoteSigner witness = NoteSigner.generate("witness.example/one", KeyType.WITNESS, new SecureRandom());
        StoredCheckpoints.Signed signed;
        try (CheckpointSigning signing = keeper();
                Log log = Log.openForWriting(database.store(), Drafts.settings(), signing.checkpoints())) {
            Drafts.appendEach(log, "a", 3);
            signed = signing.sign(log);
        }
        List<SignedNote.Signature> lines = cosignedEachSecond(signed.checkpoint(), witness, 150);
        SignedNote note = SignedNote.parse(signed.note());
        List<SignedNote.Signature> hundred = new ArrayList<>(note.signatures());
        hundred.addAll(lines.subList(0, 99));
        Files.write(keys.resolve("checkpoint"), new SignedNote(note.text(), hundred).format());
        database.database()
                .getCollection("checkpoints")
                .updateOne(
                        new Document("_id", 3L),
                        new Document(
                                "$set",
                                new Document(
                                        "cosignatures",
                                        lines.stream()
                                                .map(SignedNote.Signature::format)
                                                .toList())));

        try (CheckpointSigning signing = keeper();
                Log log = Log.openForWriting(database.store(), Drafts.settings(), signing.checkpoints())) {
            byte[] reduced = note.with(List.of(lines.getLast())).format();
            assertThat(log.size()).isEqualTo(3);
            assertThat(signing.checkpoints().all())
                    .singleElement()
                    .satisfies(one -> assertThat(one.note()).isEqualTo(reduced));
            assertThat(SignedNote.parse(
                                    signing.checkpoints().newest().orElseThrow().note())
                            .signatures())
                    .hasSize(2);
            signing.checkpoints().keepCosignatures(signed.checkpoint(), List.of(lines.getLast()));
            assertThat(kept(3).getList("cosignatures", String.class))
                    .containsExactly(lines.getLast().format());
            assertThat(Files.readAllBytes(keys.resolve("checkpoint"))).isEqualTo(reduced);
        }
    }

    @Test
    void aWrongSignatureOfTheLogBesideItsRightOneIsNotDroppedUnseen() throws Exception {
        try (CheckpointSigning signing = keeper();
                Log log = Log.openForWriting(database.store(), Drafts.settings(), signing.checkpoints())) {
            Drafts.appendEach(log, "a", 3);
            SignedNote note = SignedNote.parse(signing.sign(log).note());
            Drafts.appendEach(log, "b", 1);
            SignedNote.Signature moved =
                    SignedNote.parse(signing.sign(log).note()).signatures().getFirst();
            SignedNote both =
                    new SignedNote(note.text(), List.of(note.signatures().getFirst(), moved));
            Files.write(keys.resolve("checkpoint"), both.format());
            assertThatThrownBy(() -> signing.checkpoints().newest())
                    .isInstanceOf(UntrustedCheckpointException.class)
                    .hasMessageContaining("wrong");
        }
    }
}
