package org.trialbook.trial.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;

/// Decides who reads what: adjudications that are due are registered, and then, in random order, each read goes to whom
/// among the readers has least to do and may have it. A
/// read that none of them may have stays nobody's.
public final class AssignmentByRule extends RoomDecision<AssignReads> {

    /// More are left for the next act.
    static final int MOST = 500;

    public AssignmentByRule() {
        super("assign-reads", AssignReads.class);
    }

    private record Waiting(OneRecording recording, OneRead read) {}

    @Override
    Outcome among(AssignReads act, ReadPlan plan, Recordings all) {
        List<TrialEvent> recorded = new ArrayList<>(DueAdjudications.register(act, plan, all));
        List<OneRecording> recordings = all.of(act.modality());
        Map<String, Integer> toDo = new HashMap<>();
        act.readers().forEach(reader -> toDo.put(reader, 0));
        for (OneRecording recording : recordings) {
            for (OneRead read : recording.reads()) {
                if (!read.submitted() && read.reader() != null) {
                    toDo.computeIfPresent(read.reader(), (reader, reads) -> reads + 1);
                }
            }
        }
        List<Waiting> waiting = recordings.stream()
                .flatMap(recording ->
                        recording.reads().stream().filter(OneRead::open).map(read -> new Waiting(recording, read)))
                .sorted(act.lot().order(found -> found.read().code().value()))
                .toList();
        Comparator<String> leastToDo = Comparator.comparing((String reader) -> Objects.requireNonNull(toDo.get(reader)))
                .thenComparing(act.lot().order(reader -> reader));
        List<Waiting> assigned = new ArrayList<>();
        for (Waiting found : waiting) {
            if (assigned.size() == MOST) {
                break;
            }
            act.readers().stream()
                    .filter(reader -> found.recording().mayDraw(reader, found.read()))
                    .min(leastToDo)
                    .ifPresent(reader -> {
                        toDo.merge(reader, 1, Integer::sum);
                        ReadAssigned event = new ReadAssigned(
                                act.context().study(), found.read().code(), reader);
                        // The other read of the same recording must see it.
                        found.recording().apply(event);
                        assigned.add(found);
                        recorded.add(event);
                    });
        }
        if (assigned.isEmpty()) {
            return new Outcome.Refused(new ReadRefusal.NothingToAssign(act.modality()));
        }
        Refusal tooFew = Mixing.tooFew(
                act, Mixing.subjects(assigned.stream().map(Waiting::recording).toList()));
        return tooFew == null ? new Outcome.Recorded(recorded) : new Outcome.Refused(tooFew);
    }
}
