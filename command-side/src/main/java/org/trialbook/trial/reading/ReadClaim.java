package org.trialbook.trial.reading;

import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Outcome;

/// Decides which read a reader gets: any of the opened batches that nobody has and the reader may have, by lot.
public final class ReadClaim extends RoomDecision<ClaimRead> {

    public ReadClaim() {
        super("claim-read", ClaimRead.class);
    }

    @Override
    Outcome among(ClaimRead act, ReadPlan plan, Recordings recordings) {
        String reader = act.context().actor().id();
        return recordings.of(act.modality()).stream()
                .flatMap(recording ->
                        recording.reads().stream().filter(read -> read.claimable() && recording.mayDraw(reader, read)))
                .min(act.lot().order(read -> read.code().value()))
                .map(read -> Outcome.recorded(new ReadAssigned(act.context().study(), read.code(), reader)))
                .orElseGet(() -> new Outcome.Refused(new ReadRefusal.NothingToClaim(act.modality())));
    }
}
