package org.trialbook.trial.assessment;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;
import static org.trialbook.access.Role.PROGRAMMER;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.FormStates;
import org.trialbook.event.DictionaryEvent.DictionaryLoaded;
import org.trialbook.event.FormEvent.AssessmentRecorded;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.AnsweredForm;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Seals;
import org.trialbook.trial.act.Boundary;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.media.UploadedMedia;
import org.trialbook.trial.rules.Coding;
import org.trialbook.trial.rules.FileAnswers;
import org.trialbook.trial.rules.FormRules;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;
import org.trialbook.trial.rules.VisitRules;

/// Records a form of a visit, or an entry of one that repeats, and seals the answers that any version of the
/// protocol marked as revealing. Which forms a blinded coordinator may fill in is the protocol's matter, form
/// by form.
public final class RecordAssessment extends SubjectAct<RecordAssessment.Body, FormStates> {
    private final List<Rule<Command<SubjectId, Body>, FormStates>> rules = fact(
            List.of(
                    (command, forms) ->
                            FormRules.known(forms.subject(), command.body().instance()),
                    (command, forms) ->
                            FormRules.mayKnow(forms.subject(), command.body().form(), command.actor()),
                    (command, forms) ->
                            FormRules.filledInBy(forms.subject(), command.body().form(), command.actor())),
            List.of(
                    (command, forms) ->
                            FormRules.mayChange(forms, command.body().instance()),
                    RecordAssessment::itsVisitCanHaveBeen,
                    RecordAssessment::notRecorded,
                    this::answersFit));
    private final UploadedMedia uploads;

    /// What a form does not have is left out: an earlier request, sent again, is told by its bytes.
    ///
    /// @param visit absent for a form that stands outside of any visit
    /// @param key which entry it is, a number; absent for a form that does not repeat
    /// @param values item code → answer, as it was typed; in one of the item's other units it is converted
    /// @param kept soft check → why answers break it; absent where none is broken
    public record Body(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String visit,

            String form,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String key,

            LocalDate assessedOn,
            Map<String, ItemValue> values,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, String> kept) {
        public Body(String visit, String form, LocalDate assessedOn, Map<String, ItemValue> values) {
            this(visit, form, null, assessedOn, values, null);
        }

        FormInstance instance() {
            return new FormInstance(visit, form, key);
        }
    }

    public RecordAssessment(UploadedMedia uploads) {
        super("record-assessment", Body.class, COORDINATOR, INVESTIGATOR, IMPLANTER, PROGRAMMER);
        this.uploads = uploads;
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, FormStates forms) {
        return command.body().assessedOn();
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, FormStates>> rules() {
        return rules;
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
        Seals seals = forms.subject().seals();
        Form form = FormRules.form(forms.subject(), body.form());
        Map<String, ItemValue> open = new TreeMap<>();
        Map<String, ItemValue> revealing = new TreeMap<>();
        AnsweredForm.of(form, body.values()).answers().forEach((code, value) -> {
            Item item = form.item(code).orElseThrow();
            boolean sealed = seals.isSealed(form.code(), item);
            (sealed ? revealing : open)
                    .put(code, FileAnswers.named(item, Coding.coded(item, value, forms.dictionaries()), uploads));
        });
        FormRules.Kept kept = FormRules.Kept.of(forms.subject(), form, body.kept());
        return Outcome.recorded(new AssessmentRecorded(
                command.study(),
                command.target(),
                command.target().site(),
                body.visit(),
                body.form(),
                body.key(),
                body.assessedOn(),
                open,
                seals.anyOn(form.code()) ? Sealed.of(revealing) : null,
                kept.open(),
                kept.sealed()));
    }

    private static @Nullable Refusal notRecorded(Command<SubjectId, Body> command, FormStates forms) {
        Body body = command.body();
        return forms.form(body.instance())
                .map(recorded -> SharedReasons.alreadyRecorded(body.instance().toString(), "correct-value"))
                .orElse(null);
    }

    private static @Nullable Refusal itsVisitCanHaveBeen(Command<SubjectId, Body> command, FormStates forms) {
        Body body = command.body();
        return body.visit() == null ? null : VisitRules.canHaveBeen(forms.visits(), body.visit(), body.assessedOn());
    }

    private @Nullable Refusal answersFit(Command<SubjectId, Body> command, FormStates forms) {
        Body body = command.body();
        Form form = FormRules.form(forms.subject(), body.form());
        return FormRules.fit(
                forms.subject(),
                form,
                AnsweredForm.of(
                        form,
                        body.values(),
                        FormRules.elsewhere(
                                forms, forms.subject().protocol(), form, body.instance(), body.assessedOn())),
                body.kept() == null ? Map.of() : body.kept(),
                forms.dictionaries(),
                uploads,
                body.assessedOn(),
                command.context());
    }
}
