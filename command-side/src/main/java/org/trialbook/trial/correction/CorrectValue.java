package org.trialbook.trial.correction;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.PROGRAMMER;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.FormState;
import org.trialbook.casebook.FormStates;
import org.trialbook.event.Correction;
import org.trialbook.event.DictionaryEvent.DictionaryLoaded;
import org.trialbook.event.FormEvent.ValueCorrected;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.AnsweredForm;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.Elsewhere;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.media.UploadedMedia;
import org.trialbook.trial.rules.Coding;
import org.trialbook.trial.rules.FileAnswers;
import org.trialbook.trial.rules.FormRules;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Corrects one answer of a recorded form (21 CFR 11.10(e)): old, new and why; the first answer stays in the
/// record. Neither a subject's withdrawal nor an amendment that leaves the form, the item or the visit out stops
/// corrections.
public final class CorrectValue extends SubjectAct<CorrectValue.Body, FormStates> {
    private static final Reason FORM_NOT_RECORDED =
            Reason.of("form-not-recorded", "Only what was recorded is corrected.");
    /// Somebody else corrected it first, or the caller mistook the old value.
    public static final Reason VALUE_DIFFERS =
            Reason.of("value-differs", "A correction names the value it replaces, as it stands in the record now.");

    public static final Reason NOTHING_CHANGES = Reason.of("nothing-changes", "A correction changes a value.");

    private final UploadedMedia uploads;

    /// What a form does not have is left out: an earlier request, sent again, is told by its bytes.
    ///
    /// @param visit absent for a form that stands outside of any visit
    /// @param key which entry is corrected; absent for a form that does not repeat
    /// @param from the answer as it stands; absent when the item is empty
    /// @param to what it should be; absent to withdraw the answer
    /// @param kept soft check → why the corrected answers break it; absent where none is newly broken
    public record Body(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String visit,

            String form,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String key,

            String item,
            @Nullable ItemValue from,
            @Nullable ItemValue to,
            @Text String because,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, String> kept) {
        public Body(
                String visit,
                String form,
                String item,
                @Nullable ItemValue from,
                @Nullable ItemValue to,
                String because) {
            this(visit, form, null, item, from, to, because, null);
        }

        FormInstance instance() {
            return new FormInstance(visit, form, key);
        }
    }

