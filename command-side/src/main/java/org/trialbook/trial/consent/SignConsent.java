package org.trialbook.trial.consent;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.time.LocalDate;
import java.util.List;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.SubjectEvent.ConsentSigned;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.SubjectAct;

/// Records that the subject signed the informed consent: once, before anything is done with the subject.
public final class SignConsent extends SubjectAct<SignConsent.Body, SubjectState> {
    private final List<Rule<Command<SubjectId, Body>, SubjectState>> rules = decision(this::once);

    /// @param consentVersion the version of the information sheet and form that was signed
    public record Body(
            LocalDate signedOn, @Text(longest = 40) String consentVersion) {}

    public SignConsent() {
        super("sign-consent", Body.class, COORDINATOR, INVESTIGATOR);
    }

    @Override
    public boolean showsRefusals() {
        return true;
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, SubjectState subject) {
        return command.body().signedOn();
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, SubjectState>> rules() {
        return rules;
    }

    @Override
    public SubjectState initial(Command<SubjectId, Body> command) {
        return new SubjectState();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, SubjectState subject) {
        return Outcome.recorded(new ConsentSigned(
                command.study(),
                command.target(),
                command.target().site(),
                command.body().signedOn(),
                command.body().consentVersion()));
    }
}
