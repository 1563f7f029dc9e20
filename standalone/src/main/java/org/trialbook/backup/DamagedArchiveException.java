package org.trialbook.backup;

import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.Finding;
import org.trialbook.verify.ArchiveVerification;

/// An archive that was just made does not verify, because the record that it is made of doesn't.
public final class DamagedArchiveException extends RuntimeException {
    DamagedArchiveException(String what) {
        super("The archive does not verify: " + what);
    }

    /// A recording that is lost stays lost, and its study is archived without it.
    ///
    /// @throws DamagedArchiveException when anything else was found
    static void require(BundleReport report) {
        for (Finding finding : report.findings()) {
            boolean lost = finding instanceof Finding.MissingEntry(String entry)
                    && entry.startsWith(ArchiveVerification.MEDIA);
            if (!lost) {
                throw new DamagedArchiveException(finding.evidence());
            }
        }
    }
}
