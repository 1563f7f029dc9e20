package org.trialbook.trial.signature;

import static org.trialbook.access.Role.INVESTIGATOR;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.FormStates;
import org.trialbook.event.CasebookEvent.FormsSigned;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormInstance;
import org.trialbook.event.SignatureMeaning;
import org.trialbook.event.SignedForm;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.PlaceRules;
import org.trialbook.trial.rules.SubjectAct;

/// Signs what is recorded of a subject, a visit or a form (21 CFR 11.50, 11.70), each form by the leaf hashes of all
/// events of which it is made. What is signed as it stands with that meaning is left out, so that signing again
/// signs what changed since. Everybody at the site may know of each of those events, and no other is among them.
public final class SignForms extends SubjectAct<SignForms.Body, FormStates> {
    /// How many leaf hashes an event holds, unless one form has more: a line has at most 65,535 bytes.
    static final int LEAVES_AN_EVENT = 400;

    private static final Reason NOTHING_TO_SIGN = Reason.of("nothing-to-sign", "Only what was recorded is signed.");
    private static final Reason ALREADY_SIGNED = Reason.of(
            "already-signed", "What is signed as it stands is signed again with another meaning, or once it changed.");

    /// @param visit absent: all of the subject, or a form that stands outside of any visit
    /// @param form absent: all of the visit
    /// @param key which entry of a form that repeats; absent: all of them
    public record Body(
            @Nullable String visit,
            @Nullable String form,
            @Nullable String key,

            @Text(oneOf = {"authorship", "review", "approval", "responsibility"})
            String meaning) {
        CasebookPlace place() {
            return new CasebookPlace(visit, form, key, null);
        }
    }

    public SignForms() {
        super("sign-forms", Body.class, INVESTIGATOR);
    }

    /// The two components of 21 CFR 11.200(a)(1) are those of the sign-in, which is a new one.
    @Override
    public boolean needsFreshSignIn() {
        return true;
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
                (command, forms) -> forms.within(CasebookPlace.SUBJECT).isEmpty() ? NOTHING_TO_SIGN.refusal() : null,
                (command, forms) ->
                        PlaceRules.known(forms.subject(), command.body().place()),
                SignForms::anythingThere,
                SignForms::notSigned);
    }

    private static @Nullable Refusal anythingThere(Command<SubjectId, Body> command, FormStates forms) {
        return forms.within(command.body().place()).isEmpty() ? NOTHING_TO_SIGN.refusal() : null;
    }

    private static @Nullable Refusal notSigned(Command<SubjectId, Body> command, FormStates forms) {
        return unsigned(command.body(), forms).isEmpty() ? ALREADY_SIGNED.refusal() : null;
    }

    private static List<FormInstance> unsigned(Body body, FormStates forms) {
        SignatureMeaning meaning = SignatureMeaning.named(body.meaning());
        return forms.within(body.place()).values().stream()
                .filter(form -> !forms.standing().of(form).orElseThrow().signedAsItStands(meaning))
                .toList();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, FormStates forms) {
        List<TrialEvent> events = new ArrayList<>();
        List<SignedForm> next = new ArrayList<>();
        int leaves = 0;
        for (FormInstance form : unsigned(command.body(), forms)) {
            SignedForm signed =
                    SignedForm.of(form, forms.form(form).orElseThrow().leaves());
            if (!next.isEmpty() && leaves + signed.leaves().size() > LEAVES_AN_EVENT) {
                events.add(signed(command, next));
                next.clear();
                leaves = 0;
            }
            next.add(signed);
            leaves += signed.leaves().size();
        }
        events.add(signed(command, next));
        return new Outcome.Recorded(events, Map.of(), Map.of());
    }

    private static FormsSigned signed(Command<SubjectId, Body> command, List<SignedForm> forms) {
        return new FormsSigned(
                command.study(),
                command.target(),
                command.target().site(),
                SignatureMeaning.named(command.body().meaning()),
                List.copyOf(forms));
    }
}
