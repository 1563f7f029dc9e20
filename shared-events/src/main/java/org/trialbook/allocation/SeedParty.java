package org.trialbook.allocation;

import java.util.Arrays;
import java.util.Optional;

/// Who contributes a share of the seed: two parties, so that neither can choose the list.
public enum SeedParty {
    SPONSOR("sponsor"),
    STATISTICIAN("statistician");

    private final String storedName;

    SeedParty(String storedName) {
        this.storedName = storedName;
    }

    /// As it stands in the record, and in file names.
    public String storedName() {
        return storedName;
    }

    public static Optional<SeedParty> named(String storedName) {
        return Arrays.stream(values())
                .filter(party -> party.storedName.equals(storedName))
                .findFirst();
    }
}
