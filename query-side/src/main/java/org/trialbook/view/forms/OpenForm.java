package org.trialbook.view.forms;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Caller;
import org.trialbook.casebook.AnswersElsewhere;
import org.trialbook.casebook.ComparedRange;
import org.trialbook.casebook.FormState;
import org.trialbook.casebook.FormStates;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.AnsweredForm;
import org.trialbook.protocol.Elsewhere;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.FormCheck;
import org.trialbook.protocol.Formulas;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.expression.AnswerReference;
import org.trialbook.view.forms.FormQuestion.AskedItem;
import org.trialbook.view.forms.FormQuestion.Given;
import org.trialbook.view.forms.FormQuestion.ReadElsewhere;
import org.trialbook.view.question.SiteScope;

/// A form as far as it is open: its answers, what is computed from them, and which checks they break. The key may be at
/// hand, and what follows from a sealed answer, here or elsewhere, is shown no more than it is.
final class OpenForm {
    private final Protocol protocol;
    private final Form form;
    private final Seals seals;
    private final FormStates states;
    private final LocalDate day;
    private final @Nullable FormState state;
    private final Map<String, ItemValue> open;
    private final Elsewhere elsewhere;

    /// @param protocol by which the form is asked
    /// @param today where the subject is: while the form is not recorded, it is as of that day
    OpenForm(Protocol protocol, Form form, Seals seals, FormStates states, FormInstance instance, LocalDate today) {
        this.protocol = protocol;
        this.form = form;
        this.seals = seals;
        this.state = states.form(instance).orElse(null);
        this.states = states;
        this.day = state == null ? today : state.assessedOn();
        this.open = state == null ? Map.of() : open(form, seals, state);
        this.elsewhere = new AnswersElsewhere(protocol, states, seals, true).of(form, instance, day);
    }

    /// The items of a form with their answers.
    List<AskedItem> items(Caller caller) {
        Map<String, ItemValue> calculated = Formulas.calculated(form, open, elsewhere);
        return asked(
                caller,
                form,
                seals,
                state,
                calculated,
                item -> states.normal(form.code(), item, day, open.get(item.code()))
                        .orElse(null));
    }

    /// The items of a form of which nothing is recorded, on no day.
    static List<AskedItem> unanswered(Caller caller, Form form, Seals seals) {
        return asked(caller, form, seals, null, Map.of(), item -> null);
    }

    List<ReadElsewhere> elsewhere() {
        return elsewhere.items().entrySet().stream()
                .map(read -> new ReadElsewhere(
                        read.getKey(),
                        AnswerReference.of(read.getKey()).orElseThrow().item(),
                        read.getValue().label(),
                        seals.tells(protocol, form, read.getKey()),
                        elsewhere.answers().get(read.getKey())))
                .toList();
    }

    /// The checks that the open answers break.
    List<String> broken() {
        return state == null
                ? List.of()
                : AnsweredForm.of(form, open, elsewhere).broken().stream()
                        .map(FormCheck::code)
                        .toList();
    }

    private static Map<String, ItemValue> open(Form form, Seals seals, FormState state) {
        Map<String, ItemValue> open = new TreeMap<>(state.answers());
        open.keySet()
                .removeIf(code -> form.item(code)
                        .filter(item -> !seals.isSealed(form.code(), item))
                        .isEmpty());
        return open;
    }

    private static List<AskedItem> asked(
            Caller caller,
            Form form,
            Seals seals,
            @Nullable FormState state,
            Map<String, ItemValue> calculated,
            Function<Item, @Nullable ComparedRange> normal) {
        return form.items().stream()
                .map(item -> asked(
                        caller,
                        item,
                        seals.isSealed(form.code(), item),
                        state,
                        calculated.get(item.code()),
                        normal.apply(item)))
                .toList();
    }

    private static AskedItem asked(
            Caller caller,
            Item item,
            boolean sealed,
            @Nullable FormState state,
            @Nullable ItemValue calculated,
            @Nullable ComparedRange normal) {
        return new AskedItem(
                item,
                sealed,
                calculated != null && !sealed ? calculated : state == null ? null : state.answer(item.code()),
                state == null
                        ? List.of()
                        : state.history(item.code()).stream()
                                .map(given -> given(caller, given))
                                .toList(),
                normal);
    }

    private static Given given(Caller caller, FormState.Answer answer) {
        RecordedEvent recorded = answer.recorded();
        String role = recorded.actor() == null ? null : recorded.actor().role();
        return new Given(
                answer.value(),
                answer.because(),
                recorded.recordedAt(),
                SiteScope.account(
                        caller,
                        recorded.actor() == null ? null : recorded.actor().id(),
                        role),
                role);
    }
}
