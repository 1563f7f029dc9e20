package org.trialbook.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What a witness states below a checkpoint: at this time, this was the largest tree of that log it had seen, and
/// every tree it had seen before is the beginning of it. C2SP tlog-cosignature, `cosignature/v1`.
///
/// @param witness whose signature was verified
/// @param time when it was made, in whole seconds
/// @param signature its line
public record Cosignature(NoteVerifier witness, Instant time, SignedNote.Signature signature) {

    /// Eight bytes of time and an Ed25519 signature.
    static final int BYTES = Long.BYTES + 64;

    /// @throws IllegalArgumentException if that is not a witness's key, or the time is not after the epoch
    public static Cosignature sign(Checkpoint checkpoint, NoteSigner witness, Instant time) {
        return sign(checkpoint.formatBody(), witness, time);
    }

    /// Like [#sign(Checkpoint, NoteSigner, Instant)], for the checkpoint of any log.
    ///
    /// @param checkpoint the whole text that the log has signed, extension lines included
    /// @throws IllegalArgumentException if that is not a witness's key, or the time is not after the epoch
    public static Cosignature sign(String checkpoint, NoteSigner witness, Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds <= 0) {
            throw new IllegalArgumentException("a cosignature bears a time after the epoch, not " + time);
        }
        byte[] text = checkpoint.getBytes(StandardCharsets.UTF_8);
        return new Cosignature(
                witness.verifier(),
                Instant.ofEpochSecond(seconds),
                SignedNote.Signature.of(witness, witness.cosign(seconds, text)));
    }

    /// The cosignatures of these witnesses below a note, in the order of their lines. Signatures of others
    /// are ignored.
    ///
    /// @throws UntrustedNoteException if one that claims to be of a witness's key is wrong
    public static List<Cosignature> of(SignedNote note, Collection<NoteVerifier> witnesses)
            throws UntrustedNoteException {
        byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
        List<Cosignature> found = new ArrayList<>();
        for (SignedNote.Signature signature : note.signatures()) {
            for (NoteVerifier witness : witnesses) {
                if (witness.type() != KeyType.WITNESS || !signature.claims(witness)) {
                    continue;
                }
                byte[] bytes = signature.bytes();
                if (!witness.verify(text, bytes)) {
                    throw new UntrustedNoteException("the cosignature of " + witness + " is wrong");
                }
                found.add(new Cosignature(witness, Instant.ofEpochSecond(seconds(bytes)), signature));
            }
        }
        return found;
    }

    /// The time that stands in front of the signature; negative where it is above what the specification
    /// allows.
    static long seconds(byte[] signature) {
        return ByteBuffer.wrap(signature).getLong();
    }

    static byte[] message(long seconds, byte[] text) {
        byte[] head = ("cosignature/v1\ntime " + seconds + "\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(head.length + text.length)
                .put(head)
                .put(text)
                .array();
    }
}
