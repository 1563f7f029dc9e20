package org.trialbook.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the lines of a bundle and, beside them, the leaf hashes that the signed root covers: a line that
/// differs from its leaf hash is found exactly, which the root alone could not do.
final class BundledLines {

    /// How often progress is told; one less than a power of two.
    private static final int EVERY = 0x3FFF;

    private final Findings findings;
    private final RootsAgainstCheckpoints signed;
    private final @Nullable Checkpoint checkpoint;
    private final @Nullable String completeAs;
    private final KeyChain keys = new KeyChain();
    private final LineOrderCheck audit;
    private final StudyOfLines study;
    private final EventChecks events;
    private final Consumer<Finding> found;
    private final Progress progress;
    private final TreeHasher hasher = new TreeHasher();
    private final byte[] hash = new byte[TreeHash.BYTES];
    private boolean complete;
    private @Nullable Long leafCount;
    private long count;
    private long withheld;
    private long bytes;

    /// @param study which the lines are to be of, or null if nothing says
    /// @param completeAs what the record calls itself if nothing may be withheld from it, or null if events may
    BundledLines(
            Findings findings,
            RootsAgainstCheckpoints signed,
            @Nullable Checkpoint checkpoint,
            @Nullable String completeAs,
            @Nullable String study,
            EventChecks events,
            Progress progress) {
        this.findings = findings;
        this.signed = signed;
        this.checkpoint = checkpoint;
        this.completeAs = completeAs;
        this.study = new StudyOfLines(study);
        this.events = events;
        this.found = findings::add;
        this.progress = progress;
        this.audit = new LineOrderCheck(findings);
    }

    /// How many leaf hashes there are, or null if not all were read.
    @Nullable
    Long leafCount() {
        return leafCount;
    }

    /// How many events are withheld, or null if not all lines were read.
    @Nullable
    Long withheld() {
        return complete ? withheld : null;
    }

    /// Whether all lines were read, and those that are shown are of other studies than the one that was looked for.
    boolean isOfOtherStudies() {
        return complete && study.isOfOthers();
    }

    /// When the last event that is shown was recorded, or 1970 if none is.
    Instant lastRecorded() {
        Instant recorded = audit.lastRecorded();
        return recorded == null ? Instant.EPOCH : recorded;
    }

    /// The rotations of the log's key that stand in the lines.
    KeyChain keys() {
        return keys;
    }

    void read(InputStream lineBytes, InputStream leafBytes) {
        LeafReader leaves = new LeafReader(leafBytes, signed);
        long at = 0;
        try {
            LineReader lines = new LineReader(lineBytes);
            while (lines.next()) {
                compare(lines, leaves);
                at = audit.expected();
                if (findings.enough()) {
                    return;
                }
                if ((count & EVERY) == 0) {
                    progress.checked(count);
                }
            }
            long size = leaves.toTheEnd().size();
            complete = true;
            if (leaves.stray() > 0) {
                findings.add(new Finding.MalformedEntry(
                        BundleEntries.LEAVES, leaves.stray() + " bytes at the end are no whole hash"));
            }
            leafCount = size;
            compareSizes(size);
        } catch (ServedPieces.Unserved unserved) {
            findings.add(unserved.finding());
        } catch (IOException damaged) {
            findings.add(new Finding.DamagedData(at, String.valueOf(damaged.getMessage())));
        }
    }

    private void compare(LineReader lines, LeafReader leaves) throws IOException {
        long place = audit.expected();
        long withheldAt = WithheldLine.position(lines.buffer(), lines.from(), lines.length());
        if (withheldAt >= 0) {
            withhold(place, withheldAt, leaves);
            return;
        }
        LineScan line = audit.check(lines.buffer(), lines.from(), lines.length());
        count++;
        bytes += lines.length();
        if (line != null) {
            keys.take(line);
            study.take(line);
            events.line(line, found);
        }
        // A line that is out of place has been reported, and belongs to another leaf.
        if ((line == null || line.position() == place) && leaves.has(place)) {
            hasher.leaf(lines.buffer(), lines.from(), lines.length(), hash, 0);
            if (!leaves.is(place, hash)) {
                findings.add(new Finding.ChangedLine(place, leaves.at(place), TreeHash.at(hash, 0)));
            }
        }
    }

    /// Nothing is there to be compared with the leaf hash, which must be read all the same: later lines are
    /// compared with those behind it.
    private void withhold(long place, long position, LeafReader leaves) throws IOException {
        audit.withheld(position);
        count++;
        withheld++;
        keys.withheld(position);
        events.withheld();
        if (completeAs != null) {
            findings.add(new Finding.UndeclaredRedaction(position, completeAs));
        }
        if (position == place) {
            leaves.has(place);
        }
    }

    /// To be called after [#read]: what the events say can be judged if all lines were read.
    ///
    /// @return whether that is so
    boolean judgeEvents() {
        if (complete) {
            events.allRead(found);
        }
        return complete;
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

    /// Puts together what was seen.
    BundleReport report(
            Findings all,
            @Nullable BundleManifest manifest,
            CheckpointsAgainstKeys claims,
            TrustAnchors trust,
            @Nullable NoteVerifier key,
            KeyChain.Verdict verdict,
            int protocols) {
        return new BundleReport(
                all.sorted(),
                complete,
                manifest,
                claims.checkpoint(),
                key,
                trust.key() != null,
                verdict.keys() == null ? List.of() : verdict.keys().epochs(),
                verdict.pinnedFrom(),
                claims.cosignatures(),
                count,
                withheld,
                bytes,
                audit.firstRecorded(),
                audit.lastRecorded(),
                claims.trustedEarlier(),
                protocols,
                events.practice());
    }
}
