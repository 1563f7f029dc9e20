package org.trialbook.casebook;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.FormInstance;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.Elsewhere;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.Formulas;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Seals;
import org.trialbook.protocol.SubjectFact;
import org.trialbook.protocol.expression.AnswerReference;

/// Finds for a form of a subject what its expressions read elsewhere, as it stands. What is sealed is found where the
/// form itself tells the arm, and nowhere else, whatever version of the protocol sealed it.
public final class AnswersElsewhere {
    private final Protocol protocol;
    private final FormStates forms;
    private final Seals seals;
    private final boolean openOnly;

    /// @param protocol by which the form is asked
    /// @param openOnly whether nothing sealed is read, not even for a form that tells the arm
    public AnswersElsewhere(Protocol protocol, FormStates forms, Seals seals, boolean openOnly) {
        this.protocol = protocol;
        this.forms = forms;
        this.seals = seals;
        this.openOnly = openOnly;
    }

    /// What a form reads.
    ///
    /// @param instance where the form stands
    /// @param on its day
    public Elsewhere of(Form form, FormInstance instance, LocalDate on) {
        return Elsewhere.of(protocol, form, reference -> answer(form, instance, on, reference, mayRead(form)));
    }

    /// What some expressions read that are about a form.
    ///
    /// @param reads as they name it
    public Elsewhere of(Form form, Set<String> reads, FormInstance instance, LocalDate on) {
        return Elsewhere.of(protocol, form, reads, reference -> answer(form, instance, on, reference, !openOnly));
    }

    private boolean mayRead(Form form) {
        return !openOnly && seals.anyOn(form.code());
    }

    private Optional<ItemValue> answer(
            Form own, FormInstance instance, LocalDate on, AnswerReference reference, boolean sealedToo) {
        String code = reference.form() == null ? own.code() : reference.form();
        Form form = code.equals(own.code()) ? own : protocol.form(code).orElse(null);
        if (form == null) {
            return code.equals(AnswerReference.SUBJECT)
                    ? SubjectFact.of(reference.item()).flatMap(fact -> fact(fact, on))
                    : Optional.ofNullable(forms.eligibility().get(reference.item()));
        }
        Item item = form.item(reference.item()).orElse(null);
        if (item == null || (!sealedToo && seals.isSealed(code, item))) {
            return Optional.empty();
        }
        if (reference.previous()) {
            return previous(form, item, instance, on, sealedToo);
        }
        String visit = reference.visit() != null ? reference.visit() : form.outsideVisits() ? null : instance.visit();
        FormInstance there = new FormInstance(visit, code, null);
        // A form is not compared with itself.
        return there.equals(instance)
                ? Optional.empty()
                : forms.form(there).flatMap(state -> answer(form, item, there, state, sealedToo));
    }

    /// The newest answer of an earlier day; of several of one day, the one that was recorded last.
    private Optional<ItemValue> previous(Form form, Item item, FormInstance instance, LocalDate on, boolean sealedToo) {
        return forms.entries(form.code()).entrySet().stream()
                .filter(entry -> !entry.getKey().equals(instance)
                        && entry.getValue().assessedOn().isBefore(on))
                .sorted(Comparator.comparing((Map.Entry<FormInstance, FormState> entry) ->
                                entry.getValue().assessedOn())
                        .thenComparing(entry -> entry.getValue().position())
                        .reversed())
                .flatMap(entry -> answer(form, item, entry.getKey(), entry.getValue(), sealedToo).stream())
                .findFirst();
    }

    /// Nothing where a reason stands in a value's place.
    private Optional<ItemValue> answer(
            Form form, Item item, FormInstance instance, FormState state, boolean sealedToo) {
        return Optional.ofNullable(
                        item.type() == Item.Type.CALCULATED
                                ? calculated(form, item, instance, state, sealedToo)
                                : state.answer(item.code()))
                .filter(answer -> !answer.lacksValue());
    }

    private @Nullable ItemValue calculated(
            Form form, Item item, FormInstance instance, FormState state, boolean sealedToo) {
        Map<String, ItemValue> answers = new TreeMap<>(state.answers());
        if (!sealedToo) {
            answers.keySet()
                    .removeIf(code -> form.item(code)
                            .filter(answered -> seals.isSealed(form.code(), answered))
                            .isPresent());
        }
        Elsewhere elsewhere = Elsewhere.of(
                protocol, form, reference -> answer(form, instance, state.assessedOn(), reference, sealedToo));
        return Formulas.calculated(form, answers, elsewhere).get(item.code());
    }

    private Optional<ItemValue> fact(SubjectFact fact, LocalDate on) {
        SubjectState subject = forms.subject();
        int born = subject.birthYear();
        return switch (fact) {
            case AGE ->
                born == 0 ? Optional.empty() : Optional.of(new ItemValue(Integer.toString(on.getYear() - born), "a"));
            case BIRTH_YEAR -> born == 0 ? Optional.empty() : Optional.of(ItemValue.of(Integer.toString(born)));
            case SEX -> Optional.ofNullable(forms.sex()).map(ItemValue::of);
            case REGISTERED_ON -> day(subject, "register-subject");
            case CONSENTED_ON -> day(subject, "sign-consent");
            case RANDOMIZED_ON -> day(subject, "randomize");
        };
    }

    private static Optional<ItemValue> day(SubjectState subject, String act) {
        return subject.when(act).map(Objects::toString).map(ItemValue::of);
    }
}
