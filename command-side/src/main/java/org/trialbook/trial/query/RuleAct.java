package org.trialbook.trial.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trialbook.access.Role;
import org.trialbook.casebook.RuleHits;
import org.trialbook.casebook.RuleHits.Hit;
import org.trialbook.casebook.RuleStates;
import org.trialbook.event.SubjectId;
import org.trialbook.protocol.DataRule;
import org.trialbook.protocol.Protocol;
import org.trialbook.trial.act.Command;
import org.trialbook.trial.act.Reason;
import org.trialbook.trial.act.Refusal;
import org.trialbook.trial.act.Rule;
import org.trialbook.trial.rules.SharedReasons;
import org.trialbook.trial.rules.SubjectAct;

/// What acts on the hits of a protocol's rules have in common. Whoever may know what is sealed sees the hits of every
/// rule, and what they make of them is sealed; everybody else sees those of rules that read nothing sealed.
abstract class RuleAct<B extends RuleAct.OfRule> extends SubjectAct<B, RuleStates> {
    private static final Reason RULE_READS_WHAT_IS_SEALED = Reason.of(
            "rule-reads-what-is-sealed",
            "A rule that reads what tells the arm is run for those who may know it, and for nobody else.");

    /// What each request names.
    interface OfRule {
        String rule();
    }

    RuleAct(String name, Class<B> body) {
        super(name, body, QueryAct.WATCHING.toArray(Role[]::new));
    }

    @Override
    public final boolean happensWhenRecorded() {
        return true;
    }

    @Override
    public final RuleStates initial(Command<SubjectId, B> command) {
        return new RuleStates();
    }

    @Override
    protected final List<Rule<Command<SubjectId, B>, RuleStates>> rules() {
        List<Rule<Command<SubjectId, B>, RuleStates>> rules = new ArrayList<>(
                List.of(this::protocolPublished, this::subjectRegistered, RuleAct::known, RuleAct::mayRead));
        rules.addAll(further());
        return rules;
    }

    /// What else it asks for.
    abstract List<Rule<Command<SubjectId, B>, RuleStates>> further();

    static boolean sealed(Command<SubjectId, ?> command, RuleStates states) {
        return QueryAct.mayKnowWhatIsSealed(command, states.queries());
    }

    static DataRule rule(Command<SubjectId, ? extends OfRule> command, RuleStates states) {
        // Asked first: where nothing is sent yet, what can be said ends here, also where the protocol has no rules.
        String code = command.body().rule();
        return states.subject().protocol().rules().stream()
                .filter(rule -> rule.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /// What the rule finds that is not excused.
    static List<Hit> hits(Command<SubjectId, ? extends OfRule> command, RuleStates states) {
        boolean sealed = sealed(command, states);
        return new RuleHits(
                        states.subject().protocol(),
                        states.forms(),
                        states.subject().seals(),
                        !sealed,
                        command.context().today(states.subject().zone()))
                .of(rule(command, states)).stream()
                        .filter(hit -> states.excuse(hit, sealed) == null)
                        .toList();
    }

    private static <B extends OfRule> @Nullable Refusal known(Command<SubjectId, B> command, RuleStates states) {
        Protocol protocol = states.subject().protocol();
        List<String> known = protocol.rules().stream().map(DataRule::code).toList();
        String rule = command.body().rule();
        return known.contains(rule) ? null : SharedReasons.unknownCode("rule", rule, known);
    }

    private static <B extends OfRule> @Nullable Refusal mayRead(Command<SubjectId, B> command, RuleStates states) {
        DataRule rule = rule(command, states);
        boolean tells = rule.tells(states.subject().protocol(), states.subject().seals());
        return tells && !sealed(command, states) ? RULE_READS_WHAT_IS_SEALED.with("rule", rule.code()) : null;
    }
}
