package org.trialbook.trial.reading;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.trialbook.event.ReadCode;
import org.trialbook.event.ReadingEvent.FurtherReadRegistered;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.ReadPlan;

/// Registers third reads when reads are next shared out, and not when the later of two readers submits: the record
/// would grow by two under that reader's eyes, and by its moment the third read would be known for what it is.
final class DueAdjudications {

    /// How many codes are drawn for one act; more are left for the next one.
    static final int MOST = 200;

    private DueAdjudications() {}

    /// What is due in random order; the recordings know of it afterwards. A code that is taken is passed over.
    static List<TrialEvent> register(SharesOut act, ReadPlan plan, Recordings recordings) {
        Iterator<ReadCode> codes = act.codes().stream()
                .filter(code -> !recordings.taken(code))
                .distinct()
                .iterator();
        List<OneRecording> due = recordings.of(act.modality()).stream()
                .filter(recording -> recording.adjudicationDue(plan))
                .sorted(act.lot().order(recording -> recording.code().value()))
                .toList();
        List<TrialEvent> registered = new ArrayList<>();
        for (OneRecording recording : due) {
            if (!codes.hasNext()) {
                break;
            }
            TrialEvent event = new FurtherReadRegistered(
                    act.context().study(),
                    codes.next(),
                    recording.code(),
                    recording.modality(),
                    Purpose.ADJUDICATION.stored());
            registered.add(event);
        }
        registered.forEach(recordings::apply);
        return registered;
    }
}
