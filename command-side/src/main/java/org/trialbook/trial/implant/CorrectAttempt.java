package org.trialbook.trial.implant;

import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.Attempts;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.AttemptCorrection;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.Correction;
import org.trialbook.event.CorrectionEvent.AttemptCorrected;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.AnsweredForm;
import org.trialbook.protocol.EditChecks;
import org.trialbook.protocol.ImplantPlan;
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

/// Corrects an answer of an attempt at the implant, as the version of the protocol asked it under which it was
/// recorded. Whether the attempt succeeded, and what was placed, follows. The day of the first is corrected by
/// correct-fact.
public final class CorrectAttempt extends SubjectAct<CorrectAttempt.Body, SubjectState> {
    private static final Reason ATTEMPT_NOT_RECORDED =
            Reason.of("attempt-not-recorded", "Only an attempt that was recorded is corrected.");

    /// @param attempt which one, from 1
    /// @param from the answer as it stands; absent when the item is empty
    /// @param to what it should be; absent to withdraw the answer
    /// @param kept soft check → why the corrected answers break it; absent where none is newly broken
    public record Body(
            int attempt,
            String item,
            @Nullable ItemValue from,
            @Nullable ItemValue to,
            @Text String because,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, String> kept) {}

    public CorrectAttempt() {
        super("correct-attempt", Body.class, IMPLANTER, INVESTIGATOR);
    }

    @Override
    public boolean happensWhenRecorded() {
        return true;
    }

    @Override
    protected boolean tellsTheArm() {
        return true;
    }

    @Override
    protected List<Rule<Command<SubjectId, Body>, SubjectState>> rules() {
        return List.of(
                this::protocolPublished,
                this::subjectRegistered,
                this::mayKnowTheArm,
                (command, subject) -> recorded(command.body().attempt(), subject),
                (command, subject) -> FormRules.mayChange(subject, CasebookPlace.SUBJECT),
                CorrectAttempt::knownItem,
                CorrectAttempt::oldValueIsCurrent,
                CorrectAttempt::changes,
                CorrectAttempt::newValueFits);
    }

    @Override
    public SubjectState initial(Command<SubjectId, Body> command) {
        return new SubjectState();
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, SubjectState subject) {
        Body body = command.body();
        ImplantPlan plan = plan(command, subject);
        AnsweredForm answered = corrected(command, subject);
        Map<String, ItemValue> answers = answered.answers();
        ItemValue to = body.to() == null ? null : AnsweredForm.converted(item(command, subject), body.to());
        return Outcome.recorded(new AttemptCorrected(
                command.study(),
                command.target(),
                command.target().site(),
                body.attempt(),
                Sealed.of(new AttemptCorrection(
                        new Correction(body.item(), current(command, subject), to, body.because()),
                        new ImplantAttempt(
                                plan.placed(answers).orElse(null),
                                plan.success().holds(answers),
                                answers,
                                kept(command, subject, answered))))));
    }

    private static Attempts.Attempt attempt(Command<SubjectId, Body> command, SubjectState subject) {
        return subject.attempts().attempt(command.body().attempt()).orElseThrow();
    }

    private static ImplantPlan plan(Command<SubjectId, Body> command, SubjectState subject) {
        return subject.publishedWhen(attempt(command, subject).position())
                .orElseGet(subject::protocol)
                .implant();
    }

    private static ImplantAttempt detail(Command<SubjectId, Body> command, SubjectState subject) {
        return attempt(command, subject).detail().opened();
    }

    private static @Nullable ItemValue current(Command<SubjectId, Body> command, SubjectState subject) {
        return detail(command, subject).values().get(command.body().item());
    }

    private static Item item(Command<SubjectId, Body> command, SubjectState subject) {
        return plan(command, subject).form().item(command.body().item()).orElseThrow();
    }

    /// All answers as they stand afterwards, each in its item's own unit.
    private static AnsweredForm corrected(Command<SubjectId, Body> command, SubjectState subject) {
        Map<String, ItemValue> answers = new TreeMap<>(detail(command, subject).values());
        ItemValue to = command.body().to();
        if (to == null) {
            answers.remove(command.body().item());
        } else {
            answers.put(command.body().item(), to);
        }
        return AnsweredForm.of(plan(command, subject).form(), answers);
    }

    private static Map<String, String> kept(
            Command<SubjectId, Body> command, SubjectState subject, AnsweredForm answered) {
        ImplantAttempt was = detail(command, subject);
        return FormRules.keptOn(
                was.kept(),
                command.body().kept(),
                AnsweredForm.of(plan(command, subject).form(), was.values()),
                answered);
    }

    static @Nullable Refusal recorded(int attempt, SubjectState subject) {
        return subject.attempts().attempt(attempt).isPresent() ? null : ATTEMPT_NOT_RECORDED.with("attempt", attempt);
    }

    private static @Nullable Refusal knownItem(Command<SubjectId, Body> command, SubjectState subject) {
        return FormRules.knownItem(plan(command, subject).form(), command.body().item());
    }

    private static @Nullable Refusal oldValueIsCurrent(Command<SubjectId, Body> command, SubjectState subject) {
        ItemValue current = current(command, subject);
        return EditChecks.same(item(command, subject), current, command.body().from())
                ? null
                : CorrectValue.VALUE_DIFFERS
                        .refusal()
                        .sealing("current", current == null ? "(empty)" : String.valueOf(current.value()));
    }

    private static @Nullable Refusal changes(Command<SubjectId, Body> command, SubjectState subject) {
        return EditChecks.same(
                        item(command, subject),
                        command.body().from(),
                        command.body().to())
                ? CorrectValue.NOTHING_CHANGES.refusal()
                : null;
    }

    /// All of the attempt has to fit: what is asked of it may depend on the answer.
    private static @Nullable Refusal newValueFits(Command<SubjectId, Body> command, SubjectState subject) {
        AnsweredForm answered = corrected(command, subject);
        SortedMap<String, String> problems =
                SharedReasons.byItem(answered.problems(today(command, subject), kept(command, subject, answered)));
        Refusal refusal = RecordImplantAttempt.INVALID_ATTEMPT.refusal();
        for (var problem : problems.entrySet()) {
            refusal = refusal.sealing(problem.getKey(), problem.getValue());
        }
        return problems.isEmpty() ? null : refusal;
    }
}
