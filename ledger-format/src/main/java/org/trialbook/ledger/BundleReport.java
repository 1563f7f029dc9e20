package org.trialbook.ledger;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the verification of a bundle has seen, and everything that is wrong with it.
///
/// @param findings by position, those without one at the end
/// @param complete whether everything was read; false if there were too many findings to go on
/// @param manifest what the bundle says about itself, or null if that is unreadable
/// @param checkpoint what is signed, or null if that is unreadable
/// @param key the key the signatures were checked with, or null if there was none
/// @param pinned whether the inspector brought the key; if not, it is the bundle's own, and proves only
///     that the bundle agrees with itself
/// @param keys which key was in force from which size on; empty if there was none
/// @param pinnedFrom the smallest size that the inspector's key, or one that it handed over to, signs
///     for: above 0 if the inspector brought a later key than the log's first
/// @param cosignatures which of the inspector's witnesses have cosigned the checkpoint, and when
/// @param lines how many events were read, those that are withheld included
/// @param withheld how many of them are withheld
/// @param lineBytes the length of the lines that are shown, without newlines
/// @param firstRecorded when the first event that is shown was recorded
/// @param lastRecorded when the last event that is shown was recorded
/// @param earlierCheckpoints how many checkpoints besides the last one were read
/// @param protocols how many study protocols the bundle holds
/// @param practice whether the record says that its study is only for practice
public record BundleReport(
        List<Finding> findings,
        boolean complete,
        @Nullable BundleManifest manifest,
        @Nullable Checkpoint checkpoint,
        @Nullable NoteVerifier key,
        boolean pinned,
        List<KeyHistory.KeyEpoch> keys,
        long pinnedFrom,
        List<Cosignature> cosignatures,
        long lines,
        long withheld,
        long lineBytes,
        @Nullable Instant firstRecorded,
        @Nullable Instant lastRecorded,
        int earlierCheckpoints,
        int protocols,
        boolean practice) {

    /// The same, with what was found beside the bundle.
    public BundleReport with(List<Finding> beside) {
        return new BundleReport(
                Stream.concat(findings.stream(), beside.stream()).toList(),
                complete,
                manifest,
                checkpoint,
                key,
                pinned,
                keys,
                pinnedFrom,
                cosignatures,
                lines,
                withheld,
                lineBytes,
                firstRecorded,
                lastRecorded,
                earlierCheckpoints,
                protocols,
                practice);
    }

    public boolean sound() {
        return findings.isEmpty();
    }

    /// From where on the record can't be relied on: the first position found bad, or the beginning of the
    /// first stretch that is bad without any of its positions standing out.
    public OptionalLong firstBadPosition() {
        return Findings.firstBadPosition(findings);
    }
}
