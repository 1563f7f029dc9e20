package org.trialbook.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.EventJson;
import org.trialbook.event.ItemValue;
import org.trialbook.protocol.InvalidProtocolException.Problem;
import org.trialbook.protocol.Protocol.CodeListItem;

/// What must hold of the questions about an attempt at the implant.
final class ImplantRules {

    /// What an attempt's answers and reasons may take up as JSON, in bytes, beside what was placed and whether it
    /// stayed: [org.trialbook.event.SubjectEvent.ImplantAttempted] seals it as a whole.
    static final int SEALED_ATTEMPT = 6144 - 2 - 128;

    private static final Pattern PLACE = Pattern.compile("implant\\.(items|checks)\\[([0-9]+)](.*)");

    private final Protocol protocol;
    private final ImplantPlan plan;
    private final List<Problem> problems;

    ImplantRules(Protocol protocol, List<Problem> problems) {
        this.protocol = protocol;
        this.plan = protocol.implant();
        this.problems = problems;
    }

    private void problem(String path, String rule, String detail) {
        problems.add(new Problem(path, rule, detail));
    }

    void check() {
        usual();
        if (!plan.any()) {
            return;
        }
        Form form = plan.form();
        List<Problem> asked = new ArrayList<>();
        new ItemRules(asked).items("implant.items", form.items());
        new FormDefinitionRules(protocol.missingReasons(), ReferenceRules.NONE, asked).check("implant", form);
        asked.stream().flatMap(problem -> inFile(problem).stream()).forEach(problems::add);
        fits(form);
        if (plan.leads().isEmpty()) {
            placed(form);
            succeeded(form);
        } else if (plan.placed() != null || plan.succeeded() != null) {
            problem(
                    plan.placed() == null ? "implant.succeeded" : "implant.placed",
                    "said-twice",
                    "the leads say what is placed, and the item '%s' whether it stayed"
                            .formatted(UsualAttempt.SUCCESSFUL));
        }
    }

    private void usual() {
        unique("implant.leads", plan.leads(), ImplantPlan.Lead::code);
        for (int i = 0; i < plan.leads().size(); i++) {
            choices(
                    "implant.leads[%d].targets".formatted(i),
                    plan.leads().get(i).targets());
        }
        if (!plan.leads().isEmpty()) {
            choices("implant.failures", plan.failures());
        }
        unique("implant.techniques", plan.techniques(), CodeListItem::code);
        ImplantPlan.Limits limits = plan.limits();
        if (limits != null) {
            limits("implant.limits.qrs-ms", limits.qrsMs());
            limits("implant.limits.threshold-v", limits.thresholdVolts());
            limits("implant.limits.pulse-width-ms", limits.pulseWidthMs());
        } else if (!plan.leads().isEmpty()) {
            problem("implant.limits", "missing", "with leads, the limits of what is measured are said");
        }
    }

    private void limits(String path, Range range) {
        if (range.min().compareTo(range.max()) > 0) {
            problem(path, "range", "min is greater than max");
        }
    }

    private void choices(String path, List<CodeListItem> choices) {
        if (choices.isEmpty()) {
            problem(path, "not-empty", "at least one code");
        }
        unique(path, choices, CodeListItem::code);
    }

    private <T> void unique(String path, List<T> things, Function<T, String> code) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < things.size(); i++) {
            if (!seen.add(code.apply(things.get(i)))) {
                problem(
                        "%s[%d]".formatted(path, i),
                        "unique",
                        "'%s' stands twice; each has a code of its own".formatted(code.apply(things.get(i))));
            }
        }
    }

    /// What the leads bring with them stands before the file's own items and is no part of the file: what is wrong with
    /// it was told of the leads.
    private Optional<Problem> inFile(Problem problem) {
        Matcher place = PLACE.matcher(problem.path());
        if (!place.matches()) {
            return Optional.of(problem);
        }
        int brought = place.group(1).equals("items")
                ? UsualAttempt.items(plan).size()
                : UsualAttempt.checks(plan).size();
        int at = Integer.parseInt(place.group(2)) - brought;
        return at < 0
                ? Optional.empty()
                : Optional.of(new Problem(
                        "implant.%s[%d]%s".formatted(place.group(1), at, place.group(3)),
                        problem.rule(),
                        problem.detail()));
    }

    private void fits(Form form) {
        Map<String, ItemValue> answers = new LinkedHashMap<>();
        form.items().stream()
                .filter(item -> item.type() != Item.Type.CALCULATED)
                .forEach(item -> answers.put(item.code(), ItemRules.longestAnswer(item)));
        Map<String, String> kept = new LinkedHashMap<>();
        form.checks().stream()
                .filter(check -> check.kind() == FormCheck.Kind.SOFT)
                .forEach(check -> kept.put(check.code(), "\u20ac".repeat(AnsweredForm.LONGEST_REASON)));
        int bytes = EventJson.mapper().writeValueAsBytes(answers).length
                + EventJson.mapper().writeValueAsBytes(kept).length;
        if (bytes > SEALED_ATTEMPT) {
            problem(
                    "implant",
                    "sealed-size",
                    "an attempt's answers may need %d bytes; %d are sealed".formatted(bytes, SEALED_ATTEMPT));
        }
    }

    private void placed(Form form) {
        String code = plan.placed();
        if (code != null
                && form.item(code)
                        .filter(item -> item.type() == Item.Type.CHOICE)
                        .isEmpty()) {
            problem("implant.placed", "known-code", "'%s' is no choice among the items".formatted(code));
        }
    }

    /// It decides which acts may follow, so it is always answered, and with one of few words.
    private void succeeded(Form form) {
        @Nullable AnswerCondition succeeded = plan.succeeded();
        if (succeeded == null) {
            problem("implant.succeeded", "missing", "of an attempt's answers, which says that it succeeded?");
            return;
        }
        Optional<Item> item = Optional.ofNullable(succeeded.item()).flatMap(form::item);
        boolean word = succeeded.is() != null || succeeded.oneOf() != null;
        boolean sure = item.filter(Item::required)
                .filter(asked -> asked.type() == Item.Type.CHOICE || asked.type() == Item.Type.BOOLEAN)
                .filter(asked -> asked.missing().isEmpty() && asked.shownIf() == null)
                .isPresent();
        if (!word || !sure) {
            problem(
                    "implant.succeeded",
                    "decides",
                    "one required choice, or yes or no, that is always asked: is, or one-of");
        } else {
            new ConditionRules(form.items(), "is no item of an attempt", problems)
                    .check("implant.succeeded", succeeded);
        }
    }
}
