package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a log sends to a witness: C2SP tlog-witness, the body of `POST /add-checkpoint`.
///
/// @param old the size of the last checkpoint that the witness cosigned; 0 if there is none
/// @param consistency that the tree of that size is the beginning of the new one; empty if `old` is 0
/// @param checkpoint the signed note to be cosigned
public record AddCheckpoint(long old, List<TreeHash> consistency, SignedNote checkpoint) {

    /// Room for 63 hashes and a note with all the signatures anybody needs.
    public static final int MAX_BYTES = 64 * 1024;

    /// @throws MalformedNoteException if the note is not a checkpoint
    public AddCheckpoint {
        consistency = List.copyOf(consistency);
        Checkpoint.ofAnyLog(checkpoint.text());
    }

    /// @throws IndexOutOfBoundsException if `old` is above the checkpoint's size, or the tree does not
    /// cover that
    public static AddCheckpoint of(ProvingTree tree, long old, SignedNote checkpoint) {
        long size = Checkpoint.ofAnyLog(checkpoint.text()).size();
        return new AddCheckpoint(old, old == 0 ? List.of() : tree.consistencyProof(old, size), checkpoint);
    }

    /// The bytes of the body.
    public byte[] format() {
        StringBuilder out = new StringBuilder("old ").append(old).append('\n');
        HashLines.format(consistency, out);
        out.append('\n').append(new String(checkpoint.format(), StandardCharsets.UTF_8));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a body without trusting it.
    ///
    /// @throws MalformedProofException if it is none
    public static AddCheckpoint parse(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw new MalformedProofException("the request is longer than " + MAX_BYTES + " bytes");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        int split = text.indexOf("\n\n");
        if (split < 0) {
            throw new MalformedProofException("there is no empty line between the proof and the checkpoint");
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, split).split("\n", -1)));
        try {
            long old = HashLines.number(lines.removeFirst(), "old");
            SignedNote checkpoint = SignedNote.parse(text.substring(split + 2).getBytes(StandardCharsets.UTF_8));
            AddCheckpoint parsed = new AddCheckpoint(old, HashLines.parse(lines), checkpoint);
            if (!Arrays.equals(parsed.format(), body)) {
                throw new MalformedProofException("the request is not written the one way");
            }
            return parsed;
        } catch (MalformedProofException malformed) {
            throw malformed;
        } catch (IllegalArgumentException malformed) {
            throw new MalformedProofException("the request is malformed: " + malformed.getMessage());
        }
    }
}
