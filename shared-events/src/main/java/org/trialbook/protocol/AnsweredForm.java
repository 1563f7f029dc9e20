package org.trialbook.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.EditChecks.Problem;
import org.trialbook.protocol.expression.AnswerReference;

/// A form as somebody filled it in: the answers as they are recorded, what is computed from them, and everything
/// that is wrong with them, at once. Whether an item is asked, must be answered, and agrees with the others is
/// decided here and nowhere else.
///
/// Beside the rules of [EditChecks], a problem's rule is `not-asked`, `hard-check`, `soft-check`,
/// `nothing-to-keep` or `keeps-without-reason`.
public final class AnsweredForm {

    /// What a reason for an odd answer may have, in characters.
    public static final int LONGEST_REASON = 200;

    private static final Item REASON =
            new Item("kept", "Reason", Item.Type.TEXT, null, null, null, null, null, LONGEST_REASON, false, false);

    private final Form form;
    private final Map<String, ItemValue> answers = new TreeMap<>();
    private final Elsewhere elsewhere;
    private final Map<String, ItemValue> seen;

    private AnsweredForm(Form form, Map<String, ItemValue> sent, Elsewhere elsewhere) {
        this.form = form;
        this.elsewhere = elsewhere;
        sent.forEach((code, answer) -> answers.put(
                code, form.item(code).map(item -> converted(item, answer)).orElse(answer)));
        Map<String, ItemValue> all = new LinkedHashMap<>(elsewhere.answers());
        all.putAll(answers);
        all.putAll(Formulas.calculated(form, answers, elsewhere));
        this.seen = all;
    }

    /// @param sent item code → answer, as it was typed
    public static AnsweredForm of(Form form, Map<String, ItemValue> sent) {
        return of(form, sent, Elsewhere.NONE);
    }

    /// @param elsewhere what its formulas, conditions and checks read beside its own answers
    public static AnsweredForm of(Form form, Map<String, ItemValue> sent, Elsewhere elsewhere) {
        return new AnsweredForm(form, sent, elsewhere);
    }

    /// The answer in the item's own unit, with what was typed beside it.
    public static ItemValue converted(Item item, ItemValue answer) {
        String own = item.unit();
        if (!item.number()
                || own == null
                || answer.unit() == null
                || answer.typed() != null
                || own.equals(answer.unit())
                || !answer.value().matches("-?[0-9]{1,12}(\\.[0-9]{1,9})?")) {
            return answer;
        }
        return item.alternativeUnits().stream()
                .filter(other -> other.unit().equals(answer.unit()))
                .findFirst()
                .flatMap(other -> other.in(own, new BigDecimal(answer.value())))
                .map(number -> new ItemValue(
                        number.setScale(item.scale(), RoundingMode.HALF_UP).toPlainString(),
                        own,
                        null,
                        new ItemValue.TypedValue(answer.value(), Objects.requireNonNull(answer.unit()))))
                .orElse(answer);
    }

    /// Item code → answer, as it is recorded.
    public Map<String, ItemValue> answers() {
        return Map.copyOf(answers);
    }

    /// Whether the item is asked, as the others are answered.
    public boolean asks(Item item) {
        return item.shownIf() == null || holds(item.shownIf());
    }

    /// Whether the item must be answered, as the others are.
    public boolean requires(Item item) {
        return asks(item) && (item.required() || (item.requiredIf() != null && holds(item.requiredIf())));
    }

    private boolean holds(AnswerCondition condition) {
        try {
            return condition.holds(seen);
        } catch (NumberFormatException e) {
            // What is compared is no number: that is told beside it.
            return false;
        }
    }

    /// Every problem, those of the items in their order.
    ///
    /// @param today the day where the form is filled in
    /// @param kept check → why answers are recorded that break it
    public List<Problem> problems(LocalDate today, Map<String, String> kept) {
        List<Problem> problems = new ArrayList<>(
                EditChecks.check(form.items().stream().map(this::asAsked).toList(), standing(), today));
        for (Item item : form.items()) {
            if (answers.containsKey(item.code()) && item.type() != Item.Type.CALCULATED && !asks(item)) {
                problems.add(new Problem(
                        item.code(),
                        "not-asked",
                        "as the other answers stand, '%s' is not asked".formatted(item.label())));
            }
        }
        Set<String> wrong = new TreeSet<>(problems.stream().map(Problem::item).toList());
        form.checks().stream()
                .filter(check -> Formulas.items(check.that()).stream().noneMatch(wrong::contains))
                .forEach(check -> broken(check, kept, problems));
        kept.keySet().stream()
                .filter(code ->
                        oddities().stream().noneMatch(check -> check.code().equals(code)))
                .sorted()
                .forEach(code -> problems.add(new Problem(
                        "kept." + code, "nothing-to-keep", "no soft check of that name is broken by these answers")));
        return problems;
    }

