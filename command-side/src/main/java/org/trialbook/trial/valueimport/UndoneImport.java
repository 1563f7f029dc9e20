package org.trialbook.trial.valueimport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.FormState;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.Correction;
import org.trialbook.event.EventTag;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SiteId;
import org.trialbook.event.SubjectId;
import org.trialbook.event.TrialEvent;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.correction.CorrectValue;
import org.trialbook.trial.correction.MarkEnteredInError;
import org.trialbook.trial.rules.FormRules;

/// What undoing an import comes to: what it recorded is marked as entered in error, what it corrected becomes what it
/// was, from the last to the first, by mark-entered-in-error and correct-value. What somebody took back already is left
/// as it is; what somebody corrected since stands against it.
///
/// @param supposed as what follows sees what was decided before
record UndoneImport(
        OrdinaryActs acts,
        List<TrialEvent> events,
        Map<TrialEvent, EventTag> tags,
        List<Refused> refused,
        SupposedEvents supposed) {
    private static final Reason CORRECTED_SINCE = Reason.of(
            "corrected-since-the-import",
            "What somebody corrected after an import is not undone with it: that would be lost without a word.");

    /// @param place of a casebook, such as `01-001/month-3/ecg`
    record Refused(String place, Refusal refusal) {}

    static UndoneImport of(OrdinaryActs acts, Command<SiteId, UndoImport.Body> command, UndoStates states) {
        UndoneImport undone = new UndoneImport(
                acts, new ArrayList<>(), new HashMap<>(), new ArrayList<>(), new SupposedEvents(command.context()));
        Map<SubjectId, UndoStates.Known> known = states.known();
        for (RecordedEvent recorded : states.imported()) {
            switch (recorded.event()) {
                case AssessmentRecorded e ->
                    undone.form(command, e, recorded.position(), Objects.requireNonNull(known.get(e.subject())));
                case ValueCorrected e ->
                    undone.correction(command, e, recorded.position(), Objects.requireNonNull(known.get(e.subject())));
                default -> throw new IllegalStateException("an import records and corrects forms, and nothing else");
            }
        }
        return undone;
    }

    private void form(
            Command<SiteId, UndoImport.Body> command, AssessmentRecorded imported, long at, UndoStates.Known known) {
        FormState form = known.forms().form(imported.instance()).orElse(null);
        if (form == null || form.position() != at) {
            return;
        }
        Refusal mayKnow = FormRules.mayKnow(known.forms().subject(), imported.form(), command.actor());
        if (mayKnow == null && form.leaves().size() > 1) {
            refuse(imported.subject(), imported.instance(), CORRECTED_SINCE.refusal());
            return;
        }
        take(
                imported.subject(),
                imported.instance(),
                known,
                acts.mark()
                        .decide(
                                new Command<>(
                                        command.context(),
                                        imported.subject(),
                                        new MarkEnteredInError.Body(
                                                imported.visit(),
                                                imported.form(),
                                                imported.key(),
                                                command.body().because())),
                                known.facts()));
    }

    private void correction(
            Command<SiteId, UndoImport.Body> command, ValueCorrected imported, long at, UndoStates.Known known) {
        FormState form = known.forms().form(imported.instance()).orElse(null);
        if (form == null || form.position() > at) {
            return;
        }
        Refusal mayKnow = FormRules.mayKnow(known.forms().subject(), imported.form(), command.actor());
        if (mayKnow != null) {
            refuse(imported.subject(), imported.instance(), mayKnow);
            return;
        }
        Correction correction = correction(imported);
        List<FormState.Answer> history = form.history(correction.item());
        if (history.getLast().recorded().position() != at) {
            refuse(imported.subject(), imported.instance(), CORRECTED_SINCE.refusal());
            return;
        }
        take(
                imported.subject(),
                imported.instance(),
                known,
                acts.correct()
                        .decide(
                                new Command<>(
                                        command.context(),
                                        imported.subject(),
                                        new CorrectValue.Body(
                                                imported.visit(),
                                                imported.form(),
                                                imported.key(),
                                                correction.item(),
                                                history.getLast().value(),
                                                asSent(correction.from()),
                                                command.body().because(),
                                                null)),
                                known.forms()));
    }

    private static Correction correction(ValueCorrected imported) {
        Sealed<Correction> sealed = imported.revealing();
        return sealed == null ? Objects.requireNonNull(imported.correction()) : sealed.opened();
    }

    /// As somebody would type it: in the unit in which it was typed, and without what its code means.
    private static @Nullable ItemValue asSent(@Nullable ItemValue answer) {
        if (answer == null) {
            return null;
        }
        ItemValue.TypedValue typed = answer.typed();
        return typed == null
                ? new ItemValue(answer.value(), answer.unit(), answer.missing(), null)
                : new ItemValue(typed.value(), typed.unit());
    }

    private void take(SubjectId subject, FormInstance form, UndoStates.Known known, Outcome outcome) {
        switch (outcome) {
            case Outcome.Refused(Refusal refusal) -> refuse(subject, form, refusal);
            case Outcome.Recorded recorded -> {
                events.addAll(recorded.events());
                recorded.events().forEach(event -> known.apply(supposed.next(event)));
                tags.putAll(recorded.tags());
            }
        }
    }

    private void refuse(SubjectId subject, FormInstance form, Refusal refusal) {
        refused.add(new Refused(subject + "/" + form.path(), refusal));
    }
}
