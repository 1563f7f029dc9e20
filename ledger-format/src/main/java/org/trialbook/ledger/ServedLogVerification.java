package org.trialbook.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;

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
        if (lines.judgeEvents()) {
            events.beside((position, sha256) -> text(source, position, sha256, findings), findings::add);
        }
        KeyChain.Verdict keys = lines.keys().judge(trust.key(), null, findings);
        claims.judge(keys, trust.witnesses(), roots, checkpoint == null ? null : lines.leafCount());
        return lines.report(findings, null, claims, trust, trust.key(), keys, 0);
    }

    private static Optional<byte[]> text(LogSource source, long position, String sha256, Findings findings) {
        String path = "text/" + sha256;
        try {
            byte[] text = source.text(sha256);
            String actual = HexFormat.of().formatHex(Sha256.digest().digest(text));
            if (actual.equals(sha256)) {
                return Optional.of(text);
            }
            findings.add(new Finding.UnservedPiece(position, path, "its SHA-256 is " + actual));
        } catch (IOException missing) {
            findings.add(new Finding.UnservedPiece(position, path, String.valueOf(missing.getMessage())));
        }
        return Optional.empty();
    }
}
