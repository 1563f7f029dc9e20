package org.trialbook.trial.reading;

import static org.trialbook.access.Role.DATA_MANAGER;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.StudyEvent.ReadingBatchOpened;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Text;

/// Lets readers claim the reads of a modality that nobody has: adjudications that are due are registered, and
/// everything of the modality that nobody has may be claimed from now on.
public final class OpenReadingBatch extends ReadPoolAct<OpenReadingBatch.Body> {
    private static final Reason NOTHING_TO_OPEN =
            Reason.of("nothing-to-open", "A batch is made of reads that nobody has and that are in no batch yet.");

    /// @param reason why the batch may be of few subjects, such as the last recordings of a trial
    public record Body(
            @Text(longest = 40) String modality,
            @Text @Nullable String reason) implements OfModality {}

    public OpenReadingBatch() {
        super("open-reading-batch", Body.class, DATA_MANAGER);
    }

    @Override
    Outcome among(Command<String, Body> command, ReadPlan plan, Recordings recordings) {
        Body body = command.body();
        List<TrialEvent> recorded = new ArrayList<>(DueAdjudications.register(command, plan, recordings));
        List<OneRecording> waiting = recordings.open(body.modality()).stream()
                .filter(recording -> recording.reads().stream().anyMatch(OneRead::waiting))
                .toList();
        if (waiting.isEmpty()) {
            return new Outcome.Refused(NOTHING_TO_OPEN.with("modality", body.modality()));
        }
        int subjects = Mixing.subjects(waiting);
        Refusal tooFew = Mixing.tooFew(body.modality(), subjects, body.reason());
        if (tooFew != null) {
            return new Outcome.Refused(tooFew);
        }
        int reads = (int) waiting.stream()
                .flatMap(recording -> recording.reads().stream())
                .filter(OneRead::waiting)
                .count();
        recorded.add(new ReadingBatchOpened(command.study(), body.modality(), reads, subjects, body.reason()));
        return new Outcome.Recorded(recorded);
    }
}
