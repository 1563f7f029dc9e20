package org.trialbook.trial.assessment;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.VisitStates;
import org.trialbook.event.FormEvent.FormAdded;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Visit;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;
import org.trialbook.trial.rules.VisitRules;

/// Adds one of the protocol's forms to one visit of one subject: a laboratory form at week 6, because somebody fell
/// ill. It is expected, shown, recorded and corrected from then on as the visit's others are.
public final class AddForm extends SubjectAct<AddForm.Body, VisitStates> {
    private static final Reason AT_THE_VISIT =
            Reason.of("form-is-at-the-visit", "A form is added to a visit that does not have it yet.");
    private static final Reason TELLS_BY_ITS_PLACE = Reason.of(
            "added-form-would-tell",
            "Everybody is told which forms a visit has, so none is added to it that reveals the arm as a whole.");

    private final List<Rule<Command<SubjectId, Body>, VisitStates>> rules = fact(
            AddForm::knownVisit,
            AddForm::knownForm,
            AddForm::notAtTheVisit,
            AddForm::tellsNothing,
            (command, visits) -> VisitRules.notMissed(visits, command.body().visit()));

    /// @param form one of the protocol's that stand at visits
    /// @param because sealed, because it may tell the arm
    public record Body(String visit, String form, @Text String because) {}

    public AddForm() {
        super("add-form", Body.class, COORDINATOR, INVESTIGATOR);
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
        return Outcome.recorded(new FormAdded(
                command.study(),
                command.target(),
                command.target().site(),
                body.visit(),
                body.form(),
                Sealed.of(body.because())));
    }

    private static @Nullable Refusal knownVisit(Command<SubjectId, Body> command, VisitStates visits) {
        Protocol protocol = visits.subject().protocol();
        String visit = command.body().visit();
        return protocol.visit(visit).isPresent()
                ? null
                : SharedReasons.unknownCode("visit", visit, protocol.visitCodes());
    }

    private static @Nullable Refusal knownForm(Command<SubjectId, Body> command, VisitStates visits) {
        List<String> known = visits.subject().protocol().forms().stream()
                .filter(form -> !form.outsideVisits())
                .map(Form::code)
                .toList();
        String form = command.body().form();
        return known.contains(form) ? null : SharedReasons.unknownCode("form at visits", form, known);
    }

    private static @Nullable Refusal notAtTheVisit(Command<SubjectId, Body> command, VisitStates visits) {
        Visit visit = visits.subject().added().with(visits.visit(command.body().visit()));
        return visit.forms().contains(command.body().form())
                ? AT_THE_VISIT
                        .with("visit", visit.code())
                        .with("form", command.body().form())
                : null;
    }

    private static @Nullable Refusal tellsNothing(Command<SubjectId, Body> command, VisitStates visits) {
        String form = command.body().form();
        return visits.subject().seals().whole(form) ? TELLS_BY_ITS_PLACE.with("form", form) : null;
    }
}
