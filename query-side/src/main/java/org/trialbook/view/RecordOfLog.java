package org.trialbook.view;

import java.time.Duration;
import java.time.Instant;
import org.trialbook.event.EventTypes;
import org.trialbook.ledger.EventLine;
import org.trialbook.ledger.TreeHash;
import org.trialbook.store.Log;
import org.trialbook.view.projection.TrialRecord;

/// The record, read from the verified log.
final class RecordOfLog implements TrialRecord {

    private final Log log;

    RecordOfLog(Log log) {
        this.log = log;
    }

    @Override
    public long size() {
        return log.size();
    }

    @Override
    public long known() {
        return log.firstBut(EventTypes::knows).orElseGet(log::size);
    }

    @Override
    public EventLine line(long position) {
        return log.line(position);
    }

    @Override
    public TreeHash leafHash(long position) {
        return log.leafHash(position);
    }

    @Override
    public long sizeAt(Instant instant) {
        return log.positionAt(instant);
    }

    @Override
    public void confirm() {
        log.confirm();
    }

    @Override
    public boolean awaitBeyond(long position, Duration patience) throws InterruptedException {
        return log.awaitBeyond(position, patience);
    }
}
