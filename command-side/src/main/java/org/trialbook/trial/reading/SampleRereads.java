package org.trialbook.trial.reading;

import static org.trialbook.access.Role.DATA_MANAGER;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.ShuffleKey;
import org.trialbook.trial.act.Text;

/// Has a random sample of what was read, read again: among the recordings that were measured and are not being repeated
/// in the same way already. The repeat is a read of its own, under a new code; the first one stays as it is.
public final class SampleRereads extends ReadPoolAct<SampleRereads.Body> {
    private static final int MOST = 200;
    private static final Reason NOTHING_TO_REPEAT = Reason.of(
            "nothing-to-repeat",
            "What is read again was read and measured, and is not being read again in the same way already.");

    /// @param kind `intra-reader`: by the same reader; `inter-reader`: by another one
    /// @param count how many recordings; fewer when there are not so many
    public record Body(
            @Text(longest = 40) String modality,
            @Text(oneOf = {"intra-reader", "inter-reader"}) String kind,
            int count) implements OfModality {
        public Body {
            if (count < 1 || count > MOST) {
                throw new ProblemException(Problems.invalidField("count", "from 1 to " + MOST));
            }
        }
    }

    public SampleRereads() {
        super("sample-rereads", Body.class, DATA_MANAGER);
    }

    @Override
    Outcome among(Command<String, Body> command, ReadPlan plan, Recordings recordings) {
        Body body = command.body();
        Purpose purpose = Purpose.of(body.kind());
        ShuffleKey chance = command.context().chance();
        Iterator<ReadCode> codes = recordings.free(chance);
        List<TrialEvent> registered = new ArrayList<>();
        recordings.of(body.modality()).stream()
                .filter(recording ->
                        measured(recording) && recording.read(purpose).isEmpty())
                .sorted(chance.order(recording -> recording.code().value()))
                .limit(body.count())
                .forEach(recording -> registered.add(new FurtherReadRegistered(
                        command.study(), codes.next(), recording.code(), recording.modality(), purpose.stored())));
        return registered.isEmpty()
                ? new Outcome.Refused(
                        NOTHING_TO_REPEAT.with("modality", body.modality()).with("kind", purpose.stored()))
                : new Outcome.Recorded(registered);
    }

    private static boolean measured(OneRecording recording) {
        return recording.reads().stream()
                .filter(read -> read.purpose().independent())
                .map(OneRead::result)
                .anyMatch(result -> result != null && result.notEvaluable() == null);
    }
}
