package org.trialbook.view;

import java.nio.file.Files;
import java.util.stream.Stream;
import org.trialbook.allocation.PreparedLists;
import org.trialbook.allocation.SeedParty;
import org.trialbook.allocation.SeedShareFile;

/// Keeps a process that must stay blind from starting beside what tells the allocation: a blinding key, a share of
/// the seed, or a list that was prepared elsewhere.
final class BlindProcess {

    private BlindProcess() {}

    /// @throws KeyWithinReachException when the process must stay blind and one of them lies in its keys' directory
    static void check(QuerySideProperties properties) {
        Stream.of(
                        Stream.of(properties.blindingKey()),
                        Stream.of(SeedParty.values()).map(party -> SeedShareFile.in(properties.keysDir(), party)),
                        PreparedLists.in(properties.keysDir()).stream())
                .flatMap(files -> files)
                .filter(file -> properties.blinded() && Files.exists(file))
                .findFirst()
                .ifPresent(file -> {
                    throw new KeyWithinReachException(file);
                });
    }
}
