package org.trialbook.backup;

import java.nio.file.Path;
import java.util.List;
import org.trialbook.ledger.Finding;

/// A backup is not as it was made: names the first file.
public final class DamagedBackupException extends RuntimeException {
    DamagedBackupException(Path backup, String what) {
        super(backup + " is not as it was made: " + what);
    }

    /// @throws DamagedBackupException when there is a finding
    static void requireNone(Path backup, List<Finding> findings) {
        if (!findings.isEmpty()) {
            String more = findings.size() > 1 ? ", and %d more".formatted(findings.size() - 1) : "";
            throw new DamagedBackupException(backup, findings.getFirst().evidence() + more);
        }
    }
}
