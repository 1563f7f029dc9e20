package org.trialbook.ledger;

/// Bytes that claim to be a proof, or a message that carries one, are not.
public final class MalformedProofException extends IllegalArgumentException {

    MalformedProofException(String reason) {
        super(reason);
    }
}
