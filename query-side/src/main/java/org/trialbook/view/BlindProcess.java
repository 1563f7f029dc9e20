package org.trialbook.view;

import java.nio.file.Files;

/// Keeps a process that must stay blind from starting beside a blinding key.
final class BlindProcess {

    private BlindProcess() {}

    /// @throws KeyWithinReachException when the process must stay blind and the key lies in its keys' directory
    static void check(QuerySideProperties properties) {
        if (properties.blinded() && Files.exists(properties.blindingKey())) {
            throw new KeyWithinReachException(properties.blindingKey());
        }
    }
}
