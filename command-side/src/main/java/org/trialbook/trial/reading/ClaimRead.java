package org.trialbook.trial.reading;

import static org.trialbook.access.Role.READER;

import java.util.List;
import java.util.Map;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Text;

/// Takes a read of an opened batch, whichever it is: any that nobody has and the reader may have, by lot.
public final class ClaimRead extends ReadPoolAct<ClaimRead.Body> {
    private static final Reason NOTHING_TO_CLAIM = Reason.of(
            "nothing-to-claim",
            "A read is claimed from an opened batch, from those that nobody has and the caller may have.");

    /// @param modality of which a read is wanted, such as `echo`
    public record Body(@Text(longest = 40) String modality) implements OfModality {}

    public ClaimRead() {
        super("claim-read", Body.class, READER);
    }

    /// The code of the read.
    @Override
    public Map<String, Object> receipt(RecordedEvent first, List<EventLine.Tag> tags) {
        return first.event() instanceof ReadAssigned claimed
                ? Map.of("read", claimed.read().value())
                : Map.of();
    }

    @Override
    Outcome among(Command<String, Body> command, ReadPlan plan, Recordings recordings) {
        String reader = command.actor().id();
        String modality = command.body().modality();
        return recordings.open(modality).stream()
                .flatMap(recording ->
                        recording.reads().stream().filter(read -> read.claimable() && recording.mayDraw(reader, read)))
                .min(command.context().chance().order(read -> read.code().value()))
                .map(read -> Outcome.recorded(new ReadAssigned(command.study(), read.code(), reader)))
                .orElseGet(() -> new Outcome.Refused(NOTHING_TO_CLAIM.with("modality", modality)));
    }
}
