package org.trialbook.trial.reading;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.ReadingEvent.ReadSubmitted;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Outcome;

/// Decides what is read again: by lot, among the recordings that were measured and are not being repeated in the
/// same way already. The repeat is a read of its own, under a new code; the first one stays as it is.
public final class RereadSample extends RoomDecision<SampleRereads> {

    public RereadSample() {
        super("sample-rereads", SampleRereads.class);
    }

    @Override
    Outcome among(SampleRereads act, ReadPlan plan, Recordings recordings) {
        Purpose purpose = Purpose.of(act.kind());
        if (act.codes().stream().anyMatch(recordings::taken)
                || act.codes().stream().distinct().count() < act.codes().size()) {
            return new Outcome.Refused(new ReadRefusal.CodeTaken());
        }
        List<OneRecording> sample = recordings.of(act.modality()).stream()
                .filter(recording ->
                        measured(recording) && recording.read(purpose).isEmpty())
                .sorted(act.lot().order(recording -> recording.code().value()))
                .limit(act.codes().size())
                .toList();
        List<TrialEvent> registered = new ArrayList<>();
        Iterator<ReadCode> codes = act.codes().iterator();
        for (OneRecording recording : sample) {
            registered.add(new FurtherReadRegistered(
                    act.context().study(), codes.next(), recording.code(), recording.modality(), purpose.stored()));
        }
        return registered.isEmpty()
                ? new Outcome.Refused(new ReadRefusal.NothingToRepeat(act.modality(), purpose))
                : new Outcome.Recorded(registered);
    }

    private static boolean measured(OneRecording recording) {
        return recording.reads().stream()
                .filter(read -> read.purpose().independent())
                .map(OneRead::submission)
                .anyMatch(submission -> submission instanceof ReadSubmitted found && found.notEvaluable() == null);
    }
}
