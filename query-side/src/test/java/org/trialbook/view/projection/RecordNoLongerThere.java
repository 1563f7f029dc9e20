package org.trialbook.view.projection;

import java.time.Instant;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.store.LogUnavailableException;

/// What a process read of a log in whose place there is an older one by now.
record RecordNoLongerThere(Story read) implements TrialRecord {

    @Override
    public long size() {
        return read.size();
    }

    @Override
    public EventLine line(long position) {
        return read.line(position);
    }

    @Override
    public TreeHash leafHash(long position) {
        return read.leafHash(position);
    }

    @Override
    public long sizeAt(Instant instant) {
        return read.sizeAt(instant);
    }

    @Override
    public void confirm() {
        throw new LogUnavailableException("The store no longer holds block 7");
    }
}
