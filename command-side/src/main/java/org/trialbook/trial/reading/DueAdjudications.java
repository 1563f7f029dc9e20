package org.trialbook.trial.reading;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.ShuffleKey;

/// Registers third reads when reads are next shared out, and not when the later of two readers submits: the record
/// would grow by two under that reader's eyes, and by its moment the third read would be known for what it is.
final class DueAdjudications {
    /// How many are registered by one act; more are left for the next one.
    static final int MOST = 200;

    private DueAdjudications() {}

    /// What is due, in random order; the recordings know of it afterwards.
    static List<TrialEvent> register(
            Command<String, ? extends ReadPoolAct.OfModality> command, ReadPlan plan, Recordings recordings) {
        ShuffleKey chance = command.context().chance();
        Iterator<ReadCode> codes = recordings.free(chance);
        List<OneRecording> due = recordings.of(command.body().modality()).stream()
                .filter(recording -> recording.adjudicationDue(plan))
                .sorted(chance.order(recording -> recording.code().value()))
                .limit(MOST)
                .toList();
        List<TrialEvent> registered = new ArrayList<>();
        for (OneRecording recording : due) {
            registered.add(new FurtherReadRegistered(
                    command.study(),
                    codes.next(),
                    recording.code(),
                    recording.modality(),
                    Purpose.ADJUDICATION.stored()));
        }
        registered.forEach(recordings::apply);
        return registered;
    }
}