    public CorrectValue(UploadedMedia uploads) {
        super("correct-value", Body.class, COORDINATOR, INVESTIGATOR, PROGRAMMER);
        this.uploads = uploads;
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, FormStates>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                (command, forms) ->
                        FormRules.everKnown(forms.subject(), command.body().instance()),
                (command, forms) ->
                        FormRules.mayKnow(forms.subject(), command.body().form(), command.actor()),
                CorrectValue::knownItem,
                CorrectValue::formRecorded,
                (command, forms) -> FormRules.mayChange(forms, command.body().instance()),
                CorrectValue::oldValueIsCurrent,
                this::changes,
                this::newValueFits);
    }

    @Override
    public Boundary boundary(Command<SubjectId, Body> command) {
        return super.boundary(command).andTypes(DictionaryLoaded.class);
    }

    @Override
    public FormStates initial(Command<SubjectId, Body> command) {
        return FormStates.coding();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, FormStates forms) {
        Body body = command.body();
        Correction correction =
                new Correction(body.item(), current(command, forms), to(command, forms), body.because());
        boolean onRevealingForm = forms.subject().seals().anyOn(body.form());
        Correction open = onRevealingForm ? correction.withReasonSealed() : correction;
        FormRules.Kept kept = FormRules.Kept.of(forms.subject(), asked(command, forms), body.kept());
        return Outcome.recorded(new ValueCorrected(
                command.study(),
                command.target(),
                command.target().site(),
                body.visit(),
                body.form(),
                body.key(),
                reveals(command, forms) ? null : open,
                onRevealingForm ? Sealed.of(correction) : null,
                kept.open(),
                kept.sealed()));
    }

    /// The form as the version asked it that held for the subject when it was recorded; where none is recorded,
    /// with every item that it ever had.
    private static Form asked(Command<SubjectId, Body> command, FormStates forms) {
        String code = command.body().form();
        return held(command, forms)
                .flatMap(version -> version.form(code))
                .or(() -> forms.subject().versions().form(code))
                .orElseThrow();
    }

    private static Optional<Protocol> held(Command<SubjectId, Body> command, FormStates forms) {
        return forms.form(command.body().instance())
                .flatMap(recorded -> forms.subject().publishedWhen(recorded.position()));
    }

    private static Item item(Command<SubjectId, Body> command, FormStates forms) {
        return asked(command, forms).item(command.body().item()).orElseThrow();
    }

    private static FormState form(Command<SubjectId, Body> command, FormStates forms) {
        return forms.form(command.body().instance()).orElseThrow();
    }

    /// The new answer in the item's own unit.
    private @Nullable ItemValue to(Command<SubjectId, Body> command, FormStates forms) {
        ItemValue to = command.body().to();
        Item item = item(command, forms);
        return to == null
                ? null
                : FileAnswers.named(
                        item, Coding.coded(item, AnsweredForm.converted(item, to), forms.dictionaries()), uploads);
    }

    /// The answer as it stands: the caller may have spelled a number otherwise.
    private static @Nullable ItemValue current(Command<SubjectId, Body> command, FormStates forms) {
        return form(command, forms).answer(command.body().item());
    }

    private static boolean reveals(Command<SubjectId, Body> command, FormStates forms) {
        return forms.subject().seals().isSealed(command.body().form(), item(command, forms));
    }

    private static @Nullable Refusal knownItem(Command<SubjectId, Body> command, FormStates forms) {
        return FormRules.knownItem(asked(command, forms), command.body().item());
    }

    private static @Nullable Refusal formRecorded(Command<SubjectId, Body> command, FormStates forms) {
        Body body = command.body();
        if (forms.form(body.instance()).isPresent()) {
            return null;
        }
        Refusal refusal = FORM_NOT_RECORDED.refusal();
        refusal = body.visit() == null ? refusal : refusal.with("visit", body.visit());
        refusal = refusal.with("form", body.form());
        return body.key() == null ? refusal : refusal.with("key", body.key());
    }

    private static @Nullable Refusal oldValueIsCurrent(Command<SubjectId, Body> command, FormStates forms) {
        ItemValue current = current(command, forms);
        if (EditChecks.same(item(command, forms), current, command.body().from())) {
            return null;
        }
        String shown = current == null
                ? "(empty)"
                : current.lacksValue()
                        ? "(missing: %s)".formatted(current.missing())
                        : current.value() + (current.unit() == null ? "" : " " + current.unit());
        Refusal refusal = VALUE_DIFFERS.refusal();
        return reveals(command, forms) ? refusal.sealing("current", shown) : refusal.with("current", shown);
    }

    private @Nullable Refusal changes(Command<SubjectId, Body> command, FormStates forms) {
        return EditChecks.same(item(command, forms), command.body().from(), to(command, forms))
                ? NOTHING_CHANGES.refusal()
                : null;
    }

    private @Nullable Refusal newValueFits(Command<SubjectId, Body> command, FormStates forms) {
        Body body = command.body();
        Item item = item(command, forms);
        FormState state = form(command, forms);
        ItemValue to = to(command, forms);
        Map<String, ItemValue> corrected = new TreeMap<>(state.answers());
        if (to == null) {
            corrected.remove(item.code());
        } else {
            corrected.put(item.code(), to);
        }
        Form form = asked(command, forms);
        Elsewhere elsewhere = FormRules.elsewhere(
                forms,
                held(command, forms).orElseGet(forms.subject()::protocol),
                form,
                body.instance(),
                state.assessedOn());
        AnsweredForm answered = AnsweredForm.of(form, corrected, elsewhere);
        List<EditChecks.Problem> problems = new ArrayList<>(answered.problemsOf(
                item.code(),
                command.context().today(forms.subject().zone()),
                FormRules.keptOn(
                        state.kept(), body.kept(), AnsweredForm.of(form, state.answers(), elsewhere), answered)));
        if (body.to() != null) {
            Map<String, ItemValue> said = Map.of(item.code(), body.to());
            problems.addAll(Coding.problems(List.of(item), said, forms.dictionaries()));
            problems.addAll(FileAnswers.problems(List.of(item), said, uploads));
        }
        return problems.isEmpty()
                ? FormRules.ageFits(
                        forms.subject(),
                        List.of(item),
                        to == null ? Map.of() : Map.of(item.code(), to),
                        state.assessedOn())
                : SharedReasons.invalidAnswers(problems);
    }
}
