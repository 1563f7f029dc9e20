package org.trialbook.trial.reading;

import static org.trialbook.access.Role.DATA_MANAGER;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.problem.ProblemException;
import org.trialbook.access.problem.Problems;
import org.trialbook.event.ReadingEvent.ReadAssigned;
import org.trialbook.event.TrialEvent;
import org.trialbook.protocol.ReadPlan;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.ShuffleKey;
import org.trialbook.trial.act.Text;

/// Assigns all reads of a modality that nobody has: adjudications that are due are registered, and then, in random
/// order, each read goes to whom among the readers has least to do and may have it. A read that none of them may
/// have stays nobody's.
public final class AssignReads extends ReadPoolAct<AssignReads.Body> {
    /// More are left for the next act.
    static final int MOST = 500;

    private static final int MOST_READERS = 100;
    private static final Reason NOTHING_TO_ASSIGN =
            Reason.of("nothing-to-assign", "Reads are assigned that nobody has, to readers who may have them.");

    /// @param readers the ids of the accounts among which the reads are shared out, each once
    /// @param reason why they may be of few subjects, such as the last recordings of a trial
    public record Body(
            @Text(longest = 40) String modality,
            @Text(longest = 200) List<String> readers,
            @Text @Nullable String reason)
            implements OfModality {
        public Body {
            if (readers.isEmpty()
                    || readers.size() > MOST_READERS
                    || readers.stream().distinct().count() < readers.size()) {
                throw new ProblemException(
                        Problems.invalidField("readers", "1 to %d accounts, each once".formatted(MOST_READERS)));
            }
        }
    }

    public AssignReads() {
        super("assign-reads", Body.class, DATA_MANAGER);
    }

    @Override
    Outcome among(Command<String, Body> command, ReadPlan plan, Recordings all) {
        Body body = command.body();
        ShuffleKey chance = command.context().chance();
        List<TrialEvent> recorded = new ArrayList<>(DueAdjudications.register(command, plan, all));
        Map<String, Integer> toDo = toDo(body.readers(), all.of(body.modality()));
        List<OneRead> waiting = all.open(body.modality()).stream()
                .flatMap(recording -> recording.reads().stream())
                .filter(OneRead::open)
                .sorted(chance.order(read -> read.code().value()))
                .toList();
        Comparator<String> leastToDo = Comparator.comparing((String reader) -> Objects.requireNonNull(toDo.get(reader)))
                .thenComparing(chance.order(reader -> reader));
        List<OneRecording> assigned = new ArrayList<>();
        for (OneRead found : waiting) {
            if (assigned.size() == MOST) {
                break;
            }
            // The other read of the same recording may have been given to somebody just now.
            OneRecording recording = all.ofRead(found.code()).orElseThrow();
            body.readers().stream()
                    .filter(reader -> recording.mayDraw(reader, found))
                    .min(leastToDo)
                    .ifPresent(reader -> {
                        toDo.merge(reader, 1, Integer::sum);
                        ReadAssigned event = new ReadAssigned(command.study(), found.code(), reader);
                        all.apply(event);
                        assigned.add(recording);
                        recorded.add(event);
                    });
        }
        if (assigned.isEmpty()) {
            return new Outcome.Refused(NOTHING_TO_ASSIGN.with("modality", body.modality()));
        }
        Refusal tooFew = Mixing.tooFew(body.modality(), Mixing.subjects(assigned), body.reason());
        return tooFew == null ? new Outcome.Recorded(recorded) : new Outcome.Refused(tooFew);
    }

    private static Map<String, Integer> toDo(List<String> readers, Collection<OneRecording> recordings) {
        Map<String, Integer> toDo = new HashMap<>();
        readers.forEach(reader -> toDo.put(reader, 0));
        for (OneRecording recording : recordings) {
            for (OneRead read : recording.reads()) {
                if (!read.submitted() && read.reader() != null) {
                    toDo.computeIfPresent(read.reader(), (reader, reads) -> reads + 1);
                }
            }
        }
        return toDo;
    }
}
