package org.trialbook.trial.deviation;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.SubjectEvent.DeviationRecorded;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Records a deviation. It changes nothing else: whoever was randomized wrongly stays randomized (ICH E9, intention to
/// treat), and whoever has withdrawn may have deviated before.
public final class RecordDeviation extends SubjectAct<RecordDeviation.Body, SubjectState> {

    /// @param deviation a code of the protocol's deviations
    /// @param on the day on which it happened
    /// @param note sealed, because it may tell the arm
    public record Body(
            String deviation,
            LocalDate on,
            @Text(form = Text.Form.NOTE) String note) {}

    public RecordDeviation() {
        super("record-deviation", Body.class, COORDINATOR, INVESTIGATOR);
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, SubjectState subject) {
        return command.body().on();
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, SubjectState>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                this::happened,
                this::notBeforeTheRegistration,
                RecordDeviation::known);
    }

    @Override
    public SubjectState initial(Command<SubjectId, Body> command) {
        return new SubjectState();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, SubjectState subject) {
        Body body = command.body();
        return Outcome.recorded(new DeviationRecorded(
                command.study(),
                command.target(),
                command.target().site(),
                body.deviation(),
                body.on(),
                Sealed.of(body.note())));
    }

    private static @Nullable Refusal known(Command<SubjectId, Body> command, SubjectState subject) {
        List<String> known = SharedReasons.codes(subject.protocol().deviations());
        String given = command.body().deviation();
        return known.contains(given) ? null : SharedReasons.unknownCode("deviation", given, known);
    }
}
