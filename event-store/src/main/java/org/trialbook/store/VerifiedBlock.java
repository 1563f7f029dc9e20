package org.trialbook.store;

import java.util.List;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;

/// A block that [BlockAudit] found to continue the log: the only kind that gets into the picture.
record VerifiedBlock(Block block, List<EventLine> lines, List<byte[]> bytes, List<TreeHash> leaves) {}
