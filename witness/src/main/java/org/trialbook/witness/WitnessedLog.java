package org.trialbook.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.AddCheckpoint;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Cosignature;
import org.trialbook.ledger.MalformedNoteException;
import org.trialbook.ledger.NoteSigner;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.ProofException;
import org.trialbook.ledger.Proofs;
import org.trialbook.ledger.Sha256;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.UntrustedNoteException;
import org.trialbook.ledger.WitnessAnswer;

/// What this witness knows of one log, in a directory of its own: the newest checkpoint it cosigned, in
/// `checkpoint` with both signatures and whatever extension lines the log wrote, and evidence against the log, in
/// `evidence/`. C2SP tlog-witness.
///
/// Requests about one log are taken one after the other: a check and the memory of its outcome belong
/// together.
final class WitnessedLog {

    /// A log that forked once has said all; what follows must not fill the disk.
    private static final int MOST_EVIDENCE = 100;

    private final Path directory;
    private final NoteVerifier key;
    private final NoteSigner witness;
    private final Clock clock;
    private @Nullable Remembered last;

    /// A checkpoint that was cosigned.
    ///
    /// @param note with the signature of the log and that of this witness
    /// @param time of the cosignature
    record Remembered(Checkpoint checkpoint, byte[] note, Instant time) {}

    private WitnessedLog(Path directory, NoteVerifier key, NoteSigner witness, Clock clock) {
        this.directory = directory;
        this.key = key;
        this.witness = witness;
        this.clock = clock;
    }

    /// @throws MisuseException if what is remembered is not a checkpoint that this witness cosigned
    static WitnessedLog open(Path directory, NoteVerifier key, NoteSigner witness, Clock clock) throws IOException {
        Files.createDirectories(directory.resolve("evidence"));
        WitnessedLog log = new WitnessedLog(directory, key, witness, clock);
        Path file = log.file();
        if (Files.exists(file)) {
            log.last = read(Files.readAllBytes(file), key, witness, file);
        }
        return log;
    }

    /// The log's own signature is not asked for: it may be that of a key it has given up since.
    private static Remembered read(byte[] note, NoteVerifier key, NoteSigner witness, Path file) {
        try {
            SignedNote signed = SignedNote.parse(note);
            Checkpoint checkpoint = Checkpoint.ofAnyLog(signed.text());
            List<Cosignature> own = Cosignature.of(signed, List.of(witness.verifier()));
            if (own.isEmpty() || !checkpoint.origin().equals(key.name())) {
                throw new MisuseException(
                        file + " holds no checkpoint of " + key.name() + " that this witness cosigned.");
            }
            return new Remembered(checkpoint, note, own.getLast().time());
        } catch (MalformedNoteException | UntrustedNoteException e) {
            throw new MisuseException(file + " is damaged: " + e.getMessage() + ". A witness that does not know what it"
                    + " cosigned last must not go on; restore the file.");
        }
    }

    NoteVerifier key() {
        return key;
    }

    synchronized Optional<Remembered> last() {
        return Optional.ofNullable(last);
    }

    /// How many checkpoints of this log contradict what was cosigned.
    long evidence() throws IOException {
        try (var files = Files.list(directory.resolve("evidence"))) {
            return files.count();
        }
    }

    /// Answers a request, which is about this log: its origin is the name of the key. When this returns a
    /// cosignature, it is remembered on the disk.
    ///
    /// @throws IOException if it could not be remembered: then there is no cosignature
    synchronized WitnessAnswer add(AddCheckpoint request) throws IOException {
        Checkpoint checkpoint = Checkpoint.ofAnyLog(request.checkpoint().text());
        try {
            request.checkpoint().verify(List.of(key));
        } catch (UntrustedNoteException e) {
            return new WitnessAnswer.Refused(403, String.valueOf(e.getMessage()));
        }
        if (request.old() > checkpoint.size()) {
            return new WitnessAnswer.Refused(
                    400, "the old size " + request.old() + " is above the checkpoint's " + checkpoint.size());
        }
        Checkpoint known = last == null ? null : last.checkpoint();
        if (known != null && known.size() == checkpoint.size() && !known.root().equals(checkpoint.root())) {
            // Whatever the rest of the request says: the log has signed two roots for one size.
            keepEvidence(request.checkpoint());
        }
        long size = known == null ? 0 : known.size();
        if (request.old() != size) {
            return new WitnessAnswer.OtherSize(size);
        }
        String refusal = contradiction(request, known, checkpoint);
        return refusal != null ? new WitnessAnswer.Refused(422, refusal) : cosign(request, checkpoint);
    }

    private static @Nullable String contradiction(
            AddCheckpoint request, @Nullable Checkpoint known, Checkpoint checkpoint) {
        if (checkpoint.size() == 0 && !checkpoint.root().equals(Sha256.empty())) {
            return "an empty tree has the root " + Sha256.empty();
        }
        if (known == null || known.size() == 0) {
            return request.consistency().isEmpty() ? null : "from size 0 there is nothing to prove";
        }
        try {
            Proofs.verifyConsistency(
                    known.size(), checkpoint.size(), request.consistency(), known.root(), checkpoint.root());
            return null;
        } catch (ProofException e) {
            return known.size() == checkpoint.size() && !known.root().equals(checkpoint.root())
                    ? "FORK: this witness has cosigned another root for " + known.size() + " events: " + known.root()
                    : "the consistency proof from size " + known.size() + " is wrong: " + e.getMessage();
        }
    }

    private WitnessAnswer cosign(AddCheckpoint request, Checkpoint checkpoint) throws IOException {
        // Two cosignatures say which tree was the largest at two times: these must not change places.
        Instant now = clock.instant();
        Instant time = last != null && last.time().isAfter(now) ? last.time() : now;
        Cosignature cosignature = Cosignature.sign(request.checkpoint().text(), witness, time);
        List<SignedNote.Signature> logs = request.checkpoint().signatures().stream()
                .filter(signature -> signature.name().equals(key.name()) && signature.keyId() == key.keyId())
                .limit(1)
                .toList();
        byte[] note = new SignedNote(request.checkpoint().text(), logs)
                .with(List.of(cosignature.signature()))
                .format();
        DurableFile.replace(file(), note);
        last = new Remembered(checkpoint, note, cosignature.time());
        return new WitnessAnswer.Cosigned(List.of(cosignature.signature()));
    }

    private void keepEvidence(SignedNote forked) throws IOException {
        byte[] note = forked.format();
        String name = HexFormat.of().formatHex(Sha256.leaf(note).bytes(), 0, 16);
        Path file = directory.resolve("evidence").resolve(name);
        if (!Files.exists(file) && evidence() < MOST_EVIDENCE) {
            DurableFile.replace(file, note);
            System.err.printf(
                    "FORK of %s: the log has signed two roots for one size. What this witness cosigned is in %s, the"
                            + " other one in %s%n",
                    key.name(), file(), file);
        }
    }

    private Path file() {
        return directory.resolve("checkpoint");
    }

    /// As the path of a log is named: SHA-256 of its origin in hexadecimal.
    static String hashOf(String origin) {
        return HexFormat.of().formatHex(Sha256.digest().digest(origin.getBytes(StandardCharsets.UTF_8)));
    }
}
