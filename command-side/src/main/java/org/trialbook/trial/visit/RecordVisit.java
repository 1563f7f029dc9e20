package org.trialbook.trial.visit;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.VisitStates;
import org.trialbook.event.SubjectEvent.VisitDone;
import org.trialbook.event.SubjectId;
import org.trialbook.event.VisitWindow;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;
import org.trialbook.trial.rules.VisitRules;

/// Records that a visit took place. Outside its window it is recorded with the days it was early or late, as a
/// deviation; it is never refused for that.
public final class RecordVisit extends SubjectAct<RecordVisit.Body, VisitStates> {
    private final List<Rule<Command<SubjectId, Body>, VisitStates>> rules = fact(
            (command, visits) -> VisitRules.known(visits, command.body().visit()),
            (command, visits) -> VisitRules.anchored(visits, command.body().visit()),
            (command, visits) -> VisitRules.notBeforeItsAnchor(
                    visits, command.body().visit(), command.body().doneOn()),
            RecordVisit::notDone);

    /// @param visit a code of the protocol's visits
    public record Body(String visit, LocalDate doneOn) {}

    public RecordVisit() {
        super("record-visit", Body.class, COORDINATOR, INVESTIGATOR);
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, VisitStates visits) {
        return command.body().doneOn();
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, VisitStates>> rules() {
        return rules;
    }

    @Override
    public VisitStates initial(Command<SubjectId, Body> command) {
        return new VisitStates();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, VisitStates visits) {
        Body body = command.body();
        @Nullable VisitWindow window = visits.window(body.visit()).orElse(null);
        return Outcome.recorded(new VisitDone(
                command.study(),
                command.target(),
                command.target().site(),
                body.visit(),
                body.doneOn(),
                window,
                window == null ? 0 : window.daysOutside(body.doneOn())));
    }

    private static @Nullable Refusal notDone(Command<SubjectId, Body> command, VisitStates visits) {
        String visit = command.body().visit();
        return visits.state(visit)
                .filter(VisitStates.State.DONE::equals)
                .map(done -> SharedReasons.alreadyRecorded("visit " + visit + " is done"))
                .orElse(null);
    }
}
