package org.trialbook.trial.eligibility;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.EligibilityNotMet;
import org.trialbook.event.Value;
import org.trialbook.protocol.Answers;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.protocol.Protocol.Criterion;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Rules;
import org.trialbook.trial.act.SequenceRefusal.InvalidAnswers;
import org.trialbook.trial.subject.Chart;
import org.trialbook.trial.subject.FormRules;
import org.trialbook.trial.subject.SubjectDecision;
import org.trialbook.trial.subject.SubjectRules;

/// Decides eligibility from the answers. A subject who is not eligible is a fact to be kept, not a refusal; the
/// assessment may be repeated until it is met. Until the randomization a wrong answer is corrected by answering anew,
/// with a reason: the newest assessment alone counts, with what follows from it.
public final class Eligibility extends SubjectDecision<ConfirmEligibility> {

    private static final SubjectRules<ConfirmEligibility> SHARED =
            SubjectRules.dated("confirm-eligibility", ConfirmEligibility::assessedOn);
    private static final List<Rule<ConfirmEligibility, Chart>> RULES = Rules.and(
            SHARED.ofDecision(),
            new Rule<>("the subject was not found eligible and randomized", Eligibility::notRandomized),
            new Rule<>("it is answered anew for a reason", Eligibility::onceUnlessCorrected),
            new Rule<>("every question is answered", Eligibility::answered),
            new Rule<>("the age is that of the year of birth", Eligibility::ageFits));

    public Eligibility() {
        super("confirm-eligibility", ConfirmEligibility.class);
    }

    @Override
    public Outcome decide(ConfirmEligibility act, Chart chart) {
        return Rule.firstBroken(RULES, act, chart)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> compute(act, Objects.requireNonNull(chart.protocol())));
    }

    private static Outcome compute(ConfirmEligibility act, Protocol protocol) {
        List<String> notMet = protocol.eligibility().criteria().stream()
                .filter(criterion -> !met(criterion, act.answers()))
                .map(Criterion::code)
                .toList();
        if (!notMet.isEmpty()) {
            return Outcome.recorded(new EligibilityNotMet(
                    act.context().study(),
                    act.subject(),
                    act.subject().site(),
                    act.assessedOn(),
                    act.answers(),
                    notMet));
        }
        return Outcome.recorded(new EligibilityConfirmed(
                act.context().study(),
                act.subject(),
                act.subject().site(),
                act.assessedOn(),
                act.answers(),
                protocol.plan().levels(act.answers()).orElseThrow()));
    }

    private static boolean met(Criterion criterion, Map<String, Value> answers) {
        boolean holds = criterion.rule().holds(answers);
        return switch (criterion.kind()) {
            case INCLUSION -> holds;
            case EXCLUSION -> !holds;
        };
    }

    private static Optional<LocalDate> confirmed(Chart chart) {
        return chart.history().flatMap(history -> history.when("confirm-eligibility"));
    }

    private static @Nullable Refusal notRandomized(ConfirmEligibility act, Chart chart) {
        return confirmed(chart)
                .flatMap(ignored -> chart.history().orElseThrow().when("randomize"))
                .map(EligibilityRefusal.Randomized::new)
                .orElse(null);
    }

    private static @Nullable Refusal onceUnlessCorrected(ConfirmEligibility act, Chart chart) {
        return act.because() != null
                ? null
                : confirmed(chart).map(EligibilityRefusal.AlreadyConfirmed::new).orElse(null);
    }

    private static @Nullable Refusal answered(ConfirmEligibility act, Chart chart) {
        List<Item> items =
                Objects.requireNonNull(chart.protocol()).eligibility().items();
        // Eligibility leaves no question open, whatever the item itself says.
        Stream<Answers.Problem> open = items.stream()
                .filter(item -> !item.required() && !act.answers().containsKey(item.code()))
                .map(item ->
                        new Answers.Problem(item.code(), "missing", "'%s' must be answered".formatted(item.label())));
        List<Answers.Problem> problems = Stream.concat(
                        Answers.check(items, act.answers(), SubjectRules.today(act, chart)).stream(), open)
                .toList();
        return problems.isEmpty() ? null : new InvalidAnswers(problems);
    }

    private static @Nullable Refusal ageFits(ConfirmEligibility act, Chart chart) {
        List<Item> items =
                Objects.requireNonNull(chart.protocol()).eligibility().items();
        return FormRules.ageFits(chart, items, act.answers(), act.assessedOn());
    }
}
