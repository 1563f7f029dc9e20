package org.trialbook.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.ledger.Checkpoint;
import org.trialbook.ledger.Cosignature;
import org.trialbook.ledger.KeyHistory;
import org.trialbook.ledger.MalformedNoteException;
import org.trialbook.ledger.NoteVerifier;
import org.trialbook.ledger.SignedNote;
import org.trialbook.ledger.UntrustedNoteException;

/// What the log has stated about itself under its signature, in the collection `checkpoints` and, so that nobody
/// who can change the database can make the log forget its tail, in a file outside it.
public final class StoredCheckpoints {
    private static final int LOOKED_THROUGH = 1000;

    private volatile List<KeyHistory.KeyEpoch> epochs;
    private final CheckpointStore store;
    private final @Nullable Path file;

    /// @param verifier the log's public key, which was never changed
    /// @param store the log's
    /// @param file where the newest checkpoint lies outside the database; null in a process that has no
    /// such place
    public StoredCheckpoints(NoteVerifier verifier, LogStore store, @Nullable Path file) {
        this(List.of(new KeyHistory.KeyEpoch(verifier, 0)), store, file);
    }

    StoredCheckpoints(List<KeyHistory.KeyEpoch> epochs, LogStore store, @Nullable Path file) {
        this.epochs = List.copyOf(epochs);
        this.store = store.checkpoints();
        this.file = file;
    }

    /// A checkpoint with the bytes that were signed.
    ///
    /// @param note the signed note with the cosignatures that came in, as it is served
    public record Signed(Checkpoint checkpoint, byte[] note) {}

    /// What a witness has stated about this log.
    ///
    /// @param time of the cosignature
    public record Witnessed(NoteVerifier witness, Checkpoint checkpoint, Instant time) {}

    /// The checkpoints of a log whose public keys lie in a directory, beside that file.
    ///
    /// @param publicKey the file with the log's first key, `log.pub`
    /// @throws UnusableKeyException when it is none
    public static StoredCheckpoints read(Path publicKey, LogStore store) {
        NoteVerifier first = KeyDirectory.readPublic(publicKey);
        KeyDirectory keys = new KeyDirectory(
                Objects.requireNonNull(publicKey.toAbsolutePath().getParent()));
        return new StoredCheckpoints(keys.epochs(first), store, keys.checkpoint());
    }

    /// The log's first key: whoever trusts it follows the log through changes of its key.
    public NoteVerifier verifier() {
        return epochs.getFirst().key();
    }

    /// The key in force.
    NoteVerifier inForce() {
        return epochs.getLast().key();
    }

    /// Takes note of a change of the key.
    void know(List<KeyHistory.KeyEpoch> changed) {
        epochs = List.copyOf(changed);
    }

    private NoteVerifier keyFor(long size) {
        return epochs.reversed().stream()
                .filter(epoch -> epoch.fromSize() <= size)
                .findFirst()
                .orElseThrow()
                .key();
    }

    /// The checkpoint over the most events, wherever it lies.
    ///
    /// @throws UntrustedCheckpointException when what is stored was not signed by the log's key
    public Optional<Signed> newest() {
        return lastSigned().stream()
                .max(Comparator.comparingLong(signed -> signed.checkpoint().size()));
    }

    /// Every checkpoint in the database, over fewer events first.
    ///
    /// @throws UntrustedCheckpointException when one of them was not signed by the log's key
    public List<Signed> all() {
        return store.newest(Integer.MAX_VALUE).reversed().stream()
                .map(this::open)
                .toList();
    }

    /// The newest checkpoint that each of these witnesses cosigned, as far back as the last thousand checkpoints
    /// go. What claims to be of another witness is left out.
    ///
    /// @throws UntrustedCheckpointException when a cosignature is wrong
    public List<Witnessed> witnessed(Collection<NoteVerifier> witnesses) {
        Map<NoteVerifier, Witnessed> newest = new LinkedHashMap<>();
        for (CheckpointStore.Kept kept : store.newest(LOOKED_THROUGH)) {
            if (newest.size() == witnesses.size()) {
                break;
            }
            if (!kept.cosignatures().isEmpty()) {
                Signed signed = open(kept);
                for (Cosignature cosignature : cosignatures(signed, witnesses)) {
                    newest.putIfAbsent(
                            cosignature.witness(),
                            new Witnessed(cosignature.witness(), signed.checkpoint(), cosignature.time()));
                }
            }
        }
        return List.copyOf(newest.values());
    }

