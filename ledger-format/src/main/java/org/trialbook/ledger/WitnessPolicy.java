package org.trialbook.ledger;

import java.util.List;

/// How many of which witnesses must have cosigned a checkpoint before it is believed.
///
/// @param witnesses the public keys of the witnesses
/// @param quorum how many of them; 0 asks for none
public record WitnessPolicy(List<NoteVerifier> witnesses, int quorum) {

    /// The log's own signature is enough.
    public static final WitnessPolicy NONE = new WitnessPolicy(List.of(), 0);

    /// @throws IllegalArgumentException if a key is not a witness's, two are the same, or the quorum is out
    /// of reach
    public WitnessPolicy {
        witnesses = List.copyOf(witnesses);
        for (NoteVerifier witness : witnesses) {
            if (witness.type() != KeyType.WITNESS) {
                throw new IllegalArgumentException(witness + " is not a witness's key");
            }
        }
        // One key under two names is one witness: a cosignature does not bind the name.
        long different =
                witnesses.stream().map(NoteVerifier::publicKey).distinct().count();
        if (different != witnesses.size()) {
            throw new IllegalArgumentException("two witnesses have the same key");
        }
        if (quorum < 0 || quorum > witnesses.size()) {
            throw new IllegalArgumentException("a quorum of " + quorum + " out of " + witnesses.size());
        }
    }

    /// @return the cosignatures of the policy's witnesses
    /// @throws UntrustedNoteException if they are too few, or one is wrong
    public List<Cosignature> require(SignedNote checkpoint) throws UntrustedNoteException {
        List<Cosignature> cosignatures = Cosignature.of(checkpoint, witnesses);
        long different =
                cosignatures.stream().map(Cosignature::witness).distinct().count();
        if (different < quorum) {
            throw new UntrustedNoteException(
                    different + " of " + witnesses.size() + " witnesses have cosigned, not " + quorum);
        }
        return cosignatures;
    }
}
