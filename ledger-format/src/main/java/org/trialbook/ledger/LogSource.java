package org.trialbook.ledger;

import java.io.IOException;

/// A log as it is served, after C2SP tlog-tiles. Nothing that comes from it is believed before it has
/// been checked.
public interface LogSource {

    /// The newest signed checkpoint.
    ///
    /// @throws IOException if it can't be had
    byte[] checkpoint() throws IOException;

    /// A tile of hashes or a bundle of lines.
    ///
    /// @throws IOException if it can't be had
    byte[] piece(TilePath path) throws IOException;

    /// What an event names by its hash and no line holds.
    ///
    /// @param sha256 lower-case hexadecimal
    /// @throws IOException if it can't be had
    byte[] text(String sha256) throws IOException;
}
