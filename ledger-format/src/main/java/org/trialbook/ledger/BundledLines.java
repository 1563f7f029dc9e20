package org.trialbook.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads the lines of a bundle and, beside them, the leaf hashes that the signed root covers: a line that differs from
/// its leaf hash is found exactly, which the root alone could not do.
final class BundledLines {

    private final Findings findings;
    private final SignedRoots signed;
    private final @Nullable Checkpoint checkpoint;
    private final LineAudit audit;
    private boolean complete;
    private long count;
    private long bytes;

    BundledLines(Findings findings, SignedRoots signed, @Nullable Checkpoint checkpoint) {
        this.findings = findings;
        this.signed = signed;
        this.checkpoint = checkpoint;
        this.audit = new LineAudit(findings);
    }

    /// Whether everything was read.
    boolean complete() {
        return complete;
    }

    long count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    @Nullable
    Instant firstRecorded() {
        return audit.firstRecorded();
    }

    @Nullable
    Instant lastRecorded() {
        return audit.lastRecorded();
    }

    void read(InputStream lineBytes, InputStream leafBytes) {
        LeafReader leaves = new LeafReader(leafBytes, signed);
        try {
            LineReader lines = new LineReader(lineBytes);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                compare(line, leaves);
                if (findings.full()) {
                    return;
                }
            }
            long size = leaves.toTheEnd().size();
            complete = true;
            if (leaves.stray() > 0) {
                findings.add(new Finding.MalformedEntry(
                        BundleEntries.LEAVES, leaves.stray() + " bytes at the end are no whole hash"));
            }
            signed.finish(size);
            compareSizes(size);
        } catch (IOException damaged) {
            findings.add(new Finding.DamagedData(audit.expected(), String.valueOf(damaged.getMessage())));
        }
    }

    private void compare(byte[] bytesOfLine, LeafReader leaves) throws IOException {
        long place = audit.expected();
        EventLine line = audit.check(bytesOfLine);
        count++;
        bytes += bytesOfLine.length;
        // A line that is out of place has been reported, and belongs to another leaf.
        TreeHash kept = line == null || line.position() == place ? leaves.at(place) : null;
        if (kept != null) {
            TreeHash computed = Sha256.leaf(bytesOfLine);
            if (!kept.equals(computed)) {
                findings.add(new Finding.ChangedLine(place, kept, computed));
            }
        }
    }

    private void compareSizes(long leaves) {
        long lines = audit.expected();
        if (checkpoint == null) {
            if (lines != leaves) {
                findings.add(new Finding.MalformedEntry(
                        BundleEntries.LEAVES, leaves + " hashes stand beside " + lines + " lines"));
            }
            return;
        }
        long size = checkpoint.size();
        for (long there : new long[] {lines, leaves}) {
            if (there < size) {
                findings.add(new Finding.MissingTail(there, size));
            } else if (there > size) {
                findings.add(new Finding.BeyondCheckpoint(size, size, there));
            }
        }
    }
}