    private static List<Cosignature> cosignatures(Signed signed, Collection<NoteVerifier> witnesses) {
        try {
            return Cosignature.of(SignedNote.parse(signed.note()), witnesses);
        } catch (UntrustedNoteException e) {
            throw new UntrustedCheckpointException("The store holds a cosignature that is wrong: " + e.getMessage());
        }
    }

    /// Keeps cosignatures, which the caller has verified, below a checkpoint that is kept already; of each witness the
    /// newest.
    synchronized void keepCosignatures(Checkpoint checkpoint, List<SignedNote.Signature> cosignatures) {
        store.addCosignatures(
                checkpoint.size(),
                cosignatures.stream().map(SignedNote.Signature::format).toList());
        store.at(checkpoint.size()).ifPresent(this::dropSuperseded);
        Optional<Signed> outside = inFile();
        if (file != null && outside.isPresent() && outside.get().checkpoint().equals(checkpoint)) {
            WholeFile.replace(
                    file,
                    SignedNote.parse(outside.get().note()).with(cosignatures).format());
        }
    }

    /// Takes away what a witness has said anew. Another process may add lines meanwhile: these are left alone.
    private void dropSuperseded(CheckpointStore.Kept kept) {
        List<SignedNote.Signature> superseded = new ArrayList<>(signatures(kept.cosignatures()));
        superseded.removeAll(SignedNote.Signature.newest(superseded));
        if (!superseded.isEmpty()) {
            store.removeCosignatures(
                    kept.size(),
                    superseded.stream().map(SignedNote.Signature::format).toList());
        }
    }

    private static List<SignedNote.Signature> signatures(List<String> lines) {
        try {
            return lines.stream().map(SignedNote.Signature::parse).toList();
        } catch (MalformedNoteException e) {
            throw new UntrustedCheckpointException("The store holds a malformed cosignature: " + e.getMessage());
        }
    }

    /// Refuses a directory that has forgotten what was signed: the file outside is written before the database, so
    /// that one is never there without the other.
    ///
    /// @throws UnusableKeyException when the database holds checkpoints and the file is gone
    void requireRemembered() {
        if (file != null && !Files.exists(file) && !store.newest(1).isEmpty()) {
            throw new UnusableKeyException(
                    file,
                    "is missing, which remembers outside the store how far the record was signed. Put it back from"
                            + " a backup, or put the newest checkpoint there that somebody outside holds: a query side's"
                            + " answer to …/checkpoint, a witness's, or a bundle's");
        }
    }

    /// What was signed last, as it lies in the file and in the database.
    List<Signed> lastSigned() {
        return Stream.of(inFile(), newestInDatabase()).flatMap(Optional::stream).toList();
    }

    synchronized void keep(Signed signed) {
        Optional<Signed> before = inFile();
        if (file != null
                && (before.isEmpty()
                        || before.get().checkpoint().size()
                                < signed.checkpoint().size())) {
            WholeFile.replace(file, signed.note());
        }
        store.add(signed.checkpoint().size(), signed.note());
    }

    private Optional<Signed> newestInDatabase() {
        return store.newest(1).stream().findFirst().map(this::open);
    }

    private Optional<Signed> inFile() {
        if (file == null || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(open(Files.readAllBytes(file), "The file " + file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the checkpoint in " + file, e);
        }
    }

    private Signed open(CheckpointStore.Kept kept) {
        return open(kept.cosignatures().isEmpty() ? kept.note() : with(kept.note(), kept.cosignatures()), "The store");
    }

    private static byte[] with(byte[] note, List<String> cosignatures) {
        try {
            return SignedNote.parse(note).with(signatures(cosignatures)).format();
        } catch (MalformedNoteException e) {
            throw new UntrustedCheckpointException("The store holds a malformed cosignature: " + e.getMessage());
        }
    }

    private Signed open(byte[] stored, String where) {
        try {
            SignedNote note = SignedNote.parse(stored);
            long size = Checkpoint.parseBody(note.text()).size();
            Checkpoint checkpoint = Checkpoint.open(stored, keyFor(size));
            // Earlier releases kept one more line of a witness with each restart.
            return new Signed(checkpoint, note.with(List.of()).format());
        } catch (UntrustedNoteException | MalformedNoteException e) {
            throw new UntrustedCheckpointException(where + " holds a checkpoint that the key of this log ("
                    + verifier().name() + ") did not sign: " + e.getMessage());
        }
    }
}
