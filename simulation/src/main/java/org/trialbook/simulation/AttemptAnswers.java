package org.trialbook.simulation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.AnswerCondition;
import org.trialbook.protocol.AnsweredForm;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.Form;
import org.trialbook.protocol.ImplantPlan;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol.CodeListItem;

/// What is answered of one attempt at the implant: whatever the protocol asks, so that it came to what was drawn.
final class AttemptAnswers {

    /// A parameter of this simulation, not published.
    private static final double WHERE_AIMED = 0.8;

    private final Form form;
    private final SortedMap<String, ItemValue> known = new TreeMap<>();

    AttemptAnswers(ImplantPlan plan, String lead, boolean successful) {
        this.form = plan.form();
        plan.placing().ifPresent(item -> known.put(item.code(), ItemValue.of(lead)));
        AnswerCondition success = plan.success();
        form.item(Objects.requireNonNull(success.item()))
                .ifPresent(item -> known.put(item.code(), ItemValue.of(outcome(item, success, successful))));
    }

    private static String outcome(Item item, AnswerCondition success, boolean successful) {
        List<String> answers = item.choices() == null
                ? List.of("true", "false")
                : item.choices().stream().map(CodeListItem::code).toList();
        return answers.stream()
                .filter(answer -> success.holds(Map.of(item.code(), ItemValue.of(answer))) == successful)
                .findFirst()
                .orElse(answers.getFirst());
    }

    /// Left out where the protocol does not ask for it, or takes it for implausible.
    AttemptAnswers with(String code, @Nullable Object answer) {
        form.item(code).filter(item -> answer != null).ifPresent(item -> {
            String text = answer instanceof BigDecimal number ? number.toPlainString() : String.valueOf(answer);
            ItemValue value = new ItemValue(text, item.unit());
            if (EditChecks.check(item, value).isEmpty()) {
                known.put(code, value);
            }
        });
        return this;
    }

    /// With an answer to everything else that is asked, where it agrees with what is known.
    SortedMap<String, ItemValue> filled(List<Item> others, Chance chance, LocalDate on) {
        SortedMap<String, ItemValue> answers =
                others.isEmpty() ? new TreeMap<>() : DrawnAnswers.to(others, Map.of(), chance, on);
        answers.putAll(known);
        for (EditChecks.Problem problem : AnsweredForm.of(form, answers).problems(on, Map.of())) {
            Optional<Item> item = form.item(problem.item()).filter(found -> !known.containsKey(found.code()));
            if (problem.rule().equals("missing")) {
                item.ifPresent(found -> answers.put(found.code(), reached(found, chance, on)));
            } else {
                item.ifPresent(found -> answers.remove(found.code()));
            }
        }
        return answers;
    }

    /// Where it came to lie is mostly where it was aimed: whatever has the same choices as something that is known.
    private ItemValue reached(Item item, Chance chance, LocalDate on) {
        Optional<ItemValue> aimed = form.items().stream()
                .filter(other -> known.containsKey(other.code()) && Objects.equals(codes(other), codes(item)))
                .map(other -> known.get(other.code()))
                .findFirst();
        return aimed.filter(value -> chance.happens(WHERE_AIMED)).orElseGet(() -> DrawnAnswers.one(item, chance, on));
    }

    private static List<String> codes(Item item) {
        return item.choices() == null
                ? List.of(item.code())
                : item.choices().stream().map(CodeListItem::code).toList();
    }

    /// The same answers, aimed at one of those, where a question has such a choice and it agrees with the rest.
    static SortedMap<String, ItemValue> aimedAt(
            List<String> targets, SortedMap<String, ItemValue> answers, ImplantPlan plan, LocalDate on) {
        String placing = plan.placing().map(Item::code).orElse("");
        for (Item item : plan.form().items()) {
            for (CodeListItem choice : item.choices() == null ? List.<CodeListItem>of() : item.choices()) {
                if (!item.code().equals(placing) && targets.contains(choice.code())) {
                    SortedMap<String, ItemValue> aimed = new TreeMap<>(answers);
                    ItemValue before = answers.get(item.code());
                    aimed.replaceAll((code, value) -> value.equals(before) ? ItemValue.of(choice.code()) : value);
                    aimed.put(item.code(), ItemValue.of(choice.code()));
                    if (AnsweredForm.of(plan.form(), aimed)
                            .problems(on, Map.of())
                            .isEmpty()) {
                        return aimed;
                    }
                }
            }
        }
        return answers;
    }
}
