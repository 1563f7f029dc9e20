package org.trialbook.ledger;

/// What an Ed25519 key signs, and the byte that stands for it: the signature types of the C2SP signed-note
/// specification. A key id depends on it, so that one kind of statement never passes for the other.
public enum KeyType {
    /// The text of a note, as it is.
    LOG(1, "notes"),
    /// The statement that a witness saw a checkpoint at a time: C2SP tlog-cosignature, `cosignature/v1`.
    WITNESS(4, "cosignatures");

    private final byte id;
    private final String purpose;

    KeyType(int id, String purpose) {
        this.id = (byte) id;
        this.purpose = purpose;
    }

    byte id() {
        return id;
    }

    String purpose() {
        return purpose;
    }
}
