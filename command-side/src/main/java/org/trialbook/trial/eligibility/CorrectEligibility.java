package org.trialbook.trial.eligibility;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.EligibilityAnswers;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.CorrectionEvent.EligibilityCorrected;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.Item;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.correction.CorrectValue;
import org.trialbook.trial.rules.FormRules;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Corrects answers to eligibility questions after the randomization. The subject stays allocated as it was
/// drawn; the event says in which stratum it truly belongs, and which criteria it does not meet.
public final class CorrectEligibility extends SubjectAct<CorrectEligibility.Body, EligibilityAnswers> {
    private static final Reason NOT_RANDOMIZED = Reason.of(
            "not-randomized-yet",
            "Until the subject is randomized, a wrong answer is corrected by confirm-eligibility with all answers.");

    /// @param from item code → the answer as it stands, of those that are wrong
    /// @param to the same → what it should be
    /// @param because open: everybody reads it
    public record Body(
            Map<String, ItemValue> from,
            Map<String, ItemValue> to,
            @Text String because) {}

    public CorrectEligibility() {
        super("correct-eligibility", Body.class, COORDINATOR, INVESTIGATOR);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, EligibilityAnswers>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                CorrectEligibility::randomized,
                (command, answers) -> FormRules.mayChange(answers.subject(), CasebookPlace.SUBJECT),
                CorrectEligibility::knownItems,
                CorrectEligibility::oldValuesAreCurrent,
                CorrectEligibility::changes,
                CorrectEligibility::fits);
    }

    @Override
    public EligibilityAnswers initial(Command<SubjectId, Body> command) {
        return new EligibilityAnswers();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, EligibilityAnswers answers) {
        Body body = command.body();
        Map<String, ItemValue> corrected = answers.with(body.to());
        Map<String, ItemValue> from = new TreeMap<>(answers.answers());
        from.keySet().retainAll(body.to().keySet());
        return Outcome.recorded(new EligibilityCorrected(
                command.study(),
                command.target(),
                command.target().site(),
                from,
                new TreeMap<>(body.to()),
                new TreeMap<>(answers.subject().strata()),
                answers.asked().plan().levels(corrected).orElseGet(TreeMap::new),
                answers.notMet(corrected),
                body.because()));
    }

    private static @Nullable Refusal randomized(Command<SubjectId, Body> command, EligibilityAnswers answers) {
        return answers.subject().randomized() && answers.confirmedOn().isPresent() ? null : NOT_RANDOMIZED.refusal();
    }

    private static List<Item> items(EligibilityAnswers answers) {
        return answers.asked().eligibility().items();
    }

    private static TreeSet<String> named(Command<SubjectId, Body> command) {
        TreeSet<String> named = new TreeSet<>(command.body().from().keySet());
        named.addAll(command.body().to().keySet());
        return named;
    }

    private static @Nullable Refusal knownItems(Command<SubjectId, Body> command, EligibilityAnswers answers) {
        List<String> known = items(answers).stream().map(Item::code).toList();
        return named(command).stream()
                .filter(item -> !known.contains(item))
                .findFirst()
                .map(item -> SharedReasons.unknownCode("eligibility question", item, known))
                .orElse(null);
    }

    private static @Nullable Refusal oldValuesAreCurrent(Command<SubjectId, Body> command, EligibilityAnswers answers) {
        for (Item item : items(answers)) {
            ItemValue current = answers.answers().get(item.code());
            if (named(command).contains(item.code())
                    && !EditChecks.same(item, current, command.body().from().get(item.code()))) {
                return CorrectValue.VALUE_DIFFERS
                        .with("item", item.code())
                        .with("current", current == null ? "(empty)" : String.valueOf(current.value()));
            }
        }
        return null;
    }

    private static @Nullable Refusal changes(Command<SubjectId, Body> command, EligibilityAnswers answers) {
        Body body = command.body();
        boolean each = items(answers).stream()
                .filter(item -> named(command).contains(item.code()))
                .noneMatch(item -> EditChecks.same(
                        item, body.from().get(item.code()), body.to().get(item.code())));
        return each
                        && body.to().keySet().equals(named(command))
                        && !named(command).isEmpty()
                ? null
                : CorrectValue.NOTHING_CHANGES.refusal();
    }

    private static @Nullable Refusal fits(Command<SubjectId, Body> command, EligibilityAnswers answers) {
        Map<String, ItemValue> corrected = answers.with(command.body().to());
        Refusal refusal = ConfirmEligibility.everyQuestionAnswered(items(answers), corrected, today(command, answers));
        return refusal != null
                ? refusal
                : FormRules.ageFits(
                        answers.subject(),
                        items(answers),
                        command.body().to(),
                        Objects.requireNonNull(answers.confirmedOn().orElse(null)));
    }
}
