package org.trialbook.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.expression.AnswerReference;

/// What the expressions of a form read beside its own items: answers of other forms and visits of the same subject,
/// and what is known of the subject.
///
/// @param items as an expression names it → what is asked there, under that name
/// @param answers as an expression names it → the answer; none of what is not answered, or not to be read
public record Elsewhere(Map<String, Item> items, Map<String, ItemValue> answers) {

    public static final Elsewhere NONE = new Elsewhere(Map.of(), Map.of());

    /// What a form reads.
    ///
    /// @param answers of what is named
    public static Elsewhere of(Protocol protocol, Form form, Function<AnswerReference, Optional<ItemValue>> answers) {
        return of(protocol, form, reads(form), answers);
    }

    /// What some expressions read that stand on a form, or are about it.
    ///
    /// @param reads as they name it
    public static Elsewhere of(
            Protocol protocol, Form form, Set<String> reads, Function<AnswerReference, Optional<ItemValue>> answers) {
        if (reads.isEmpty()) {
            return NONE;
        }
        Map<String, Item> items = new LinkedHashMap<>();
        Map<String, ItemValue> known = new LinkedHashMap<>();
        for (String read : reads) {
            AnswerReference.of(read)
                    .ifPresent(reference -> item(protocol, form, reference).ifPresent(item -> {
                        items.put(read, item.named(read));
                        answers.apply(reference).ifPresent(answer -> known.put(read, answer));
                    }));
        }
        return new Elsewhere(Collections.unmodifiableMap(items), Collections.unmodifiableMap(known));
    }

    /// As the form's formulas, conditions and checks name it.
    public static Set<String> reads(Form form) {
        Set<String> reads = new LinkedHashSet<>();
        form.items().stream().map(Item::reads).forEach(reads::addAll);
        form.checks().stream().map(check -> Formulas.items(check.that())).forEach(reads::addAll);
        reads.removeIf(read -> !AnswerReference.elsewhere(read));
        return reads;
    }

    /// What is asked where a reference points to.
    ///
    /// @param own the form where it stands
    static Optional<Item> item(Protocol protocol, Form own, AnswerReference reference) {
        String form = reference.form();
        if (form == null) {
            return own.item(reference.item());
        }
        if (protocol.form(form).isPresent()) {
            return protocol.form(form).flatMap(other -> other.item(reference.item()));
        }
        return switch (form) {
            case AnswerReference.SUBJECT -> SubjectFact.of(reference.item()).map(SubjectFact::item);
            case AnswerReference.ELIGIBILITY ->
                protocol.eligibility().items().stream()
                        .filter(item -> item.code().equals(reference.item()))
                        .findFirst();
            default -> Optional.empty();
        };
    }
}
