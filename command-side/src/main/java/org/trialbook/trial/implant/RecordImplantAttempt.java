package org.trialbook.trial.implant;

import static org.trialbook.access.Role.IMPLANTER;
import static org.trialbook.access.Role.INVESTIGATOR;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.SubjectState;
import org.trialbook.event.ImplantAttempt;
import org.trialbook.event.ImplantAttemptVersion1;
import org.trialbook.event.ItemValue;
import org.trialbook.event.SubjectEvent.ImplantAttempted;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.AnsweredForm;
import org.trialbook.protocol.ImplantPlan;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// Records one attempt at the implant, as the protocol asks of it. Any lead may be recorded in any arm: what was done
/// is a fact, and whether it was the allocated treatment is for those to judge who may know.
public final class RecordImplantAttempt extends SubjectAct<RecordImplantAttempt.Body, SubjectState> {
    private static final Reason NO_ATTEMPTS =
            Reason.of("no-implant-attempts", "Attempts are recorded where the protocol says what is asked of one.");
    /// What was tried tells the arm, so what is wrong with it is told to unblinded callers only.
    static final Reason INVALID_ATTEMPT = Reason.of(
            "invalid-implant-attempt",
            "What is answered of an attempt is known, complete, of its type, in its unit and within its range.");

    private final List<Rule<Command<SubjectId, Body>, SubjectState>> rules =
            fact(List.of((command, subject) -> asked(subject)), List.of(RecordImplantAttempt::answersFit));

    /// What is left out is not there: an earlier request, sent again, is told by its bytes.
    ///
    /// @param attempt the usual items as earlier releases asked for them; absent where there are values
    /// @param values item code → answer, as it was typed; in one of the item's other units it is converted
    /// @param kept soft check → why answers break it; absent where none is broken
    public record Body(
            LocalDate performedOn,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ImplantAttemptVersion1 attempt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, ItemValue> values,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, String> kept) {
        public Body(LocalDate performedOn, Map<String, ItemValue> values) {
            this(performedOn, null, values, null);
        }

        Map<String, ItemValue> answers() {
            Map<String, ItemValue> earlier =
                    attempt == null ? Map.of() : attempt.converted().values();
            return values == null ? earlier : values;
        }

        Map<String, String> reasons() {
            return kept == null ? Map.of() : kept;
        }
    }

    public RecordImplantAttempt() {
        super("record-implant-attempt", Body.class, IMPLANTER, INVESTIGATOR);
    }

    @Override
    protected LocalDate day(Command<SubjectId, Body> command, SubjectState subject) {
        return command.body().performedOn();
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
        ImplantPlan plan = subject.protocol().implant();
        Body body = command.body();
        Map<String, ItemValue> answers =
                AnsweredForm.of(plan.form(), body.answers()).answers();
        return Outcome.recorded(new ImplantAttempted(
                command.study(),
                command.target(),
                command.target().site(),
                body.performedOn(),
                subject.attempts().count() + 1,
                Sealed.of(new ImplantAttempt(
                        plan.placed(answers).orElse(null), plan.success().holds(answers), answers, body.reasons()))));
    }

    private static @Nullable Refusal asked(SubjectState subject) {
        return subject.protocol().implant().any() ? null : NO_ATTEMPTS.refusal();
    }

    private static @Nullable Refusal answersFit(Command<SubjectId, Body> command, SubjectState subject) {
        AnsweredForm answered = AnsweredForm.of(
                subject.protocol().implant().form(), command.body().answers());
        SortedMap<String, String> problems = SharedReasons.byItem(answered.problems(
                command.context().today(subject.zone()), command.body().reasons()));
        if (command.body().attempt() != null && command.body().values() != null) {
            problems.put("values", "said-twice: either values, or attempt");
        }
        Refusal refusal = INVALID_ATTEMPT.refusal();
        for (var item : problems.entrySet()) {
            refusal = refusal.sealing(item.getKey(), item.getValue());
        }
        return problems.isEmpty() ? null : refusal;
    }
}
