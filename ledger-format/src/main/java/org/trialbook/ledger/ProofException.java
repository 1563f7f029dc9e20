package org.trialbook.ledger;

/// A proof does not prove what it claims; the message says why. Checked, because whoever verifies must have an answer.
public final class ProofException extends Exception {

    ProofException(String reason) {
        super(reason);
    }
}
