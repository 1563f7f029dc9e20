package org.trialbook.trial.reading;

import java.util.List;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.trial.act.Outcome;

/// Decides which read a reader gets: any that nobody has and the reader may have, by lot.
public final class ReadClaim extends RoomDecision<ClaimRead> {

    public ReadClaim() {
        super("claim-read", ClaimRead.class);
    }

    @Override
    Outcome among(ClaimRead act, List<OneRecording> recordings, Recordings all) {
        String reader = act.context().actor().id();
        return recordings.stream()
                .flatMap(recording -> recording.reads().stream().filter(read -> recording.mayDraw(reader, read)))
                .min(act.lot().order(read -> read.code().value()))
                .map(read -> Outcome.recorded(new ReadAssigned(act.context().study(), read.code(), reader)))
                .orElseGet(() -> new Outcome.Refused(new ReadRefusal.NothingToClaim(act.modality())));
    }
}
