package org.trialbook.protocol;

import java.util.List;
import org.trialbook.ledger.ProtocolName;
import org.trialbook.protocol.InvalidProtocolException.Problem;

/// Whether a version is called as the file of a bundle can be. Asked of a protocol that is to be published, and of
/// none that was: a record that holds another version goes on, and is taken away under a name made of its hash.
public final class VersionRules {

    private VersionRules() {}

    public static List<Problem> check(Protocol protocol) {
        String version = protocol.version();
        return ProtocolName.FORM.matcher(version).matches()
                ? List.of()
                : List.of(new Problem(
                        "version", "version-form", "'%s' is not of the form %s".formatted(version, ProtocolName.FORM)));
    }
}
