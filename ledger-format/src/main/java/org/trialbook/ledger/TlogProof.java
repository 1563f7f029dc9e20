package org.trialbook.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event's place in the log, in a text that is verified offline: C2SP tlog-proof. It holds the path from the
/// event's leaf to the root of a signed checkpoint, and that checkpoint with the cosignatures of its witnesses.
///
/// @param extra whatever whoever made it wrote in Base64; nothing vouches for it
/// @param index the event's position
/// @param path the inclusion proof, from the leaf upwards
/// @param checkpoint the signed note
public record TlogProof(@Nullable String extra, long index, List<TreeHash> path, SignedNote checkpoint) {

    private static final String HEAD = "c2sp.org/tlog-proof@v1";
    private static final int MAX_BYTES = SignedNote.MAX_BYTES + 1_000_000;

    /// @throws MalformedProofException if the extra data are not Base64, or the index is negative
    /// @throws MalformedNoteException if the note is not a checkpoint
    public TlogProof {
        path = List.copyOf(path);
        Checkpoint.parseBody(checkpoint.text());
        if (extra != null) {
            requireBase64(extra);
        }
        if (index < 0) {
            throw new MalformedProofException("the index is negative: " + index);
        }
    }

    /// @throws IndexOutOfBoundsException if the checkpoint does not cover that event, or the tree not the
    /// checkpoint
    public static TlogProof of(ProvingTree tree, long index, SignedNote checkpoint) {
        long size = Checkpoint.parseBody(checkpoint.text()).size();
        return new TlogProof(null, index, tree.inclusionProof(index, size), checkpoint);
    }

    /// What a proof that was believed says.
    ///
    /// @param checkpoint what the log signed
    /// @param cosignatures who of the policy's witnesses cosigned it, and when
    public record Verified(Checkpoint checkpoint, List<Cosignature> cosignatures) {}

    /// Checks that the line stands in the log at this index.
    ///
    /// @param line the bytes of the event's line
    /// @throws UntrustedNoteException if the log has not signed the checkpoint, or too few witnesses
    /// cosigned it
    /// @throws ProofException if the line is not there
    public Verified verify(byte[] line, NoteVerifier log, WitnessPolicy policy)
            throws UntrustedNoteException, ProofException {
        return verify(Sha256.leaf(line), log, policy);
    }

    /// Like [#verify(byte[], NoteVerifier, WitnessPolicy)], for whoever has the leaf's hash only.
    ///
    /// @throws UntrustedNoteException if the log has not signed the checkpoint, or too few witnesses
    /// cosigned it
    /// @throws ProofException if the leaf is not there
    public Verified verify(TreeHash leaf, NoteVerifier log, WitnessPolicy policy)
            throws UntrustedNoteException, ProofException {
        Checkpoint signed = Checkpoint.open(checkpoint.format(), log);
        List<Cosignature> cosignatures = policy.require(checkpoint);
        Proofs.verifyInclusion(leaf, index, signed.size(), path, signed.root());
        return new Verified(signed, cosignatures);
    }

    /// The bytes of the proof.
    public byte[] format() {
        StringBuilder out = new StringBuilder(HEAD).append('\n');
        if (extra != null) {
            out.append("extra ").append(extra).append('\n');
        }
        out.append("index ").append(index).append('\n');
        HashLines.format(path, out);
        out.append('\n').append(new String(checkpoint.format(), StandardCharsets.UTF_8));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a proof without trusting it.
    ///
    /// @throws MalformedProofException if it is none
    public static TlogProof parse(byte[] proof) {
        if (proof.length > MAX_BYTES) {
            throw new MalformedProofException("the proof is longer than " + MAX_BYTES + " bytes");
        }
        String text = new String(proof, StandardCharsets.UTF_8);
        int split = text.indexOf("\n\n");
        if (split < 0) {
            throw new MalformedProofException("there is no empty line between the proof and its checkpoint");
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, split).split("\n", -1)));
        if (!lines.removeFirst().equals(HEAD)) {
            throw new MalformedProofException("a proof begins with " + HEAD);
        }
        boolean hasExtra = !lines.isEmpty() && lines.getFirst().startsWith("extra ");
        String extra = hasExtra ? lines.removeFirst().substring("extra ".length()) : null;
        if (lines.isEmpty()) {
            throw new MalformedProofException("the proof has no index");
        }
        try {
            long index = HashLines.number(lines.removeFirst(), "index");
            SignedNote checkpoint = SignedNote.parse(text.substring(split + 2).getBytes(StandardCharsets.UTF_8));
            TlogProof parsed = new TlogProof(extra, index, HashLines.parse(lines), checkpoint);
            if (!Arrays.equals(parsed.format(), proof)) {
                throw new MalformedProofException("the proof is not written the one way");
            }
            return parsed;
        } catch (MalformedProofException malformed) {
            throw malformed;
        } catch (IllegalArgumentException malformed) {
            throw new MalformedProofException("the proof is malformed: " + malformed.getMessage());
        }
    }

    private static void requireBase64(String extra) {
        boolean canonical;
        try {
            canonical = Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode(extra))
                    .equals(extra);
        } catch (IllegalArgumentException e) {
            canonical = false;
        }
        if (!canonical || extra.isEmpty()) {
            throw new MalformedProofException("the extra data are not Base64");
        }
    }
}
