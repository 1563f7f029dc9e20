package org.trialbook.view.datacuts;

import static org.trialbook.access.Role.OVERSIGHT;
import static org.trialbook.access.Role.SITE_STAFF;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.trialbook.access.Caller;
import org.trialbook.access.QuestionPermission;
import org.trialbook.event.DataCutNamed;
import org.trialbook.event.EventTypes;
import org.trialbook.view.projection.Snapshot;
import org.trialbook.view.question.Parameters;
import org.trialbook.view.question.Question;
import org.trialbook.view.question.QuestionAnswer;

/// The cuts of the data that have a name, each with the moment to ask every other question as of.
public final class DataCutsQuestion extends Question<QuestionAnswer> {
    private static final Set<String> NAMED =
            Set.of(EventTypes.nameOf(DataCutNamed.class).qualified());

    public DataCutsQuestion() {
        super(QuestionPermission.of("data-cuts").and(SITE_STAFF).and(OVERSIGHT), "/data-cuts", List.of());
    }

    record DataCutsAnswer(List<Cut> cuts) {}

    /// @param asOf as this caller asks for the moment
    record Cut(String cut, String kind, String because, Instant namedAt, String asOf) {}

    @Override
    public boolean ofRecordAlone() {
        return true;
    }

    @Override
    public QuestionAnswer answer(Snapshot snapshot, Caller caller, Parameters parameters) {
        List<Cut> cuts = new ArrayList<>();
        for (long position : parameters.record().ofTypes(NAMED, 0, snapshot.size())) {
            parameters.record().event(position).ifPresent(recorded -> {
                if (recorded.event() instanceof DataCutNamed named) {
                    cuts.add(new Cut(
                            named.cut(),
                            named.kind(),
                            named.because(),
                            recorded.recordedAt(),
                            parameters.moment(caller, position + 1)));
                }
            });
        }
        return QuestionAnswer.whole(new DataCutsAnswer(cuts));
    }
}
