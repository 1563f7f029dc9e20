package org.trialbook.ledger;

import java.util.Optional;

/// What stands beside the lines of a record that is being verified, under its hash.
@FunctionalInterface
public interface TextsBesideLines {

    /// The bytes of that hash; nothing if they are not there, which is a finding already.
    ///
    /// @param position of the event that names them
    /// @param sha256 lower-case hexadecimal
    Optional<byte[]> find(long position, String sha256);
}
