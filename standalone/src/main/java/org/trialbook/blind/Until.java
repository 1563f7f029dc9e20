package org.trialbook.blind;

import java.time.Instant;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.view.projection.TrialRecord;

/// The beginning of a record, as it once was the whole.
record Until(TrialRecord record, long size) implements TrialRecord {

    @Override
    public EventLine line(long position) {
        return record.line(position);
    }

    @Override
    public TreeHash leafHash(long position) {
        return record.leafHash(position);
    }

    @Override
    public long sizeAt(Instant instant) {
        return Math.min(size, record.sizeAt(instant));
    }
}