    /// The problems that concern one item: its own, and those of the checks that read it.
    public List<Problem> problemsOf(String item, LocalDate today, Map<String, String> kept) {
        Set<String> beside = new TreeSet<>(Set.of(item));
        form.checks().stream().filter(check -> readsAlso(check.that(), item)).forEach(check -> {
            beside.add(place(check));
            beside.add("kept." + check.code());
        });
        Set<String> checks = Set.of("hard-check", "soft-check", "keeps-without-reason", "nothing-to-keep");
        return problems(today, kept).stream()
                .filter(problem -> problem.item().equals(item)
                        || problem.rule().equals("nothing-to-keep")
                        || (checks.contains(problem.rule()) && beside.contains(problem.item())))
                .toList();
    }

    private boolean readsAlso(String expression, String item) {
        Set<String> read = Formulas.items(expression);
        return read.contains(item)
                || read.stream()
                        .flatMap(code -> form.item(code).stream())
                        .anyMatch(each -> each.formula() != null && readsAlso(each.formula(), item));
    }

    /// The soft checks that these answers break.
    public List<FormCheck> oddities() {
        return broken().stream()
                .filter(check -> check.kind() == FormCheck.Kind.SOFT)
                .toList();
    }

    /// The checks that these answers break. A hard one can be among them: what it reads elsewhere was corrected since.
    public List<FormCheck> broken() {
        return form.checks().stream()
                .filter(check -> holds(check).equals(Optional.of(false)))
                .toList();
    }

    private Optional<Boolean> holds(FormCheck check) {
        return Formulas.holds(check.that(), form, answers, elsewhere);
    }

    private void broken(FormCheck check, Map<String, String> kept, List<Problem> problems) {
        if (holds(check).orElse(true)) {
            return;
        }
        String reason = kept.get(check.code());
        if (check.kind() == FormCheck.Kind.HARD) {
            problems.add(new Problem(place(check), "hard-check", check.text()));
        } else if (reason == null) {
            problems.add(new Problem(
                    place(check),
                    "soft-check",
                    "%s Put it right, or say under 'kept', for '%s', why it is so."
                            .formatted(check.text(), check.code())));
        } else if (EditChecks.check(REASON, ItemValue.of(reason)).isPresent()) {
            problems.add(new Problem(
                    "kept." + check.code(),
                    "keeps-without-reason",
                    "a reason of at most %d characters; %s".formatted(LONGEST_REASON, FreeText.LAW)));
        }
    }

    private static String place(FormCheck check) {
        return check.item() != null
                ? check.item()
                : Formulas.items(check.that()).stream()
                        .filter(read -> !AnswerReference.elsewhere(read))
                        .findFirst()
                        .orElse(check.code());
    }

    /// The item as it is asked while the others are answered as they are.
    private Item asAsked(Item item) {
        return item.required() == requires(item) ? item : item.required(requires(item));
    }

    /// What was typed stands beside an answer that was converted, and was not sent.
    private Map<String, ItemValue> standing() {
        Map<String, ItemValue> standing = new LinkedHashMap<>();
        answers.forEach((code, answer) -> standing.put(code, wasConverted(code, answer) ? plain(answer) : answer));
        return standing;
    }

    private boolean wasConverted(String code, ItemValue answer) {
        ItemValue.TypedValue typed = answer.typed();
        @Nullable Item item = form.item(code).orElse(null);
        return typed != null
                && item != null
                && answer.equals(converted(item, new ItemValue(typed.value(), typed.unit())));
    }

    private static ItemValue plain(ItemValue answer) {
        return new ItemValue(answer.value(), answer.unit());
    }
}
