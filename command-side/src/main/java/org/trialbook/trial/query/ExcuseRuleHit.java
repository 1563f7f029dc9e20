package org.trialbook.trial.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.trialbook.blinding.Sealed;
import org.trialbook.casebook.RuleHits.Hit;
import org.trialbook.casebook.RuleStates;
import org.trialbook.event.CasebookPlace;
import org.trialbook.event.FormInstance;
import org.trialbook.event.HitExcuse;
import org.trialbook.event.RuleEvent.RuleHitExcused;
import org.trialbook.event.SubjectId;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Outcome;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.act.Text;
import org.trialbook.trial.rules.PlaceRules;

/// Says why what a rule found is as it should be. That holds until the rule reads something else there.
public final class ExcuseRuleHit extends RuleAct<ExcuseRuleHit.Body> {
    private static final Reason NO_SUCH_HIT =
            Reason.of("no-such-hit", "Only what the rule finds there, and what is not excused yet, is excused.");

    /// @param rule its code
    /// @param visit absent: a form outside of any visit, or all of the subject
    /// @param form absent: all of the subject
    /// @param key which entry of a form that repeats
    public record Body(
            @Text(longest = 40) String rule,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String visit,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String form,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String key,

            @Text String because)
            implements OfRule {
        CasebookPlace about() {
            return new CasebookPlace(visit, form, key, null);
        }

        @Nullable
        FormInstance at() {
            return form == null ? null : new FormInstance(visit, form, key);
        }
    }

    public ExcuseRuleHit() {
        super("excuse-rule-hit", Body.class);
    }

    @Override
    List<Rule<Command<SubjectId, Body>, RuleStates>> further() {
        return List.of(
                (command, states) ->
                        PlaceRules.known(states.subject(), command.body().about()),
                ExcuseRuleHit::found);
    }

    @Override
    protected Outcome accept(Command<SubjectId, Body> command, RuleStates states) {
        Body body = command.body();
        boolean sealed = sealed(command, states);
        HitExcuse excuse = new HitExcuse(
                body.rule(),
                body.visit(),
                body.form(),
                body.key(),
                hit(command, states).orElseThrow().inputs(),
                body.because());
        return Outcome.recorded(new RuleHitExcused(
                command.study(),
                command.target(),
                command.target().site(),
                sealed ? null : excuse,
                sealed ? Sealed.of(excuse) : null));
    }

    private static Optional<Hit> hit(Command<SubjectId, Body> command, RuleStates states) {
        return hits(command, states).stream()
                .filter(hit -> Objects.equals(hit.at(), command.body().at()))
                .findFirst();
    }

    private static @Nullable Refusal found(Command<SubjectId, Body> command, RuleStates states) {
        return hit(command, states).isPresent()
                ? null
                : NO_SUCH_HIT.with("rule", command.body().rule());
    }
}
