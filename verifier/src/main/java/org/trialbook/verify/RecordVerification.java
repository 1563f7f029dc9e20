package org.trialbook.verify;

import java.io.IOException;
import java.nio.file.Path;
import org.trialbook.ledger.BundleReport;
import org.trialbook.ledger.BundleVerification;
import org.trialbook.ledger.LogSource;
import org.trialbook.ledger.Progress;
import org.trialbook.ledger.ServedLogVerification;
import org.trialbook.ledger.TrustAnchors;
import org.trialbook.ledger.UnreadableBundleException;

/// The one way in which a record is verified, whoever asks: lines, tree and signatures, and what the events say of
/// each other and of the files beside them.
public final class RecordVerification {

    private RecordVerification() {}

    /// Verifies the bundle in a file.
    ///
    /// @param trust what the inspector brings along
    /// @throws UnreadableBundleException if the file is not a bundle
    public static BundleReport ofBundle(Path file, TrustAnchors trust, Progress progress)
            throws UnreadableBundleException {
        return BundleVerification.verify(file, trust, new EventComparison(), progress);
    }

    /// Verifies the log that somebody serves, up to its newest checkpoint.
    ///
    /// @param trust what the inspector brings along: a server hands out no key, so the key must be in it
    /// @throws IOException if not even the checkpoint can be had
    public static BundleReport ofServedLog(LogSource source, TrustAnchors trust, Progress progress) throws IOException {
        return ServedLogVerification.verify(source, trust, new EventComparison(), progress);
    }
}
