package org.trialbook.ledger;

import java.io.IOException;
import java.io.InputStream;

/// Verifies a log that somebody serves: fetches every line, checks and hashes it again, and compares the
/// tree with the signed root and with what the inspector remembers. Like [BundleVerification] in all but
/// where the bytes come from.
public final class ServedLogVerification {

    private static final String CHECKPOINT = "/checkpoint";

    private ServedLogVerification() {}

    /// Verifies the log up to its newest checkpoint.
    ///
    /// @param trust what the inspector brings along: a server hands out no key, so the key must be in it
    /// @param events compares what the events say; used up by this
    /// @throws IOException if not even the checkpoint can be had
    public static BundleReport verify(LogSource source, TrustAnchors trust, EventChecks events, Progress progress)
            throws IOException {
        Findings findings = Findings.all();
        CheckpointsAgainstKeys claims = new CheckpointsAgainstKeys(findings, trust);
        claims.take(CHECKPOINT, source.checkpoint());
        Checkpoint checkpoint = claims.checkpoint();
        long size = checkpoint == null ? 0 : checkpoint.size();
        progress.expects(size);
        RootsAgainstCheckpoints roots = claims.roots();
        BundledLines lines = new BundledLines(findings, roots, checkpoint, "a served log", null, events, progress);
        try (InputStream lineBytes = new ServedPieces(source, TilePath.ENTRIES, size);
                InputStream leafBytes = new ServedPieces(source, 0, size)) {
            lines.read(lineBytes, leafBytes);
        }
        lines.judgeEvents();
        KeyChain.Verdict keys = lines.keys().judge(trust.key(), null, findings);
        claims.judge(keys, trust.witnesses(), roots, checkpoint == null ? null : lines.leafCount());
        return lines.report(findings, null, claims, trust, trust.key(), keys, 0);
    }
}
