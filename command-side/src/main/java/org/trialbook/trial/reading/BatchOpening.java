package org.trialbook.trial.reading;

import java.util.ArrayList;
import java.util.List;
import org.trialbook.event.StudyEvent.ReadingBatchOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;

/// Decides whether a batch is opened: adjudications that are due are registered, and everything of the modality that
/// nobody has may be claimed from now on.
public final class BatchOpening extends RoomDecision<OpenReadingBatch> {

    public BatchOpening() {
        super("open-reading-batch", OpenReadingBatch.class);
    }

    @Override
    Outcome among(OpenReadingBatch act, ReadPlan plan, Recordings recordings) {
        List<TrialEvent> recorded = new ArrayList<>(DueAdjudications.register(act, plan, recordings));
        List<OneRecording> waiting = recordings.of(act.modality()).stream()
                .filter(recording -> recording.reads().stream().anyMatch(OneRead::waiting))
                .toList();
        if (waiting.isEmpty()) {
            return new Outcome.Refused(new ReadRefusal.NothingToOpen(act.modality()));
        }
        int subjects = Mixing.subjects(waiting);
        Refusal tooFew = Mixing.tooFew(act, subjects);
        if (tooFew != null) {
            return new Outcome.Refused(tooFew);
        }
        int reads = (int) waiting.stream()
                .flatMap(recording -> recording.reads().stream())
                .filter(OneRead::waiting)
                .count();
        recorded.add(new ReadingBatchOpened(act.context().study(), act.modality(), reads, subjects, act.reason()));
        return new Outcome.Recorded(recorded);
    }
}
