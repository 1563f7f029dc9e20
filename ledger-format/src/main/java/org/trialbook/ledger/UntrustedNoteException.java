package org.trialbook.ledger;

/// A note is well-formed, but none of the trusted keys stands behind it, or one of them denies it.
public final class UntrustedNoteException extends Exception {

    UntrustedNoteException(String reason) {
        super(reason);
    }
}
