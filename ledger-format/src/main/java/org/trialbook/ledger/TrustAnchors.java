package org.trialbook.ledger;

import org.jspecify.annotations.Nullable;

/// What an inspector brings along to a verification, got by another way than the record itself.
///
/// @param key the log's first key, or one that came later, or null to believe the one in the record
/// @param witnesses who must have cosigned the checkpoint
/// @param since a checkpoint of the same log that was seen before, or null: the log must have grown from
///     it
public record TrustAnchors(
        @Nullable NoteVerifier key,
        WitnessPolicy witnesses,
        @Nullable SignedNote since) {

    /// @throws MalformedNoteException if the earlier note is no checkpoint
    public TrustAnchors {
        if (since != null) {
            Checkpoint.parseBody(since.text());
        }
    }

    /// Trust in a key alone.
    public static TrustAnchors in(@Nullable NoteVerifier key) {
        return new TrustAnchors(key, WitnessPolicy.NONE, null);
    }
}
