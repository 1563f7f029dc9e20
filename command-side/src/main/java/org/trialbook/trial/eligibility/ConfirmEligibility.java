package org.trialbook.trial.eligibility;

import static org.trialbook.access.Role.COORDINATOR;
import static org.trialbook.access.Role.INVESTIGATOR;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trialbook.casebook.RecordedEvent;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.EligibilityConfirmed;
import org.trialbook.event.SubjectEvent.ScreenFailed;
import org.trialbook.event.SubjectId;
import org.trialbook.ledger.EventLine;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.Item;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.FormRules;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Answers every eligibility question; whether the subject is eligible is computed. A subject who is not eligible
/// is a fact to be kept, not a refusal; the assessment may be repeated until it is met. Until the randomization a
/// wrong answer is corrected by answering anew, with a reason: the newest assessment alone counts, with what
/// follows from it.
public final class ConfirmEligibility extends SubjectAct<ConfirmEligibility.Body, SubjectState> {
    private static final Reason ALREADY_CONFIRMED = Reason.of(
            "already-recorded",
            "Eligibility is confirmed once. Until the subject is randomized, a wrong answer is corrected by"
                    + " confirm-eligibility with all answers and, as 'because', the reason.");
    private static final Reason RANDOMIZED = Reason.of(
            "already-randomized",
            "The answers by which a subject was randomized stay. What was wrong with them is"
                    + " told by correct-eligibility.");

    private final List<Rule<Command<SubjectId, Body>, SubjectState>> rules = decision(
            this::notRandomized,
            this::onceUnlessCorrected,
            ConfirmEligibility::everyQuestionAnswered,
            ConfirmEligibility::ageFits);

    /// @param answers item code → answer; every item of the protocol's eligibility questions
    /// @param because why an assessment that was confirmed is replaced by this one; absent the first time
    public record Body(
            LocalDate assessedOn,
            Map<String, ItemValue> answers,
            @Text @Nullable String because) {}

    public ConfirmEligibility() {
        super("confirm-eligibility", Body.class, COORDINATOR, INVESTIGATOR);
    }

    @Override
    public boolean showsRefusals() {
        return true;
    }

    /// Nothing is sealed before a subject is randomized.
    @Override
    public @Nullable String openReason(Body said) {
        return said.because();
    }

    @Override
    public Map<String, Object> receipt(RecordedEvent first, List<EventLine.Tag> tags) {
        return Map.of("eligible", first.event() instanceof EligibilityConfirmed);
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, SubjectState subject) {
        return command.body().assessedOn();
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, SubjectState>> rules() {
        return rules;
    }

    @Override
    public SubjectState initial(Command<SubjectId, Body> command) {
        return new SubjectState();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, SubjectState subject) {
        Body body = command.body();
        Protocol protocol = subject.protocol();
        List<String> notMet = protocol.eligibility().notMet(body.answers());
        return Outcome.recorded(
                notMet.isEmpty()
                        ? new EligibilityConfirmed(
                                command.study(),
                                command.target(),
                                command.target().site(),
                                body.assessedOn(),
                                body.answers(),
                                protocol.plan().levels(body.answers()).orElseThrow())
                        : new ScreenFailed(
                                command.study(),
                                command.target(),
                                command.target().site(),
                                body.assessedOn(),
                                body.answers(),
                                notMet));
    }

    private @Nullable Refusal notRandomized(Command<SubjectId, Body> command, SubjectState subject) {
        return subject.when(name())
                .flatMap(confirmed -> subject.when("randomize"))
                .map(randomized -> RANDOMIZED.with("randomizedOn", randomized))
                .orElse(null);
    }

    private @Nullable Refusal onceUnlessCorrected(Command<SubjectId, Body> command, SubjectState subject) {
        return command.body().because() != null
                ? null
                : subject.when(name())
                        .map(on -> ALREADY_CONFIRMED.with("recorded", "%s on %s".formatted(name(), on)))
                        .orElse(null);
    }

    private static @Nullable Refusal everyQuestionAnswered(Command<SubjectId, Body> command, SubjectState subject) {
        return everyQuestionAnswered(
                subject.protocol().eligibility().items(), command.body().answers(), today(command, subject));
    }

    /// The refusal of answers that do not fit their questions, or leave one open.
    static @Nullable Refusal everyQuestionAnswered(List<Item> items, Map<String, ItemValue> answers, LocalDate today) {
        // Eligibility leaves no question open, whatever the item itself says.
        Stream<EditChecks.Problem> open = items.stream()
                .filter(item -> !item.required() && !answers.containsKey(item.code()))
                .map(item -> new EditChecks.Problem(
                        item.code(), "missing", "'%s' must be answered".formatted(item.label())));
        List<EditChecks.Problem> problems = Stream.concat(EditChecks.check(items, answers, today).stream(), open)
                .toList();
        return problems.isEmpty() ? null : SharedReasons.invalidAnswers(problems);
    }

    private static @Nullable Refusal ageFits(Command<SubjectId, Body> command, SubjectState subject) {
        Body body = command.body();
        return FormRules.ageFits(subject, subject.protocol().eligibility().items(), body.answers(), body.assessedOn());
    }
}
