package org.trialbook.trial.verification;

import static org.trialbook.access.Role.MONITOR;
import static org.trialbook.access.Role.UNBLINDED_MONITOR;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.CasebookStanding;
import org.trialbook.casebook.FormStates;
import org.trialbook.event.CasebookEvent.SourceVerified;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.rules.PlaceRules;
import org.trialbook.trial.rules.SubjectAct;

/// Says that answers agree with the source: an item's, a form's, a visit's or all of the subject's. An answer that is
/// corrected later is unverified again. Who is blinded verifies what is open; what others verify is sealed.
public final class VerifySource extends SubjectAct<VerifySource.Body, FormStates> {
    private static final Reason NOTHING_TO_VERIFY = Reason.of(
            "nothing-to-verify", "Only an answer that was recorded or corrected since is compared with the source.");

    /// @param visit absent: all of the subject, or a form that stands outside of any visit
    /// @param form absent: all of the visit
    /// @param key which entry of a form that repeats; absent: all of them
    /// @param item absent: all of the form
    public record Body(
            @Nullable String visit,
            @Nullable String form,
            @Nullable String key,
            @Nullable String item) {
        CasebookPlace place() {
            return new CasebookPlace(visit, form, key, item);
        }
    }

    public VerifySource() {
        super("verify-source", Body.class, MONITOR, UNBLINDED_MONITOR);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public FormStates initial(Command<SubjectId, Body> command) {
        return new FormStates();
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, FormStates>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                (command, forms) ->
                        PlaceRules.known(forms.subject(), command.body().place()),
                (command, forms) ->
                        PlaceRules.mayKnow(forms.subject(), command.body().place(), command.actor()),
                VerifySource::anythingUnverified);
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, FormStates forms) {
        CasebookPlace place = command.body().place();
        boolean sealed = mayKnowWhatIsSealed(command, forms);
        return Outcome.recorded(new SourceVerified(
                command.study(),
                command.target(),
                command.target().site(),
                sealed ? null : place,
                sealed ? Sealed.of(place) : null));
    }

    private static boolean mayKnowWhatIsSealed(Command<SubjectId, ?> command, FormStates forms) {
        return !forms.subject().blinding().blinded(command.actor().role().storedName());
    }

    private static @Nullable Refusal anythingUnverified(Command<SubjectId, Body> command, FormStates forms) {
        CasebookPlace place = command.body().place();
        CasebookStanding standing = mayKnowWhatIsSealed(command, forms) ? forms.unsealedStanding() : forms.standing();
        boolean any = forms.within(place).values().stream()
                .anyMatch(form -> standing.of(form)
                        .filter(recorded -> recorded.toVerify(form, place))
                        .isPresent());
        return any ? null : NOTHING_TO_VERIFY.refusal();
    }
}
