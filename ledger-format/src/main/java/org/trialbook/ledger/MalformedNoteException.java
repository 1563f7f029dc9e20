package org.trialbook.ledger;

/// Bytes that claim to be a signed note, or a checkpoint in one, are not.
public final class MalformedNoteException extends IllegalArgumentException {

    MalformedNoteException(String reason) {
        super(reason);
    }
}
