package org.trialbook.trial.reading;

import java.util.SortedSet;
import java.util.TreeSet;
import org.trialbook.event.EventJson;
import org.trialbook.event.EventTag;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.TrialEvent;
import org.trialbook.ledger.EventLine;
import org.trialbook.store.Log;

/// Looks up which codes belong to one recording, so that an act on one of them can name the others in its boundary.
public final class ReadFamilies {

    private final Log log;

    public ReadFamilies(Log log) {
        this.log = log;
    }

    public ReadFamily of(ReadCode read) {
        ReadCode recording = recordingOf(read);
        SortedSet<String> reads = new TreeSet<>();
        reads.add(read.value());
        reads.add(recording.value());
        for (long position : log.positionsWithTag(EventTag.RECORDING, recording.value())) {
            if (event(position) instanceof FurtherReadRegistered further) {
                reads.add(further.read().value());
            }
        }
        return new ReadFamily(recording, reads);
    }

    private ReadCode recordingOf(ReadCode read) {
        for (long position : log.positionsWithTag(EventTag.READ, read.value())) {
            if (event(position) instanceof FurtherReadRegistered further) {
                return further.of();
            }
        }
        return read;
    }

    private TrialEvent event(long position) {
        EventLine line = log.line(position);
        return EventJson.read(line.type(), line.version(), line.payload());
    }
}
