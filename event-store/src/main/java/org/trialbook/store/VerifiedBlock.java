package org.trialbook.store;

import java.util.List;
import org.trialbook.ledger.EventLine.Tag;
import org.trialbook.ledger.MerkleFrontier;
import org.trialbook.ledger.TreeHash;

/// A block that continues the log, because [BlockContinuityCheck] found so or because this process has just made it:
/// the only
/// kind that gets into the picture.
///
/// @param after the tree after the block
record VerifiedBlock(long number, List<Line> lines, MerkleFrontier after) {

    /// Where the log goes on behind this block.
    LogPicture.Tip tip() {
        return new LogPicture.Tip(number + 1, after, lines.getLast().recordedMicros());
    }

    /// What the picture keeps of one event.
    ///
    /// @param bytes what is hashed; nobody changes them. Empty where a snapshot told the rest
    /// @param recordedMicros when it was recorded, in microseconds since 1970
    record Line(byte[] bytes, TreeHash leaf, String type, String version, List<Tag> tags, long recordedMicros) {}
}
