package org.trialbook.ledger;

/// Which events are withheld from whoever gets a redacted bundle. Rotations of the log's key are not asked
/// about: without them nobody could follow the signatures, so they are never withheld.
@FunctionalInterface
public interface Redaction {

    /// @param line the bytes of a line as they are stored, which need not be well-formed
    boolean withholds(byte[] line);
}
